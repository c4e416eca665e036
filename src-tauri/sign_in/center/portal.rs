//! A company's page with tiles: its address and region, as typed, pasted, or kept on this computer.

use std::fmt;

use aws_runtime::env_config::file::EnvConfigFiles;
use thiserror::Error;

use super::failure::CenterFailure;
use crate::aws::Network;
use crate::aws::network::company_page::{CompanyPage, PageFailure};
use crate::sign_in::profiles::load;
use crate::values::{Partition, Refusal, Region};

/// More characters than any address of AWS's has.
const LONGEST: usize = 512;
/// The end of the names under which AWS serves the page of a company
/// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/howtochangeURL.html>).
const PAGES: &str = ".awsapps.com";
/// The same elsewhere, and the newer ones.
const OTHER_PAGES: [&str; 2] = [".awsapps.cn", ".app.aws"];

/// The address of the page (the "start URL"), without what a browser adds to it while somebody uses it. It may also be
/// the issuer of a company's Identity Center, such as `https://identitycenter.amazonaws.com/ssoins-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartUrl(String);

/// Why a text is no address of such a page.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum StartUrlRefusal {
    #[error("Fill in the address of your company’s page, for example https://example.awsapps.com/start.")]
    Empty,
    #[error("Use an address that begins with https://, as your browser shows it on your company’s page.")]
    NotHttps,
    #[error("This is no web address; copy it from your browser while it shows your company’s page with tiles.")]
    NoAddress,
    #[error(
        "This is the page for a user name and password; choose “I have a user name and password” above, or ask IT for the address of the page with tiles."
    )]
    Console,
}

impl Refusal for StartUrlRefusal {
    fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "start-url-empty",
            Self::NotHttps => "start-url-not-https",
            Self::NoAddress => "start-url-no-address",
            Self::Console => "start-url-console",
        }
    }
}

impl StartUrl {
    /// Takes what people paste: with blanks around, without `https://`, with what follows `#`, with `/console` at the end.
    ///
    /// # Errors
    /// When it is no https address, or that of another page of AWS.
    pub fn parse(text: &str) -> Result<Self, StartUrlRefusal> {
        let text = text.trim().trim_matches(['<', '>', '"', '“', '”']).trim();
        if text.is_empty() {
            return Err(StartUrlRefusal::Empty);
        }
        let rest = match text.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => rest,
            Some(_) => return Err(StartUrlRefusal::NotHttps),
            None => text,
        };
        let shown = rest.split(['#', '?']).next().unwrap_or_default();
        let (host, path) = shown.split_once('/').unwrap_or((shown, ""));
        let host = host.to_ascii_lowercase();
        let part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !part.starts_with('-')
        };
        let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        let is_address = host.contains('.') && host.split('.').all(part) && path.chars().all(in_path);
        if rest.len() > LONGEST || !is_address {
            return Err(StartUrlRefusal::NoAddress);
        }
        if host.contains("signin.aws") || host.ends_with("console.aws.amazon.com") || host == "aws.amazon.com" {
            return Err(StartUrlRefusal::Console);
        }
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix("console").unwrap_or(path).trim_end_matches('/');
        let path = match path {
            "" if host.ends_with(PAGES) => "start",
            path if host.ends_with(PAGES) && path.starts_with("start/") => "start",
            path => path,
        };
        let slash = if path.is_empty() { "" } else { "/" };
        Ok(Self(format!("https://{host}{slash}{path}")))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is one of AWS's own, and not a name that a company gave its page.
    #[must_use]
    pub fn is_of_aws(&self) -> bool {
        let host = self.host();
        let page = |ending: &str| host.ends_with(ending);
        let of_partition = |partition: &Partition| {
            let suffix = partition.dns_suffix();
            host == format!("identitycenter.{suffix}") || page(&format!(".portal.{suffix}"))
        };
        page(PAGES) || OTHER_PAGES.into_iter().any(page) || Partition::ALL.iter().any(of_partition)
    }

    fn host(&self) -> &str {
        let rest = self.0.strip_prefix(HTTPS).unwrap_or(&self.0);
        rest.split('/').next().unwrap_or_default()
    }

    /// The address as AWS knows it. A company may have given its page a name of its own that leads to AWS's; it is asked for
    /// that once, and what it answers counts only when it is an address of AWS's.
    ///
    /// # Errors
    /// When a company's own name leads nowhere, or elsewhere than to AWS's page, or its server cannot be reached.
    pub async fn known_to_aws(self, network: &Network) -> Result<Self, CenterFailure> {
        if self.is_of_aws() {
            return Ok(self);
        }
        let host = self.host().to_owned();
        let Some(page) = CompanyPage::parse(&self.0) else { return Err(CenterFailure::LeadsElsewhere { host }) };
        let leads_to = match page.leads_to(network).await {
            Ok(leads_to) => leads_to.filter(|address| address.starts_with(HTTPS)),
            Err(PageFailure::Certificates(failure)) => return Err(failure.into()),
            Err(PageFailure::Unreached(aws)) => return Err(CenterFailure::PageUnreached { host, aws: Box::new(aws) }),
        };
        let leads_to = leads_to.and_then(|address| Self::parse(&address).ok());
        leads_to.filter(Self::is_of_aws).ok_or(CenterFailure::LeadsElsewhere { host })
    }
}

const HTTPS: &str = "https://";

impl fmt::Display for StartUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A company's page, and the region its sign-in is run in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    /// Its address.
    pub start_url: StartUrl,
    /// The region of the company's Identity Center, which is not where anything is made.
    pub region: Region,
}

/// A page that the AWS settings of this computer name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPortal {
    /// The page.
    pub portal: Portal,
    /// What the settings call it.
    pub name: String,
}

/// The pages in the shared files, by name: those of `sso-session` sections, and of profiles that name one themselves
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html>). Files that cannot be read and
/// sections that are not complete offer nothing.
pub async fn known_portals(files: &EnvConfigFiles) -> Vec<KnownPortal> {
    let Ok(set) = load(files).await else { return Vec::new() };
    let read = |name: &str, url: Option<&str>, region: Option<&str>| {
        let portal = Portal { start_url: StartUrl::parse(url?).ok()?, region: Region::parse(region?).ok()? };
        Some(KnownPortal { portal, name: name.to_owned() })
    };
    let sessions = set.sso_sessions().filter_map(|name| {
        let session = set.sso_session(name)?;
        read(name, session.get("sso_start_url"), session.get("sso_region"))
    });
    let profiles = set.profiles().filter_map(|name| {
        let profile = set.get_profile(name)?;
        read(name, profile.get("sso_start_url"), profile.get("sso_region"))
    });
    let mut known: Vec<KnownPortal> = sessions.chain(profiles).collect();
    known.sort_by(|one, other| one.name.cmp(&other.name));
    known
}
