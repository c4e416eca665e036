//! A company's page with tiles: its address and region, as typed, pasted, or kept on this computer.

use aws_runtime::env_config::file::EnvConfigFiles;

use super::failure::CenterFailure;
use crate::aws::Network;
use crate::aws::network::company_page::{CompanyPage, PageFailure};
use crate::sign_in::profiles::load;
use crate::values::{Region, StartUrl};

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

/// The address as AWS knows it. A company may have given its page a name of its own that leads to AWS's; it is asked for
/// that once, and what it answers counts only when it is an address of AWS's.
///
/// # Errors
/// When a company's own name leads nowhere, or elsewhere than to AWS's page, or its server cannot be reached.
pub async fn known_to_aws(typed: StartUrl, network: &Network) -> Result<StartUrl, CenterFailure> {
    if typed.is_of_aws() {
        return Ok(typed);
    }
    let host = typed.host().to_owned();
    let Some(page) = CompanyPage::parse(typed.as_str()) else { return Err(CenterFailure::LeadsElsewhere { host }) };
    let leads_to = match page.leads_to(network).await {
        Ok(leads_to) => leads_to.filter(|address| address.starts_with("https://")),
        Err(PageFailure::Certificates(failure)) => return Err(failure.into()),
        Err(PageFailure::Unreached(aws)) => return Err(CenterFailure::PageUnreached { host, aws: Box::new(aws) }),
    };
    let leads_to = leads_to.and_then(|address| StartUrl::parse(&address).ok());
    leads_to.filter(StartUrl::is_of_aws).ok_or(CenterFailure::LeadsElsewhere { host })
}
