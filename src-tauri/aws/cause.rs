//! What an error of AWS means: from call, HTTP status, code and message to one of the things that people meet.

use super::clock::ClockOff;
use super::denial;
use super::destination::Elsewhere;

/// What went wrong, in the terms of a person. See [`Cause::kind`] for the stable names.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Too many requests in a short time.
    TooManyRequests,
    /// An error on AWS's side.
    ErrorAtAws,
    /// No answer in time.
    NoAnswerInTime,
    /// The connection broke.
    ConnectionLost,
    /// The answer made no sense.
    AnswerNotUnderstood,
    /// The answer is longer than any of AWS's.
    AnswerTooLong,
    /// Requests would go neither to AWS nor to this computer.
    Elsewhere(Box<Elsewhere>),
    /// No connection.
    Offline,
    /// AWS's server is not found by name.
    NameNotFound,
    /// A certificate that this computer does not trust.
    CertificateNotTrusted,
    /// A certificate that is not valid at the date this computer has.
    CertificateOutOfDate,
    /// The proxy did not let the request through.
    ProxyRefused,
    /// The proxy wants a name and password.
    ProxyWantsSignIn,
    /// The proxy does not take the name and password.
    ProxyPasswordWrong,
    /// The proxy takes only a Windows sign-in.
    ProxyWantsWindowsSignIn,
    /// The proxy takes only a kind of sign-in that is neither a password nor Windows'.
    ProxyWantsOtherSignIn,
    /// The proxy does not answer.
    ProxyUnreachable,
    /// A script says which proxy to use, and without one there is no connection.
    ProxyScript,
    /// A proxy is named that this program cannot use.
    ProxySettingUnusable,
    /// A web page came where AWS's answer was expected.
    AnsweredBySomethingElse,
    /// There are no credentials.
    NoCredentials,
    /// The key is needed and not made yet.
    KeyNotMadeYet,
    /// Somebody changed what would be written over after it was reviewed.
    ChangedSinceReview,
    /// The request could not be put together.
    RequestNotBuilt,
    /// Something this program has no words for.
    Unexplained,
}

impl Cause {
    /// Decides what a refusal means. Codes are AWS's own, from the errors its API references list for each call and those
    /// common to all calls (<https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html>,
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>,
    /// <https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html>).
    #[must_use]
    pub fn of(call: &str, status: u16, code: Option<&str>, message: Option<&str>) -> Self {
        let message = message.unwrap_or_default();
        let Some(code) = code else { return Self::of_status(status) };
        let service = call.split_once(':').map_or("", |(service, _)| service);
        Self::of_session(code, message).unwrap_or_else(|| match service {
            "s3" => Self::of_storage(code, status),
            "kms" => Self::of_key(code),
            _ => Self::of_iam(call, code, message),
        })
    }

