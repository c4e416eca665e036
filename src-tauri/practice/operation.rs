//! Which operation of which service a request is: the one place that finds out.

use std::fmt;
use std::str::FromStr;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use percent_encoding::percent_decode_str;
use thiserror::Error;

/// A service that practice answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// Buckets.
    S3,
    /// Policies and roles.
    Iam,
    /// Keys.
    Kms,
    /// Who one is.
    Sts,
}

impl Service {
    const ALL: [Self; 4] = [Self::S3, Self::Iam, Self::Kms, Self::Sts];

    /// The service's prefix in the names of actions, which is also what requests are signed for.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Iam => "iam",
            Self::Kms => "kms",
            Self::Sts => "sts",
        }
    }

    fn of_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.prefix() == prefix)
    }
}

/// An operation of a service by its name in the API, such as `s3:PutBucketEncryption`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Operation {
    service: Service,
    name: String,
}

/// Why a text names no operation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OperationRefusal {
    /// Not of the form `service:Operation`, for one of the four services.
    #[error("“{text}” is not an operation such as s3:CreateBucket.")]
    Shape {
        /// What was given.
        text: String,
    },
}

impl Operation {
    /// An operation by its name in the API.
    #[must_use]
    pub fn new(service: Service, name: impl Into<String>) -> Self {
        Self { service, name: name.into() }
    }

    /// The operation a signed request of the SDK asks for; none when it is signed for another service, or not at all.
    #[must_use]
    pub fn of_request(request: &HttpRequest) -> Option<Self> {
        let scope = Scope::of(request.headers().get("authorization")?)?;
        let name = match scope.service {
            Service::S3 => {
                let (address, query) = split_query(request.uri());
                s3_name(request.method(), &S3Target::of(address), query).to_owned()
            }
            Service::Iam | Service::Sts => {
                let form = request.body().bytes().map(String::from_utf8_lossy).unwrap_or_default();
                query_pairs(&form).find_map(|(key, value)| (key == "Action").then_some(value))?
            }
            // `TrentService.CreateKey`, TrentService being KMS's name for itself.
            Service::Kms => request.headers().get("x-amz-target")?.rsplit('.').next()?.to_owned(),
        };
        Some(Self { service: scope.service, name })
    }

    /// The service.
    #[must_use]
    pub fn service(&self) -> Service {
        self.service
    }

    /// The name in the service's API.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.service.prefix(), self.name)
    }
}

impl FromStr for Operation {
    type Err = OperationRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once(':')
            .filter(|(_, name)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            .and_then(|(prefix, name)| Service::of_prefix(prefix).map(|service| Self::new(service, name)))
            .ok_or_else(|| OperationRefusal::Shape { text: text.to_owned() })
    }
}

/// What a request was signed for: the third and fourth part of
/// `Credential=<key>/<date>/<region>/<service>/aws4_request`.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html>
pub(super) struct Scope {
    pub(super) region: String,
    pub(super) service: Service,
}

impl Scope {
    pub(super) fn of(authorization: &str) -> Option<Self> {
        let (_, credential) = authorization.split_once("Credential=")?;
        let mut parts = credential.split([',', ' ']).next()?.split('/').skip(2);
        let region = parts.next()?.to_owned();
        let service = Service::of_prefix(parts.next()?)?;
        Some(Self { region, service })
    }
}

/// What an S3 request is about: the account, a bucket, or an object in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct S3Target {
    pub(super) bucket: Option<String>,
    /// As it stands in the address, percent-encoded.
    pub(super) key: Option<String>,
}

impl S3Target {
    /// Reads an address without its query. The bucket stands before the host's `.s3.`, or first in the path when its name
    /// has dots.
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>
    pub(super) fn of(address: &str) -> Self {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let (bucket, key) = match host.rsplit_once(".s3.") {
            Some((bucket, _)) => (bucket, path),
            None => path.split_once('/').unwrap_or((path, "")),
        };
        Self { bucket: some(bucket), key: some(key) }
    }
}

/// An address and its query.
pub(super) fn split_query(uri: &str) -> (&str, &str) {
    uri.split_once('?').unwrap_or((uri, ""))
}

/// Keys and values of a query or of a form, decoded.
pub(super) fn query_pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    text.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key), decode(value))
    })
}

