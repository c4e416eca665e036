//! The hosts that this program contacts, region by region.

use serde::Serialize;
use ts_rs::TS;

use crate::values::{Partition, Region};

/// A service that this program asks something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "HostService")]
pub enum Service {
    /// Whose account it is.
    Sts,
    /// Buckets.
    S3,
    /// Keys.
    Kms,
    /// Policies and roles.
    Iam,
    /// Signing in with the browser.
    SignIn,
    /// Signing in on a company's page.
    Oidc,
    /// The accounts and roles of a company's page.
    Portal,
}

impl Service {
    /// Every one.
    pub const ALL: [Self; 7] = [Self::Sts, Self::S3, Self::Kms, Self::Iam, Self::SignIn, Self::Oidc, Self::Portal];
}

/// A host and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its name, such as `sts.eu-west-1.amazonaws.com`.
    pub name: String,
    /// The service.
    pub service: Service,
}

/// The hosts for a region, as AWS's own endpoint rules have them: those of STS, S3, KMS, IAM, of the sign-in with the
/// browser, and the two of a company's sign-in page. A bucket's own name goes before S3's.
#[must_use]
pub fn hosts(region: &Region) -> Vec<Host> {
    let partition = region.partition();
    let suffix = partition.dns_suffix();
    let host = |service, name: String| Host { name, service };
    vec![
        host(Service::Sts, format!("sts.{region}.{suffix}")),
        host(Service::S3, format!("s3.{region}.{suffix}")),
        host(Service::Kms, format!("kms.{region}.{suffix}")),
        host(Service::Iam, iam(partition)),
        host(Service::SignIn, format!("{region}.{}", sign_in_suffix(partition))),
        host(Service::Oidc, oidc(region)),
        host(Service::Portal, format!("portal.sso.{region}.{suffix}")),
    ]
}

/// The host that signs in to a company's page.
#[must_use]
pub fn oidc(region: &Region) -> String {
    format!("oidc.{region}.{}", region.partition().dns_suffix())
}

/// IAM has one host for a whole partition.
fn iam(partition: Partition) -> String {
    match partition {
        Partition::Aws => "iam.amazonaws.com".to_owned(),
        Partition::GovCloud => "iam.us-gov.amazonaws.com".to_owned(),
        other => format!("iam.{}.{}", other.first_region(), other.dns_suffix()),
    }
}

/// The endings of the sign-in server's names: before each stands a region, or nothing. By the endpoint rules of AWS's own
/// SDKs; those of FIPS and dual-stack servers that are not here end as every other service's do.
pub(in crate::aws) const SIGN_IN_SUFFIXES: [&str; 10] = [
    "signin.aws.amazon.com",
    "oauth.signin.aws",
    "signin.amazonaws.cn",
    "signin.amazonaws-us-gov.com",
    "signin-fips.amazonaws-us-gov.com",
    "signin.amazonaws-eusc.eu",
    "signin.c2shome.ic.gov",
    "signin.sc2shome.sgov.gov",
    "signin.csphome.adc-e.uk",
    "signin.csphome.hci.ic.gov",
];

const fn sign_in_suffix(partition: Partition) -> &'static str {
    match partition {
        Partition::Aws => "signin.aws.amazon.com",
        Partition::China => "signin.amazonaws.cn",
        Partition::GovCloud => "signin.amazonaws-us-gov.com",
        Partition::EuropeanSovereign => "signin.amazonaws-eusc.eu",
        Partition::Iso => "signin.c2shome.ic.gov",
        Partition::IsoB => "signin.sc2shome.sgov.gov",
        Partition::IsoE => "signin.csphome.adc-e.uk",
        Partition::IsoF => "signin.csphome.hci.ic.gov",
    }
}

/// Whether the labels of a name, which a partition's suffix follows, are those of a server for one of the services used:
/// `sts.eu-west-1`, `iam`, `name-of-a-bucket.s3-fips.dualstack.us-east-1`, and in a company's own network
/// `vpce-0a1b.kms.eu-west-1.vpce` (<https://docs.aws.amazon.com/general/latest/gr/rande.html>,
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>).
pub(in crate::aws) fn is_service(labels: &[&str]) -> bool {
    let (labels, private) = match labels {
        [labels @ .., "vpce"] => (labels, true),
        labels => (labels, false),
    };
    let labels = match labels {
        // IAM's one server for a partition has another word there.
        [labels @ .., place] if matches!(*place, "global" | "us-gov") || Region::parse(place).is_ok() => labels,
        labels => labels,
    };
    let plain = |service: &str| service.strip_suffix("-fips").unwrap_or(service).to_owned();
    match labels {
        [.., storage] | [.., storage, "dualstack"] if plain(storage) == "s3" => true,
        ["portal", portal] => plain(portal) == "sso",
        [service] => matches!(plain(service).as_str(), "sts" | "kms" | "iam" | "oidc" | "signin"),
        [.., service] if private => matches!(plain(service).as_str(), "sts" | "kms" | "iam"),
        _ => false,
    }
}

/// The names by which a company lets its computers through to a region, or to any where none is known: every host, and those
/// under which buckets are reached.
#[must_use]
pub fn names_to_allow(region: Option<&Region>) -> Vec<String> {
    let first = Partition::Aws.first_region();
    let Some(known) = region.cloned().or_else(|| Region::parse(first).ok()) else { return Vec::new() };
    let mut names: Vec<String> = hosts(&known).into_iter().map(|host| host.name).collect();
    names.extend(names.iter().find(|name| name.starts_with("s3.")).map(|storage| format!("*.{storage}")));
    match region {
        Some(_) => names,
        // The region is not chosen yet.
        None => names.into_iter().map(|name| name.replace(first, "<region>")).collect(),
    }
}
