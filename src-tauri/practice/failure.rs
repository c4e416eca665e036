//! Failures on request: practice can be told to fail an operation, so that a person sees what comes after.

use std::sync::{Mutex, PoisonError};

use super::account;
use super::answer::Refusal;
use super::operation::{Operation, Service};
use super::received::Received;

/// An operation that shall fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The operation.
    pub operation: Operation,
    /// How.
    pub error: FailureKind,
    /// How many times in a row.
    pub times: u32,
}

/// How an operation fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The caller is not allowed to.
    AccessDenied,
    /// AWS is asked too often.
    Throttled,
    /// Something goes wrong on AWS's side, before anything is done.
    InternalError,
    /// The network times out before AWS gets the request: nothing is done.
    NoAnswer,
    /// The network times out after AWS did what was asked.
    AnswerLost,
    /// AWS refuses with a code and a message of its own.
    Refused {
        /// The HTTP status.
        status: u16,
        /// AWS's code.
        code: String,
        /// AWS's message.
        message: String,
    },
}

/// The failures that were asked for and have not all happened.
#[derive(Default)]
pub(super) struct Failures(Mutex<Vec<Failure>>);

impl Failures {
    /// Adds a failure, in place of one of the same operation; `None` drops all.
    pub(super) fn set(&self, failure: Option<Failure>) {
        let mut wanted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match failure {
            None => wanted.clear(),
            Some(failure) => {
                wanted.retain(|other| other.operation != failure.operation);
                wanted.push(failure);
            }
        }
    }

    /// How this operation shall fail now, if it shall.
    pub(super) fn take(&self, operation: &Operation) -> Option<FailureKind> {
        let mut wanted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let failure = wanted.iter_mut().find(|failure| failure.operation == *operation && failure.times > 0)?;
        failure.times -= 1;
        Some(failure.error.clone())
    }
}

impl FailureKind {
    /// The failure as the request's service words it; one that is a lost answer is a server's error here.
    ///
    /// Sources: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>,
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html>,
    /// <https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html>
    pub(super) fn refusal(self, request: &Received) -> Refusal {
        let service = request.operation.service();
        match self {
            Self::AccessDenied => access_denied(request),
            Self::Throttled => match service {
                Service::S3 => Refusal::new(503, "SlowDown", "Please reduce your request rate."),
                Service::Iam | Service::Sts => Refusal::new(400, "Throttling", "Rate exceeded"),
                Service::Kms => Refusal::new(
                    400,
                    "ThrottlingException",
                    "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.",
                ),
            },
            Self::InternalError | Self::NoAnswer | Self::AnswerLost => match service {
                Service::S3 => {
                    Refusal::new(500, "InternalError", "We encountered an internal error. Please try again.")
                }
                Service::Iam => Refusal::new(500, "ServiceFailure", "The request processing has failed."),
                Service::Sts => Refusal::new(500, "InternalFailure", "The request processing has failed."),
                Service::Kms => Refusal::new(500, "KMSInternalException", "The request processing has failed."),
            },
            Self::Refused { status, code, message } => Refusal::new(status, code, message),
        }
    }
}

/// A denial, worded as AWS words one when no policy of the caller's allows the action.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
fn access_denied(request: &Received) -> Refusal {
    let action = action(&request.operation);
    let message = format!(
        "User: {} is not authorized to perform: {action} on resource: {} because no identity-based policy allows the \
         {action} action",
        account::caller_arn(),
        resource(request),
    );
    match request.operation.service() {
        Service::Kms => Refusal::new(400, "AccessDeniedException", message),
        Service::S3 | Service::Iam | Service::Sts => Refusal::new(403, "AccessDenied", message),
    }
}

/// The action that allows an operation. Only S3 has operations that are not named like their action.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>
fn action(operation: &Operation) -> String {
    let name = match (operation.service(), operation.name()) {
        (Service::S3, "HeadBucket" | "ListObjects" | "ListObjectsV2") => "ListBucket",
        (Service::S3, "ListBuckets") => "ListAllMyBuckets",
        (Service::S3, "ListObjectVersions") => "ListBucketVersions",
        (Service::S3, "ListMultipartUploads") => "ListBucketMultipartUploads",
        (Service::S3, "HeadObject") => "GetObject",
        (Service::S3, "GetPublicAccessBlock") => "GetBucketPublicAccessBlock",
        (Service::S3, "PutPublicAccessBlock" | "DeletePublicAccessBlock") => "PutBucketPublicAccessBlock",
        (Service::S3, "GetBucketEncryption") => "GetEncryptionConfiguration",
        (Service::S3, "PutBucketEncryption" | "DeleteBucketEncryption") => "PutEncryptionConfiguration",
        (Service::S3, "GetBucketLifecycleConfiguration") => "GetLifecycleConfiguration",
        (Service::S3, "PutBucketLifecycleConfiguration" | "DeleteBucketLifecycle") => "PutLifecycleConfiguration",
        (Service::S3, "DeleteBucketTagging") => "PutBucketTagging",
        (Service::S3, "DeleteBucketOwnershipControls") => "PutBucketOwnershipControls",
        (_, name) => name,
    };
    format!("{}:{name}", operation.service().prefix())
}

/// The resource a denial names.
fn resource(request: &Received) -> String {
    let form = || request.form();
    match request.operation.service() {
        Service::S3 => match &request.target.bucket {
            Some(bucket) => format!("\"arn:{}:s3:::{bucket}\"", account::partition()),
            None => "*".to_owned(),
        },
        Service::Iam => {
            let form = form();
            let path = form.get("Path").map_or("/", String::as_str);
            if let Some(role) = form.get("RoleName") {
                account::iam_arn(&format!("role{path}{role}"))
            } else if let Some(name) = form.get("PolicyName") {
                account::iam_arn(&format!("policy{path}{name}"))
            } else {
                form.get("PolicyArn").or_else(|| form.get("PolicySourceArn")).cloned().unwrap_or_else(|| "*".to_owned())
            }
        }
        Service::Kms => serde_json::from_slice::<serde_json::Value>(&request.body)
            .ok()
            .and_then(|body| {
                ["KeyId", "TargetKeyId"].iter().find_map(|name| body.get(name)?.as_str().map(str::to_owned))
            })
            .unwrap_or_else(|| "*".to_owned()),
        Service::Sts => "*".to_owned(),
    }
}