/// An S3 operation by method, target and the key of the query that tells it from the others.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html>
fn s3_name(method: &str, target: &S3Target, query: &str) -> &'static str {
    let table = match target {
        S3Target { bucket: None, .. } => ACCOUNT_OPERATIONS,
        S3Target { key: None, .. } => BUCKET_OPERATIONS,
        S3Target { key: Some(_), .. } => OBJECT_OPERATIONS,
    };
    // A key without a value, such as `?cors`, is always another operation, known here or not.
    let is_plain = query.split('&').all(|pair| pair.is_empty() || pair.contains('='));
    let asks_for = |wanted: &str| match wanted {
        "" => is_plain,
        wanted => query_pairs(query).any(|(key, _)| key == wanted),
    };
    table.iter().find(|(verb, key, _)| *verb == method && asks_for(key)).map_or("Unknown", |(_, _, name)| name)
}

const ACCOUNT_OPERATIONS: &[(&str, &str, &str)] = &[("GET", "", "ListBuckets")];

/// All of a bucket's settings, also those that the program does not write; the plain ones last.
const BUCKET_OPERATIONS: &[(&str, &str, &str)] = &[
    ("GET", "location", "GetBucketLocation"),
    ("GET", "publicAccessBlock", "GetPublicAccessBlock"),
    ("PUT", "publicAccessBlock", "PutPublicAccessBlock"),
    ("DELETE", "publicAccessBlock", "DeletePublicAccessBlock"),
    ("GET", "ownershipControls", "GetBucketOwnershipControls"),
    ("PUT", "ownershipControls", "PutBucketOwnershipControls"),
    ("DELETE", "ownershipControls", "DeleteBucketOwnershipControls"),
    ("GET", "encryption", "GetBucketEncryption"),
    ("PUT", "encryption", "PutBucketEncryption"),
    ("DELETE", "encryption", "DeleteBucketEncryption"),
    ("GET", "policyStatus", "GetBucketPolicyStatus"),
    ("GET", "policy", "GetBucketPolicy"),
    ("PUT", "policy", "PutBucketPolicy"),
    ("DELETE", "policy", "DeleteBucketPolicy"),
    ("GET", "tagging", "GetBucketTagging"),
    ("PUT", "tagging", "PutBucketTagging"),
    ("DELETE", "tagging", "DeleteBucketTagging"),
    ("GET", "versioning", "GetBucketVersioning"),
    ("PUT", "versioning", "PutBucketVersioning"),
    ("GET", "lifecycle", "GetBucketLifecycleConfiguration"),
    ("PUT", "lifecycle", "PutBucketLifecycleConfiguration"),
    ("DELETE", "lifecycle", "DeleteBucketLifecycle"),
    ("GET", "accelerate", "GetBucketAccelerateConfiguration"),
    ("PUT", "accelerate", "PutBucketAccelerateConfiguration"),
    ("GET", "acl", "GetBucketAcl"),
    ("PUT", "acl", "PutBucketAcl"),
    ("GET", "cors", "GetBucketCors"),
    ("PUT", "cors", "PutBucketCors"),
    ("DELETE", "cors", "DeleteBucketCors"),
    ("GET", "logging", "GetBucketLogging"),
    ("PUT", "logging", "PutBucketLogging"),
    ("GET", "notification", "GetBucketNotificationConfiguration"),
    ("PUT", "notification", "PutBucketNotificationConfiguration"),
    ("GET", "object-lock", "GetObjectLockConfiguration"),
    ("PUT", "object-lock", "PutObjectLockConfiguration"),
    ("GET", "replication", "GetBucketReplication"),
    ("PUT", "replication", "PutBucketReplication"),
    ("DELETE", "replication", "DeleteBucketReplication"),
    ("GET", "requestPayment", "GetBucketRequestPayment"),
    ("PUT", "requestPayment", "PutBucketRequestPayment"),
    ("GET", "website", "GetBucketWebsite"),
    ("PUT", "website", "PutBucketWebsite"),
    ("DELETE", "website", "DeleteBucketWebsite"),
    ("GET", "uploads", "ListMultipartUploads"),
    ("GET", "versions", "ListObjectVersions"),
    ("GET", "list-type", "ListObjectsV2"),
    ("POST", "delete", "DeleteObjects"),
    ("GET", "", "ListObjects"),
    ("HEAD", "", "HeadBucket"),
    ("PUT", "", "CreateBucket"),
    ("DELETE", "", "DeleteBucket"),
];

const OBJECT_OPERATIONS: &[(&str, &str, &str)] = &[
    ("POST", "uploads", "CreateMultipartUpload"),
    ("PUT", "partNumber", "UploadPart"),
    ("POST", "uploadId", "CompleteMultipartUpload"),
    ("DELETE", "uploadId", "AbortMultipartUpload"),
    ("GET", "", "GetObject"),
    ("HEAD", "", "HeadObject"),
    ("PUT", "", "PutObject"),
    ("DELETE", "", "DeleteObject"),
];
