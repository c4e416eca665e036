//! The profiles of this computer, as the AWS CLI and its kin keep them in the shared files.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::sync::Mutex;

use aws_config::profile::{Profile as Section, ProfileFileCredentialsProvider, ProfileSet};
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::os_shim_internal::{Env, Fs};

use super::failure::SignInFailure;
use super::second_factor::{MfaCode, Once, take_role};
use crate::aws::connector::http_client;
use crate::aws::session::{Access, RealAccess, behavior};
use crate::aws::{AwsFailure, Network};
use crate::setup::values::{Partition, Region};

/// A profile, as far as it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Where its keys come from.
    pub kind: ProfileKind,
    /// Its region, when it names one.
    pub region: Option<Region>,
    /// It, or one that it gets its keys through, wants the code of a second factor.
    pub wants_code: bool,
}

/// Where a profile's keys come from
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileKind {
    /// They stand in the file.
    Keys,
    /// It takes a role with the keys of another profile.
    Role,
    /// It takes a role and must give a code.
    RoleWithCode,
    /// The session of a company's sign-in page (IAM Identity Center).
    IdentityCenter,
    /// The session of a sign-in to the console (`aws login`).
    LoginSession,
    /// Another program gives them.
    Process,
    /// It takes a role with a token in a file.
    WebIdentity,
    /// Only a machine inside AWS gives them.
    InsideAws,
    /// Nothing says where.
    Incomplete,
}

impl ProfileKind {
    /// The kind in words, for the list.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Keys => "access keys",
            Self::Role => "a role",
            Self::RoleWithCode => "a role that wants a code",
            Self::IdentityCenter => "company sign-in page",
            Self::LoginSession => "console sign-in",
            Self::Process => "another program",
            Self::WebIdentity => "a role with a token file",
            Self::InsideAws => "works only inside AWS",
            Self::Incomplete => "not complete",
        }
    }
}

/// The profiles in the shared files, by name. None is no error.
///
/// # Errors
/// When the files are there and cannot be read.
pub async fn profiles(files: &EnvConfigFiles) -> Result<Vec<Profile>, SignInFailure> {
    let set = load(files).await?;
    let mut profiles: Vec<Profile> = set
        .profiles()
        .filter_map(|name| set.get_profile(name))
        .map(|section| Profile {
            name: section.name().to_owned(),
            kind: kind(section),
            region: region(section),
            wants_code: chain(&set, section).into_iter().any(|link| kind(link) == ProfileKind::RoleWithCode),
        })
        .collect();
    profiles.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(profiles)
}

/// A way to AWS with a profile, and the profile's region. The keys are had once already, so that a session that has ended
/// is known here. A role that wants a code is taken with the one that was typed. Neither the environment's keys nor the metadata service of a machine in AWS are asked.
///
/// # Errors
/// When the profile gives no keys; each reason has its own way out.
pub async fn profile_access(
    network: &Network,
    files: &EnvConfigFiles,
    name: &str,
    code: Option<&MfaCode>,
) -> Result<(RealAccess, Option<Region>), SignInFailure> {
    let set = load(files).await?;
    let section = set.get_profile(name).ok_or_else(|| SignInFailure::NoSuchProfile { name: name.to_owned() })?;
    let chain = chain(&set, section);
    let kinds: Vec<ProfileKind> = chain.iter().map(|section| kind(section)).collect();
    if kinds.contains(&ProfileKind::InsideAws) {
        return Err(SignInFailure::InsideAwsOnly { name: name.to_owned() });
    }
    if kind(section) == ProfileKind::Incomplete {
        return Err(SignInFailure::Incomplete { name: name.to_owned(), said: None });
    }
    let (http, region) = (http_client(network)?, region(section));
    if let Some(last) = kinds.iter().rposition(|kind| *kind == ProfileKind::RoleWithCode) {
        let code = code.ok_or_else(|| SignInFailure::WantsCode { name: name.to_owned() })?;
        let roles = Roles { files, http: &http, name, region: region.as_ref() };
        let keys = roles.taken(&chain[..=last], chain.get(last + 1).copied(), code).await?;
        let provider = SharedCredentialsProvider::new(Once(keys));
        return Ok((RealAccess::load(provider, http, files.clone(), Some(name)).await, region));
    }
    let provider = of_profile(files, &http, name, region.as_ref());
    let base = kinds.last().copied().unwrap_or(ProfileKind::Incomplete);
    let first = provider.provide_credentials().await.map_err(|error| refused(name, base, kinds.len() > 1, &error))?;
    let provider = SharedCredentialsProvider::new(Primed { first: Mutex::new(Some(first)), then: provider });
    Ok((RealAccess::load(provider, http, files.clone(), Some(name)).await, region))
}

