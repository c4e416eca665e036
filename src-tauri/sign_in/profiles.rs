//! The profiles of this computer, as the AWS CLI and its kin keep them in the shared files.

use std::collections::BTreeSet;
use std::error::Error;

use aws_config::profile::{Profile as Section, ProfileFileCredentialsProvider, ProfileSet};
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_sdk_signin::operation::create_o_auth2_token::CreateOAuth2TokenError;
use aws_sdk_sso::operation::get_role_credentials::GetRoleCredentialsError;
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentityError;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_types::os_shim_internal::{Env, Fs};
use serde::Serialize;
use ts_rs::TS;

use super::failure::SignInFailure;
use super::keys::is_unique_id;
use super::mfa_code::MfaCode;
use super::second_factor::{Once, take_role};
use crate::aws::error::not_sent::find;
use crate::aws::error::redactor::redacted;
use crate::aws::network::connector::http_client;
use crate::aws::session::{Access, RealAccess, behavior};
use crate::aws::{AwsFailure, Network};
use crate::values::{Partition, Region};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
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

/// Longer names are left out: nobody could read them.
const LONGEST_NAME: usize = 256;

/// The profiles in the shared files, by name. None is no error.
///
/// # Errors
/// When the files are there and cannot be read.
pub async fn profiles(files: &EnvConfigFiles) -> Result<Vec<Profile>, SignInFailure> {
    let set = load(files).await?;
    let mut profiles: Vec<Profile> = set
        .profiles()
        .filter(|name| name.len() <= LONGEST_NAME)
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
    if chain.iter().any(|section| section.get("aws_secret_access_key").is_some_and(is_unique_id)) {
        return Err(SignInFailure::KeysSwapped { name: name.to_owned() });
    }
    let (http, region) = (http_client(network)?, region(section));
    let provider = SharedCredentialsProvider::new(of_profile(files, &http, name, region.as_ref()));
    let access = RealAccess::load(provider, http.clone(), files.clone(), Some(name)).await;
    // Whoever is asked for keys gets a token, a code or a signature for them.
    Access::Real(access.clone()).stays()?;
    let base = kinds.last().copied().unwrap_or(ProfileKind::Incomplete);
    if let Some(last) = kinds.iter().rposition(|kind| *kind == ProfileKind::RoleWithCode) {
        let code = code.ok_or_else(|| SignInFailure::WantsCode { name: name.to_owned() })?;
        let roles = Roles { files, http: &http, name, region: region.as_ref(), base };
        let keys = roles.taken(&chain[..=last], chain.get(last + 1).copied(), code).await?;
        let provider = SharedCredentialsProvider::new(Once(keys));
        return Ok((RealAccess::load(provider, http, files.clone(), Some(name)).await, region));
    }
    access.begin().await.map_err(|error| refused(name, base, &error))?;
    Ok((access, region))
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
    /// Where the keys come from that the first of the roles is taken with.
    base: ProfileKind,
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
                provider.provide_credentials().await.map_err(|error| refused(self.name, self.base, &error))?
            }
            (None, Some(own)) => own,
            (None, None) => return Err(SignInFailure::Incomplete { name: self.name.to_owned(), said: None }),
        };
        for role in roles.iter().rev() {
            let provider = SharedCredentialsProvider::new(keys);
            let access = RealAccess::load(provider, self.http.clone(), self.files.clone(), Some(self.name)).await;
            let first = Partition::Aws.first_region();
            let region = self.region.cloned().or_else(|| Region::parse(first).ok());
            let region = region.ok_or_else(|| SignInFailure::Incomplete { name: self.name.to_owned(), said: None })?;
            keys = take_role(&Access::Real(access).clients(&region).write.sts, self.name, role, code).await?;
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

pub(super) async fn load(files: &EnvConfigFiles) -> Result<ProfileSet, SignInFailure> {
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
            Some(source) if is_inside_aws(source) => ProfileKind::InsideAws,
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

/// Whether only a machine inside AWS has what a profile names. The SDK takes the words however they are written.
fn is_inside_aws(source: &str) -> bool {
    ["Ec2InstanceMetadata", "EcsContainer"].iter().any(|name| name.eq_ignore_ascii_case(source))
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

/// Which failure it is that a profile gave no keys, when the first of them come from this kind of profile. Where nobody was
/// reached, nobody has ended or refused anything.
fn refused(name: &str, base: ProfileKind, error: &CredentialsError) -> SignInFailure {
    if let Some(unreached) = AwsFailure::never_connected("sign-in", error) {
        return SignInFailure::Aws(Box::new(unreached));
    }
    let said = words(error);
    if let Some(aws) = answered(error).filter(|aws| !aws.has_code(TOKEN_IS_OVER)) {
        return SignInFailure::of_role(name, aws, said);
    }
    let name = name.to_owned();
    match (base, error) {
        (ProfileKind::Incomplete, _)
        | (_, CredentialsError::CredentialsNotLoaded(_) | CredentialsError::InvalidConfiguration(_)) => {
            SignInFailure::Incomplete { name, said: Some(said) }
        }
        (ProfileKind::IdentityCenter, _) => SignInFailure::IdentityCenterEnded { name, said },
        (ProfileKind::LoginSession, _) if is_over(error) => SignInFailure::LoginEnded { name, said },
        (ProfileKind::Process, _) => SignInFailure::ProcessFailed { name, said },
        _ => SignInFailure::NoKeys { name, said },
    }
}

/// What a company's page answers to a token that is over
/// (<https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html>).
const TOKEN_IS_OVER: &str = "UnauthorizedException";

/// What AWS answered when it was asked for the keys of a role.
fn answered(error: &CredentialsError) -> Option<AwsFailure> {
    type Answer<E> = SdkError<E, HttpResponse>;
    let role = find::<Answer<AssumeRoleError>>(error).map(|answer| AwsFailure::of("sts:AssumeRole", answer));
    let with_token = find::<Answer<AssumeRoleWithWebIdentityError>>(error)
        .map(|answer| AwsFailure::of("sts:AssumeRoleWithWebIdentity", answer));
    let of_page =
        find::<Answer<GetRoleCredentialsError>>(error).map(|answer| AwsFailure::of("sso:GetRoleCredentials", answer));
    role.or(with_token).or(of_page)
}

/// Whether a console sign-in has ended, and not only AWS has trouble to renew it.
fn is_over(error: &CredentialsError) -> bool {
    find::<CreateOAuth2TokenError>(error).is_none_or(CreateOAuth2TokenError::is_access_denied_exception)
}

/// An error and what caused it, in words. Only what the errors say of themselves: their contents may hold secrets.
fn words(error: &(impl Error + 'static)) -> String {
    let links = std::iter::successors(Some(error as &(dyn Error + 'static)), |&error| error.source());
    let mut said: Vec<String> = links.map(ToString::to_string).collect();
    said.dedup();
    redacted(&said.join(": "))
}
