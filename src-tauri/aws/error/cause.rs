//! What an error of AWS means: from call, HTTP status, code and message to one of the things that people meet.

use serde::Serialize;
use ts_rs::TS;

use crate::aws::session::clock::ClockOff;

/// Why AWS refused a call, in the terms of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Cause {
    /// A service control policy of the organisation denies it, or allows it nowhere.
    DeniedByOrganisation,
    /// A resource control policy of the organisation denies it.
    DeniedByResourceControl,
    /// The caller's permissions boundary denies it, or does not allow it.
    DeniedByBoundary,
    /// The policy of the caller's session denies it, or does not allow it.
    DeniedBySession,
    /// A policy of the caller denies it, whatever else allows it.
    DeniedByOwnPolicy,
    /// The policy of the bucket or key denies it.
    DeniedByResource,
    /// The policy of the network's private connection to AWS denies it.
    DeniedByEndpoint,
    /// Nothing allows it.
    NotAllowed,
    /// AWS wants a sign-in with a second factor.
    SecondFactorMissing,
    /// It is denied, and AWS does not say by what.
    AccessDenied,
    /// The session has ended.
    SessionEnded,
    /// AWS does not know the access key.
    KeysUnknown,
    /// The secret does not belong to the access key.
    SecretWrong,
    /// The signature is damaged or missing.
    SignatureDamaged,
    /// This computer's clock is wrong.
    ClockWrong {
        /// How far it is off, when the answer said what time it is.
        off: Option<ClockOff>,
    },
    /// The region is not switched on for the account.
    RegionNotEnabled,
    /// The account cannot use the service yet.
    AccountNotReady,
    /// The account is suspended.
    AccountSuspended,
    /// The bucket's name is another customer's.
    BucketNameTaken,
    /// The bucket is the caller's already.
    BucketAlreadyYours,
    /// S3 does not take the name.
    BucketNameRefused,
    /// The region in the request is not that of the server it was sent to.
    BucketRegionRefused,
    /// The account has as many buckets as it may.
    TooManyBuckets,
    /// Another change to the bucket is going on.
    BucketBusy,
    /// There is no such bucket, or not everywhere yet.
    BucketNotThere,
    /// The bucket is in another region.
    #[serde(rename = "bucket-in-another-region")]
    BucketElsewhere,
    /// The bucket still holds files.
    BucketNotEmpty,
    /// S3 does not take the bucket policy.
    BucketPolicyRefused,
    /// The bucket policy is public and the account blocks those.
    PublicPolicyBlocked,
    /// S3 could not use the key.
    KeyRefusedByStorage,
    /// There is no such key, or not everywhere yet.
    KeyNotThere,
    /// The key is switched off.
    KeyDisabled,
    /// The key is in a state in which it cannot be used, such as about to be deleted.
    KeyStateWrong,
    /// The alias is in use.
    #[serde(rename = "alias-in-use")]
    AliasTaken,
    /// The account has as many keys or aliases as it may.
    KeyQuota,
    /// KMS does not take the key policy.
    KeyPolicyRefused,
    /// A tag is not taken.
    TagsRefused,
    /// The name of the role or policy is in use.
    NameTaken,
    /// The account has as many of something in IAM as it may.
    IamQuota {
        /// AWS's name of the quota, such as `RolesPerAccount`.
        quota: Option<String>,
    },
    /// One of Vonage's two values does not exist in AWS.
    PrincipalUnknown {
        /// The value, as AWS shows it.
        principal: Option<String>,
    },
    /// IAM does not take the document.
    DocumentRefused,
    /// The permissions boundary does not exist or cannot be used as one.
    BoundaryRefused,
    /// A value is not taken.
    InputRefused,
    /// The role or policy does not exist, or not everywhere yet.
    NotThereYet,
    /// Something is still attached to the role or policy.
    StillAttached,
    /// Somebody else changed it at the same moment.
    ChangedMeanwhile,
    /// Only AWS may change it.
    OnlyAwsMayChange,
    /// The policy cannot be attached to a role.
    PolicyNotAttachable,
    /// Something this program has no words for.
    Unexplained,
}
