//! The hosts that this program contacts, region by region.

use crate::setup::values::{Partition, Region};

/// A host and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its name, such as `sts.eu-west-1.amazonaws.com`.
    pub name: String,
    /// What it is for, in words.
    pub purpose: &'static str,
    /// The SDK's id of the service, by which an endpoint of another place is set for it.
    pub service: &'static str,
}

/// The hosts for a region, as AWS's own endpoint rules have them: those of STS, S3, KMS, IAM, of the sign-in with the
/// browser, and the two of a company's sign-in page. A bucket's own name goes before S3's.
#[must_use]
pub fn hosts(region: &Region) -> Vec<Host> {
    let partition = region.partition();
    let suffix = partition.dns_suffix();
    let host = |service, purpose, name: String| Host { name, purpose, service };
    vec![
        host("STS", "whose account this is", format!("sts.{region}.{suffix}")),
        host("S3", "the bucket", format!("s3.{region}.{suffix}")),
        host("KMS", "the encryption key", format!("kms.{region}.{suffix}")),
        host("IAM", "the policy and the role", iam(partition)),
        host("SIGNIN", "signing in with the browser", format!("{region}.{}", sign_in_suffix(partition))),
        host("SSO_OIDC", "your company’s sign-in page", oidc(region)),
        host("SSO", "the accounts and roles of that page", format!("portal.sso.{region}.{suffix}")),
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
