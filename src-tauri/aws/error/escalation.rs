//! The text to send to whoever must act, when it is not the person themselves.

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::AwsFailure;
use crate::aws::error::words::Situation;
use crate::aws::network::hosts::hosts;
use crate::values::{Partition, Region};

impl Cause {
    /// A text to send to whoever must act, when it is not the person themselves.
    #[must_use]
    pub fn ask(&self, failure: &AwsFailure, situation: Situation<'_>) -> Option<String> {
        let wish = match self {
            Self::DeniedByOrganisation => {
                "A service control policy of our organisation blocks it. Could you allow it for this account, or make the setup for me?"
            }
            Self::DeniedByResourceControl => {
                "A resource control policy of our organisation blocks it. Could you allow it for this account, or make the setup for me?"
            }
            Self::DeniedByBoundary => {
                "My permissions boundary leaves it out. Could you add it, or make the setup for me?"
            }
            Self::DeniedBySession => {
                "The policy of my session leaves it out. Could you give me a session that allows it, or make the setup for me?"
            }
            Self::DeniedByOwnPolicy => {
                "A policy denies it to me explicitly. Could you lift that for this setup, or make the setup for me?"
            }
            Self::DeniedByResource => "The bucket’s or key’s own policy denies it. Could you look at that policy?",
            Self::DeniedByEndpoint => "The policy of our VPC endpoint does not let it through. Could you add it?",
            Self::NotAllowed => "No policy allows it to me. Could you add it, or make the setup for me?",
            Self::AccessDenied => {
                "AWS does not say which policy is behind it. Could you find out, allow it, or make the setup for me?"
            }
            Self::RegionNotEnabled | Self::BucketRegionRefused => {
                "Could you switch this region on for the account (Account, AWS Regions)?"
            }
            Self::TooManyBuckets => {
                "The account has reached its quota of S3 buckets. Could you delete some or have the quota raised (Service Quotas)?"
            }
            Self::KeyQuota => {
                "The account has reached a KMS quota. Could you delete some keys or aliases, or have it raised (Service Quotas)?"
            }
            Self::IamQuota { .. } => {
                "The account has reached an IAM quota. Could you delete what is not needed or have it raised (Service Quotas)?"
            }
            Self::AccountNotReady | Self::AccountSuspended => {
                "The AWS account itself is not usable. Could you settle that with AWS (Billing)?"
            }
            Self::KeyDisabled | Self::KeyStateWrong => {
                "The KMS key cannot be used in its present state. Could you enable it, or cancel its deletion?"
            }
            Self::ProxyRefused => "Our proxy does not let it through. Could you allow HTTPS (port 443) to these hosts?",
            Self::ProxyWantsSignIn => {
                "Our proxy wants a user name and password. Could you tell me which, or allow HTTPS (port 443) to these hosts without?"
            }
            Self::ProxyWantsWindowsSignIn => {
                "Our proxy takes only NTLM or Kerberos, which the program does not speak. Could you allow HTTPS (port 443) to these hosts without a sign-in, or name a proxy that takes a user name and password (Basic)?"
            }
            Self::ProxyWantsOtherSignIn => {
                "Our proxy wants a sign-in that the program does not speak. Could you allow HTTPS (port 443) to these hosts without a sign-in, or name a proxy that takes a user name and password (Basic)?"
            }
            Self::ProxyScript => {
                "Our proxy is found by a script (PAC), which the program does not run. Which proxy, by name and port, does the script give for these hosts?"
            }
            Self::CertificateOutOfDate => {
                "The certificate of the other side has run out or is not in force yet, and my computer’s date is right. Could you look at what stands between us and AWS?"
            }
            Self::CertificateNotTrusted => {
                "The connection is opened by a certificate this computer does not trust. Could you add our company’s certificate to those that my computer trusts, or send me its file (PEM) and set AWS_CA_BUNDLE on my computer to where I put it?"
            }
            Self::PrincipalUnknown { .. } => {
                "AWS does not know this principal. Could you check both values you sent us, and that they are for our region of Vonage Contact Center?"
            }
            _ => return None,
        };
        let mut text =
            "Hello, I am setting up the storage that Vonage Contact Center exports recordings into.\n".to_owned();
        let mut line = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                text.extend([name, ": ", value, "\n"]);
            }
        };
        line("AWS account", situation.account);
        line("Signed in as", situation.caller);
        line("Call", Some(failure.call));
        line("Permission", failure.message.as_deref().and_then(permission_in));
        line("On", situation.resource);
        line("Region", situation.region);
        line("AWS’s code", failure.code.as_deref());
        let is_from_aws = failure.code.is_some() || failure.request_id.is_some();
        line(if is_from_aws { "AWS’s message" } else { "Details" }, failure.message.as_deref());
        line("AWS’s request ID", failure.request_id.as_deref());
        text.push_str(wish);
        if self.is_about_proxy() {
            text.extend(hosts_for(situation.region).into_iter().flat_map(|host| ["\n- ".to_owned(), host]));
        }
        Some(text)
    }

    /// Whether whoever can help must know the hosts that are contacted.
    const fn is_about_proxy(&self) -> bool {
        matches!(
            self,
            Self::ProxyRefused
                | Self::ProxyWantsSignIn
                | Self::ProxyWantsWindowsSignIn
                | Self::ProxyWantsOtherSignIn
                | Self::ProxyScript
        )
    }
}

/// The hosts of a region, or of any where none is known, and the names under which buckets are reached.
fn hosts_for(region: Option<&str>) -> Vec<String> {
    let first = Partition::Aws.first_region();
    let Some(known) = region.or(Some(first)).and_then(|region| Region::parse(region).ok()) else { return Vec::new() };
    let mut names: Vec<String> = hosts(&known).into_iter().map(|host| host.name).collect();
    names.extend(names.iter().find(|name| name.starts_with("s3.")).map(|storage| format!("*.{storage}")));
    match region {
        Some(_) => names,
        // The region is not chosen yet.
        None => names.into_iter().map(|name| name.replace(first, "<region>")).collect(),
    }
}

/// The IAM action in `… is not authorized to perform: iam:CreateRole on resource: …`. It can differ from the call: tags
/// have actions of their own.
fn permission_in(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("to perform: ")?;
    rest.split_whitespace().next().map(|action| action.trim_end_matches(['.', ',']))
}
