//! Every failure of a call to AWS.

use export_storage_setup::app::AppError;
use export_storage_setup::aws::{AwsFailure, Cause, ClockOff, Destination, Elsewhere, FailureKind, NotSent, Unclear};
use export_storage_setup::messages::problem::{Problem, Situation};
use export_storage_setup::values::Region;

use super::{ANYWHERE, NETWORK, PROFILE, Told};

const WHO_IS_IT: &str = "sts:GetCallerIdentity";
const MESSAGE: &str = "What was said.";
const REQUEST: &str = "01234567-89ab-cdef-0123-456789abcdef";

const MAKE_ROLE: &str = "iam:CreateRole";
const ATTACH: &str = "iam:AttachRolePolicy";
const MAKE_POLICY: &str = "iam:CreatePolicy";
const MAKE_BUCKET: &str = "s3:CreateBucket";
const PROTECT_BUCKET: &str = "s3:PutBucketPolicy";
const ENCRYPT_BUCKET: &str = "s3:PutBucketEncryption";
const MAKE_KEY: &str = "kms:CreateKey";
const MAKE_ALIAS: &str = "kms:CreateAlias";

pub fn unsent_kinds() -> Vec<(&'static str, NotSent)> {
    use NotSent as N;
    one_of_each! {
        N::Elsewhere(_) => PROFILE, N::Elsewhere(elsewhere().into());
        N::Offline => NETWORK, N::Offline;
        N::Dns => NETWORK, N::Dns;
        N::Tls => NETWORK, N::Tls;
        N::CertificateDates => NETWORK, N::CertificateDates;
        N::Proxy => NETWORK, N::Proxy;
        N::ProxyAuthentication => NETWORK, N::ProxyAuthentication;
        N::ProxyPassword => NETWORK, N::ProxyPassword;
        N::ProxyWantsWindows => NETWORK, N::ProxyWantsWindows;
        N::ProxyWantsOther => NETWORK, N::ProxyWantsOther;
        N::ProxyUnreachable => NETWORK, N::ProxyUnreachable;
        N::ProxyScript => NETWORK, N::ProxyScript;
        N::ProxySetting => NETWORK, N::ProxySetting;
        N::Intercepted => NETWORK, N::Intercepted;
        N::NoCredentials => PROFILE, N::NoCredentials;
        N::SessionEnded => PROFILE, N::SessionEnded;
        N::KeyToBeMade => PROFILE, N::KeyToBeMade;
        N::ChangedSinceReview => PROFILE, N::ChangedSinceReview;
        N::Unbuilt => PROFILE, N::Unbuilt;
    }
}

pub fn unclear_kinds() -> Vec<(&'static str, Unclear)> {
    use Unclear as U;
    one_of_each! {
        U::TimedOut => NETWORK, U::TimedOut;
        U::ConnectionLost => NETWORK, U::ConnectionLost;
        U::ServerError => PROFILE, U::ServerError;
        U::Malformed => PROFILE, U::Malformed;
        U::TooLong => NETWORK, U::TooLong;
    }
}

/// Where a failure may go to: somebody else, or AWS without encryption.
pub fn ways_elsewhere() -> Vec<(&'static str, Elsewhere)> {
    let to = |address: &str| Destination::of(address).unwrap_err();
    one_of_each! {
        Elsewhere::Stranger { .. } => ANYWHERE, to("https://aws.example.com");
        Elsewhere::Unencrypted { .. } => ANYWHERE, to("http://sts.eu-west-1.amazonaws.com");
    }
}

/// Somebody set another address.
pub fn elsewhere() -> Elsewhere {
    ways_elsewhere().swap_remove(0).1
}

