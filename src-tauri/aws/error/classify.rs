//! What a refusal means, by AWS's code and wording.

use crate::aws::error::cause::Cause;
use crate::aws::error::denial;

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