    /// Answers without a body, as to `HEAD`, have only a status.
    const fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::AccessDenied,
            301 | 307 => Self::BucketElsewhere,
            404 => Self::BucketNotThere,
            _ => Self::Unexplained,
        }
    }

    /// What every service answers alike: about rights, credentials, clock, region and account.
    fn of_session(code: &str, message: &str) -> Option<Self> {
        let says = |words: &str| message.contains(words);
        Some(match code {
            "AccessDenied" | "AccessDeniedException" | "UnauthorizedOperation" | "NotAuthorized" | "403" => {
                denial::of(message)
            }
            "ExpiredToken" | "ExpiredTokenException" | "TokenRefreshRequired" | "InvalidToken" => Self::SessionEnded,
            "RequestTimeTooSkewed" | "RequestExpired" | "RequestInTheFuture" => Self::ClockWrong { off: None },
            "SignatureDoesNotMatch" | "InvalidSignatureException" | "InvalidSignature"
                if says("Signature expired") || says("Signature not yet current") =>
            {
                Self::ClockWrong { off: None }
            }
            "SignatureDoesNotMatch" | "InvalidSignatureException" | "InvalidSignature" => Self::SecretWrong,
            "InvalidClientTokenId" | "InvalidAccessKeyId" | "UnrecognizedClientException" | "AuthFailure" => {
                Self::KeysUnknown
            }
            "IncompleteSignature"
            | "IncompleteSignatureException"
            | "MissingAuthenticationToken"
            | "MissingAuthenticationTokenException"
            | "MissingSecurityHeader" => Self::SignatureDamaged,
            "RegionDisabledException" => Self::RegionNotEnabled,
            "OptInRequired" | "SubscriptionRequiredException" | "NotSignedUp" => Self::AccountNotReady,
            "AccountProblem" | "AllAccessDisabled" | "AccountSuspended" => Self::AccountSuspended,
            _ => return None,
        })
    }

    fn of_storage(code: &str, status: u16) -> Self {
        match code {
            "BucketAlreadyExists" => Self::BucketNameTaken,
            "BucketAlreadyOwnedByYou" => Self::BucketAlreadyYours,
            "InvalidBucketName" | "InvalidBucketNamespace" => Self::BucketNameRefused,
            "IllegalLocationConstraintException" | "InvalidLocationConstraint" => Self::BucketRegionRefused,
            "TooManyBuckets" => Self::TooManyBuckets,
            "OperationAborted" => Self::BucketBusy,
            "NoSuchBucket" | "NotFound" => Self::BucketNotThere,
            "PermanentRedirect" | "TemporaryRedirect" | "AuthorizationHeaderMalformed" => Self::BucketElsewhere,
            "BucketNotEmpty" => Self::BucketNotEmpty,
            "MalformedPolicy" => Self::BucketPolicyRefused,
            "InvalidTag" | "InvalidTagError" => Self::TagsRefused,
            code if code.starts_with("KMS.") => Self::KeyRefusedByStorage,
            "InvalidArgument" | "InvalidRequest" | "MalformedXML" => Self::InputRefused,
            _ => Self::of_status(status),
        }
    }

    fn of_key(code: &str) -> Self {
        match code {
            "NotFoundException" => Self::KeyNotThere,
            "DisabledException" => Self::KeyDisabled,
            "KMSInvalidStateException" | "InvalidStateException" => Self::KeyStateWrong,
            "AlreadyExistsException" => Self::AliasTaken,
            // AWS's SDKs take this for throttling; KMS means a quota (<https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html>).
            "LimitExceededException" => Self::KeyQuota,
            "MalformedPolicyDocumentException" => Self::KeyPolicyRefused,
            "TagException" => Self::TagsRefused,
            "InvalidAliasNameException"
            | "InvalidArnException"
            | "InvalidKeyUsageException"
            | "UnsupportedOperationException"
            | "ValidationException"
            | "ValidationError" => Self::InputRefused,
            _ => Self::Unexplained,
        }
    }

    fn of_iam(call: &str, code: &str, message: &str) -> Self {
        // A boundary that is not there is named by its older word.
        let about_boundary = call == "iam:CreateRole" && (message.contains("Scope ARN") || message.contains("oundary"));
        match code {
            "EntityAlreadyExists" | "EntityAlreadyExistsException" => Self::NameTaken,
            "LimitExceeded" | "LimitExceededException" => Self::IamQuota { quota: quota_in(message) },
            "MalformedPolicyDocument" | "MalformedPolicyDocumentException" if message.contains("principal") => {
                Self::PrincipalUnknown { principal: principal_in(message) }
            }
            "MalformedPolicyDocument" | "MalformedPolicyDocumentException" => Self::DocumentRefused,
            "NoSuchEntity" | "NoSuchEntityException" | "InvalidInput" | "InvalidInputException" if about_boundary => {
                Self::BoundaryRefused
            }
            "NoSuchEntity" | "NoSuchEntityException" => Self::NotThereYet,
            "InvalidInput" if message.contains("tag") => Self::TagsRefused,
            "InvalidInput"
            | "InvalidInputException"
            | "ValidationError"
            | "ValidationException"
            | "InvalidParameterValue" => Self::InputRefused,
            "DeleteConflict" | "DeleteConflictException" => Self::StillAttached,
            "ConcurrentModification"
            | "ConcurrentModificationException"
            | "EntityTemporarilyUnmodifiable"
            | "EntityTemporarilyUnmodifiableException" => Self::ChangedMeanwhile,
            "UnmodifiableEntity" | "UnmodifiableEntityException" => Self::OnlyAwsMayChange,
            "PolicyNotAttachable" | "PolicyNotAttachableException" => Self::PolicyNotAttachable,
            _ => Self::Unexplained,
        }
    }

    /// Whether signing in again, and nothing less, helps.
    #[must_use]
    pub const fn ends_session(&self) -> bool {
        matches!(
            self,
            Self::SessionEnded
                | Self::KeysUnknown
                | Self::SecretWrong
                | Self::SignatureDamaged
                | Self::ClockWrong { .. }
                | Self::NoCredentials
                | Self::AccountSuspended
        )
    }
}

/// The quota in `Cannot exceed quota for RolesPerAccount: 1000`.
fn quota_in(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("quota for ")?;
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    (!name.is_empty()).then_some(name)
}

/// The principal in `Invalid principal in policy: "AWS":"111122223333"`.
fn principal_in(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("principal in policy:")?;
    let (_, value) = rest.split_once(':').map(|(kind, value)| (kind, value.trim()))?;
    let value = value.trim_matches(['"', ' ', '.']);
    (!value.is_empty()).then(|| value.to_owned())
}