/// What AWS refuses, and one of the calls it refuses so.
fn causes() -> Vec<(&'static str, Cause)> {
    use Cause as C;
    let quota = || Some("RolesPerAccount".to_owned());
    let principal = || Some("arn:aws:iam::444455556666:role/vcc-export".to_owned());
    let (slow, fast) = (ClockOff::Slow { seconds: 420 }, ClockOff::Fast { seconds: 93_784 });
    one_of_each! {
        C::DeniedByOrganisation => MAKE_ROLE, C::DeniedByOrganisation;
        C::DeniedByResourceControl => PROTECT_BUCKET, C::DeniedByResourceControl;
        C::DeniedByBoundary => MAKE_ROLE, C::DeniedByBoundary;
        C::DeniedBySession => MAKE_ROLE, C::DeniedBySession;
        C::DeniedByOwnPolicy => MAKE_ROLE, C::DeniedByOwnPolicy;
        C::DeniedByResource => PROTECT_BUCKET, C::DeniedByResource;
        C::DeniedByEndpoint => MAKE_BUCKET, C::DeniedByEndpoint;
        C::NotAllowed => MAKE_ROLE, C::NotAllowed;
        C::SecondFactorMissing => MAKE_ROLE, C::SecondFactorMissing;
        C::AccessDenied => MAKE_BUCKET, C::AccessDenied;
        C::SessionEnded => WHO_IS_IT, C::SessionEnded;
        C::KeysUnknown => WHO_IS_IT, C::KeysUnknown;
        C::SecretWrong => WHO_IS_IT, C::SecretWrong;
        C::SignatureDamaged => WHO_IS_IT, C::SignatureDamaged;
        C::ClockWrong { off: None } => WHO_IS_IT, C::ClockWrong { off: None };
        C::ClockWrong { off: Some(ClockOff::Slow { .. }) } => WHO_IS_IT, C::ClockWrong { off: Some(slow) };
        C::ClockWrong { off: Some(ClockOff::Fast { .. }) } => WHO_IS_IT, C::ClockWrong { off: Some(fast) };
        C::RegionNotEnabled => WHO_IS_IT, C::RegionNotEnabled;
        C::AccountNotReady => MAKE_KEY, C::AccountNotReady;
        C::AccountSuspended => MAKE_BUCKET, C::AccountSuspended;
        C::BucketNameTaken => MAKE_BUCKET, C::BucketNameTaken;
        C::BucketAlreadyYours => MAKE_BUCKET, C::BucketAlreadyYours;
        C::BucketNameRefused => MAKE_BUCKET, C::BucketNameRefused;
        C::BucketRegionRefused => MAKE_BUCKET, C::BucketRegionRefused;
        C::TooManyBuckets => MAKE_BUCKET, C::TooManyBuckets;
        C::BucketBusy => PROTECT_BUCKET, C::BucketBusy;
        C::BucketNotThere => PROTECT_BUCKET, C::BucketNotThere;
        C::BucketElsewhere => PROTECT_BUCKET, C::BucketElsewhere;
        C::BucketNotEmpty => "s3:DeleteBucket", C::BucketNotEmpty;
        C::BucketPolicyRefused => PROTECT_BUCKET, C::BucketPolicyRefused;
        C::PublicPolicyBlocked => PROTECT_BUCKET, C::PublicPolicyBlocked;
        C::KeyRefusedByStorage => ENCRYPT_BUCKET, C::KeyRefusedByStorage;
        C::KeyNotThere => MAKE_ALIAS, C::KeyNotThere;
        C::KeyDisabled => MAKE_ALIAS, C::KeyDisabled;
        C::KeyStateWrong => MAKE_ALIAS, C::KeyStateWrong;
        C::AliasTaken => MAKE_ALIAS, C::AliasTaken;
        C::KeyQuota => MAKE_KEY, C::KeyQuota;
        C::KeyPolicyRefused => MAKE_KEY, C::KeyPolicyRefused;
        C::TagsRefused => MAKE_BUCKET, C::TagsRefused;
        C::NameTaken => MAKE_ROLE, C::NameTaken;
        C::IamQuota { quota: None } => MAKE_ROLE, C::IamQuota { quota: None };
        C::IamQuota { quota: Some(_) } => MAKE_ROLE, C::IamQuota { quota: quota() };
        C::PrincipalUnknown { principal: None } => MAKE_ROLE, C::PrincipalUnknown { principal: None };
        C::PrincipalUnknown { principal: Some(_) } => MAKE_ROLE, C::PrincipalUnknown { principal: principal() };
        C::DocumentRefused => MAKE_POLICY, C::DocumentRefused;
        C::BoundaryRefused => MAKE_ROLE, C::BoundaryRefused;
        C::InputRefused => MAKE_ROLE, C::InputRefused;
        C::NotThereYet => ATTACH, C::NotThereYet;
        C::StillAttached => "iam:DeletePolicy", C::StillAttached;
        C::ChangedMeanwhile => ATTACH, C::ChangedMeanwhile;
        C::OnlyAwsMayChange => "iam:UpdateAssumeRolePolicy", C::OnlyAwsMayChange;
        C::PolicyNotAttachable => ATTACH, C::PolicyNotAttachable;
        C::Unexplained => MAKE_ROLE, C::Unexplained;
    }
}