/// The keys of a profile, as the SDK gets them.
fn of_profile(
    files: &EnvConfigFiles,
    http: &SharedHttpClient,
    name: &str,
    region: Option<&Region>,
) -> ProfileFileCredentialsProvider {
    let asked = region.map_or_else(|| "us-east-1".to_owned(), ToString::to_string);
    let config = ProviderConfig::empty()
        .with_behavior_version(Some(behavior()))
        .with_http_client(http.clone())
        .with_sleep_impl(TokioSleep::new())
        // Of the endpoint that is asked for a role's keys, when the profile names none.
        .with_region(Some(aws_config::Region::new(asked)));
    #[expect(deprecated, reason = "the builder takes the files only by this older name of their type")]
    ProfileFileCredentialsProvider::builder()
        .configure(&config)
        .profile_files(files.clone() as aws_config::profile::profile_file::ProfileFiles)
        .profile_name(name)
        .build()
}

/// What roles are taken with, one after another.
struct Roles<'a> {
    files: &'a EnvConfigFiles,
    http: &'a SharedHttpClient,
    /// The profile that was chosen.
    name: &'a str,
    region: Option<&'a Region>,
}

impl Roles<'_> {
    /// The keys of the first role of a chain, the last of which wants a code and has its keys from `source`. A profile that
    /// names itself has them in the file.
    async fn taken(
        &self,
        roles: &[&Section],
        source: Option<&Section>,
        code: &MfaCode,
    ) -> Result<Credentials, SignInFailure> {
        let own = roles.last().and_then(|role| own_keys(role));
        let mut keys = match (source, own) {
            (Some(source), _) => {
                let provider = of_profile(self.files, self.http, source.name(), self.region);
                provider.provide_credentials().await.map_err(|error| refused(self.name, kind(source), false, &error))?
            }
            (None, Some(own)) => own,
            (None, None) => return Err(SignInFailure::Incomplete { name: self.name.to_owned(), said: None }),
        };
        for role in roles.iter().rev() {
            let provider = SharedCredentialsProvider::new(keys);
            let access = RealAccess::load(provider, self.http.clone(), self.files.clone(), Some(self.name)).await;
            let access = Access::Real(access);
            if !access.overrides_stay_here() {
                return Err(SignInFailure::OverrideElsewhere(access.endpoint_override().unwrap_or_default()));
            }
            let first = Partition::Aws.first_region();
            let region = self.region.cloned().or_else(|| Region::parse(first).ok());
            let region = region.ok_or_else(|| SignInFailure::Incomplete { name: self.name.to_owned(), said: None })?;
            keys = take_role(&access.clients(&region).write.sts, self.name, role, code).await?;
        }
        Ok(keys)
    }
}

/// The keys that stand in a profile beside its role.
fn own_keys(section: &Section) -> Option<Credentials> {
    let (id, secret) = (section.get("aws_access_key_id")?, section.get("aws_secret_access_key")?);
    let token = section.get("aws_session_token").map(ToOwned::to_owned);
    Some(Credentials::new(id, secret, token, None, "profile"))
}