/// Of each quota that a setup can reach, AWS's names
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>).
fn quotas() -> Vec<(&'static str, Cause)> {
    let named = |(call, quota): (_, &str)| (call, Cause::IamQuota { quota: Some(quota.to_owned()) });
    [
        (MAKE_POLICY, "PoliciesPerAccount"),
        (ATTACH, "PoliciesPerRole"),
        ("iam:CreatePolicyVersion", "VersionsPerPolicy"),
        (MAKE_POLICY, "PolicySize"),
        (MAKE_ROLE, "ACLSizePerRole"),
        (MAKE_ROLE, "SomethingNew"),
    ]
    .map(named)
    .into()
}

/// Everything that becomes of a call, and where.
fn kinds() -> Vec<(&'static str, FailureKind)> {
    use FailureKind as F;
    let mut all = one_of_each! {
        F::Throttled { .. } => MAKE_ROLE, F::Throttled { retry_after: None };
        F::Refused(_) => MAKE_ROLE, F::Refused(Cause::NotAllowed);
        F::Unclear(_) => MAKE_ROLE, F::Unclear(Unclear::TimedOut);
        F::NotSent(_) => MAKE_ROLE, F::NotSent(NotSent::Offline);
    };
    all.retain(|(_, kind)| matches!(kind, F::Throttled { .. }));
    all.extend(causes().into_iter().chain(quotas()).map(|(call, cause)| (call, F::Refused(cause))));
    all.extend(unclear_kinds().into_iter().map(|(_, unclear)| (MAKE_ROLE, F::Unclear(unclear))));
    all.extend(unsent_kinds().into_iter().map(|(_, unsent)| (MAKE_ROLE, F::NotSent(unsent))));
    all
}

/// A call of a run that did not succeed, where everything is known of it.
pub fn calls() -> Vec<Told> {
    let situation = Situation {
        account: Some("111122223333".to_owned()),
        caller: Some("user anna".to_owned()),
        resource: Some("arn:aws:iam::111122223333:role/vonage-export".to_owned()),
        region: Some("eu-west-1".to_owned()),
        ..Situation::default()
    };
    let told = |(call, kind)| {
        let answered = matches!(kind, FailureKind::Refused(_) | FailureKind::Throttled { .. });
        let request_id = answered.then(|| REQUEST.to_owned());
        let failure = AwsFailure { call, kind, code: None, message: Some(MESSAGE.to_owned()), request_id };
        Told { at: ANYWHERE, problem: Problem::of_aws(&failure, situation.clone(), None) }
    };
    kinds().into_iter().map(told).collect()
}

/// What AWS refuses when it is asked whose account it is.
fn refused_entries() -> Vec<FailureKind> {
    let clock = Cause::ClockWrong { off: Some(ClockOff::Slow { seconds: 42 * 60 }) };
    let answers = ["ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch", "RegionDisabledException"];
    let refused = answers.map(|code| Cause::of(WHO_IS_IT, 403, Some(code), None));
    refused.into_iter().chain([clock]).map(FailureKind::Refused).collect()
}

pub fn entries() -> Vec<(&'static str, AppError)> {
    let unsent = unsent_kinds().into_iter().map(|(at, kind)| (at, FailureKind::NotSent(kind)));
    let unclear = unclear_kinds().into_iter().map(|(at, kind)| (at, FailureKind::Unclear(kind)));
    let refused = refused_entries().into_iter().map(|kind| (PROFILE, kind));
    // Of all that may be chosen, one that must be switched on first.
    let region = Region::parse("af-south-1").unwrap();
    let entered = |(at, kind)| {
        let failure = Box::new(AwsFailure { call: WHO_IS_IT, kind, code: None, message: None, request_id: None });
        (at, AppError::NotEntered { failure, region: Some(region.clone()) })
    };
    unsent.chain(unclear).chain(refused).map(entered).collect()
}

/// AWS refused.
pub fn answered(call: &'static str, code: &str, message: &str) -> AwsFailure {
    let kind = FailureKind::of(call, 400, Some(code), Some(message), None);
    let (code, message) = (Some(code.to_owned()), Some(message.to_owned()));
    AwsFailure { call, kind, code, message, request_id: Some(REQUEST.to_owned()) }
}

/// AWS never got it.
pub fn unsent(call: &'static str, why: NotSent) -> AwsFailure {
    let message = Some("no connection was made".to_owned());
    AwsFailure { call, kind: FailureKind::NotSent(why), code: None, message, request_id: None }
}