async fn load(files: &EnvConfigFiles) -> Result<ProfileSet, SignInFailure> {
    aws_config::profile::load(&Fs::real(), &Env::real(), files, None)
        .await
        .map_err(|error| SignInFailure::FilesUnreadable { said: words(&error) })
}

fn region(section: &Section) -> Option<Region> {
    section.get("region").and_then(|region| Region::parse(region).ok())
}

/// The kind of one profile, in the order in which the SDK looks.
fn kind(section: &Section) -> ProfileKind {
    let has = |name| section.get(name).is_some();
    if has("role_arn") && has("web_identity_token_file") {
        ProfileKind::WebIdentity
    } else if has("role_arn") {
        match section.get("credential_source") {
            Some("Ec2InstanceMetadata" | "EcsContainer") => ProfileKind::InsideAws,
            _ if has("mfa_serial") => ProfileKind::RoleWithCode,
            _ => ProfileKind::Role,
        }
    } else if has("credential_source") {
        ProfileKind::InsideAws
    } else if has("sso_session") || has("sso_start_url") {
        ProfileKind::IdentityCenter
    } else if has("login_session") {
        ProfileKind::LoginSession
    } else if has("credential_process") {
        ProfileKind::Process
    } else if has("aws_access_key_id") && has("aws_secret_access_key") {
        ProfileKind::Keys
    } else {
        ProfileKind::Incomplete
    }
}

/// A profile, the one whose keys it uses to take its role, and so on.
fn chain<'a>(set: &'a ProfileSet, first: &'a Section) -> Vec<&'a Section> {
    let (mut chain, mut seen) = (vec![first], BTreeSet::from([first.name()]));
    while let Some(next) = chain.last().and_then(|last| last.get("source_profile")) {
        match set.get_profile(next) {
            Some(section) if seen.insert(section.name()) => chain.push(section),
            _ => break,
        }
    }
    chain
}

/// Which failure it is that a profile gave no keys. Where nobody was reached, nobody has ended or refused anything.
fn refused(name: &str, base: ProfileKind, takes_role: bool, error: &(impl Error + 'static)) -> SignInFailure {
    if let Some(unreached) = AwsFailure::never_connected("sign-in", error) {
        return SignInFailure::Unreached(Box::new(unreached));
    }
    let (name, said) = (name.to_owned(), words(error));
    match base {
        ProfileKind::IdentityCenter => SignInFailure::IdentityCenterEnded { name, said },
        ProfileKind::LoginSession => SignInFailure::LoginEnded { name, said },
        ProfileKind::Process => SignInFailure::ProcessFailed { name, said },
        ProfileKind::Incomplete => SignInFailure::Incomplete { name, said: Some(said) },
        ProfileKind::Keys if takes_role => SignInFailure::RoleRefused { name, said },
        ProfileKind::Role | ProfileKind::WebIdentity => SignInFailure::RoleRefused { name, said },
        _ => SignInFailure::NoKeys { name, said },
    }
}

/// An error and what caused it, in words. Only what the errors say of themselves: their contents may hold secrets.
fn words(error: &(impl Error + 'static)) -> String {
    let links = std::iter::successors(Some(error as &(dyn Error + 'static)), |&error| error.source());
    let mut said: Vec<String> = links.map(ToString::to_string).collect();
    said.dedup();
    said.join(": ")
}

/// Gives the keys that were had already, and asks for new ones after that. A program that gives keys may ask a person for
/// something each time.
struct Primed {
    first: Mutex<Option<Credentials>>,
    then: ProfileFileCredentialsProvider,
}

impl ProvideCredentials for Primed {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let first = self.first.lock().ok().and_then(|mut first| first.take());
        match first {
            Some(keys) => future::ProvideCredentials::ready(Ok(keys)),
            None => self.then.provide_credentials(),
        }
    }
}

impl fmt::Debug for Primed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Primed").finish_non_exhaustive()
    }
}
