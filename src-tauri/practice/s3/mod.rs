//! S3: whose a bucket is and where it lies, before winterbaume is asked.

mod create;
mod policy;
mod settings;

use bytes::Bytes;
use winterbaume_core::{MockService, StateViewError, StatefulService};
use winterbaume_s3::views::BucketStateView;
use winterbaume_s3::{S3Service, S3StateView, wire};

use super::account;
use super::answer::{Answer, Refusal};
use super::received::Received;

/// winterbaume keeps a state per region, but bucket names are unique across regions: all buckets live in this one state, and
/// each says in which region it is.
const STATE: &str = "us-east-1";

/// The account's buckets.
pub(super) struct Storage {
    service: S3Service,
}

impl Storage {
    pub(super) fn new() -> Self {
        Self { service: S3Service::new() }
    }

    pub(super) async fn restored(state: S3StateView) -> Result<Self, StateViewError> {
        let storage = Self::new();
        storage.service.restore(account::account().as_str(), STATE, state).await?;
        Ok(storage)
    }

    pub(super) async fn state(&self) -> S3StateView {
        self.service.snapshot(account::account().as_str(), STATE).await
    }

    pub(super) async fn answer(&mut self, request: &Received) -> Result<Answer, Refusal> {
        let operation = request.operation.name();
        let Some(name) = request.target.bucket.as_deref() else {
            return match operation {
                "ListBuckets" => Ok(self.forward(request, request.body.clone()).await),
                _ => Err(not_implemented()),
            };
        };
        if operation == "CreateBucket" {
            return create::create_bucket(self, name, request).await;
        }
        let bucket = self.owned(name, request).await?;
        let body = match operation {
            "PutBucketPolicy" => policy::check(request, &bucket)?,
            "PutBucketLifecycleConfiguration" => settings::check_lifecycle(request)?,
            "PutBucketEncryption" => settings::encryption(request)?,
            "PutBucketTagging" => settings::check_tagging(request)?,
            "PutBucketVersioning" => settings::check_versioning(request)?,
            "PutBucketOwnershipControls" => settings::check_ownership(request)?,
            "PutObject" | "CreateMultipartUpload" => settings::check_object_acl(request, &bucket)?,
            "GetBucketPolicyStatus" => return policy::status(&bucket),
            "GetBucketLocation" => return Ok(location(&bucket)),
            "Unknown" => return Err(not_implemented()),
            _ => request.body.clone(),
        };
        Ok(self.forward(request, body).await)
    }

    /// The bucket of that name, if it may be spoken to from here.
    async fn owned(&self, name: &str, request: &Received) -> Result<BucketStateView, Refusal> {
        if account::TAKEN_BUCKETS.contains(&name) {
            return Err(access_denied().with_header("x-amz-bucket-region", create::REGION_WITHOUT_CONSTRAINT));
        }
        let Some(bucket) = self.state().await.buckets.remove(name) else {
            return Err(no_such_bucket(name));
        };
        // S3 answers where a bucket is from everywhere.
        // Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html>
        if bucket.region != request.region && request.operation.name() != "GetBucketLocation" {
            return Err(elsewhere(&bucket));
        }
        // Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html>
        match request.header("x-amz-expected-bucket-owner") {
            Some(owner) if owner != account::account().as_str() => Err(access_denied()),
            _ => Ok(bucket),
        }
    }

    async fn forward(&self, request: &Received, body: Bytes) -> Answer {
        self.service.handle(request.forwarded(uri(request), body)).await
    }
}

/// The request's address as one of the single state: path style, and in the state's region.
fn uri(request: &Received) -> String {
    let bucket = request.target.bucket.as_deref().unwrap_or_default();
    let key = request.target.key.as_deref().map(|key| format!("/{key}")).unwrap_or_default();
    format!("https://s3.{STATE}.{}/{bucket}{key}?{}", account::partition().dns_suffix(), request.query)
}

/// Empty for us-east-1, which has no location constraint.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html>
fn location(bucket: &BucketStateView) -> Answer {
    let constraint = if bucket.region == create::REGION_WITHOUT_CONSTRAINT { "" } else { &bucket.region };
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{constraint}</LocationConstraint>",
    );
    Answer::xml(200, body)
}

fn no_such_bucket(name: &str) -> Refusal {
    Refusal::new(404, "NoSuchBucket", "The specified bucket does not exist").with("BucketName", name)
}

/// S3 does not say more about a bucket of somebody else's.
fn access_denied() -> Refusal {
    Refusal::new(403, "AccessDenied", "Access Denied")
}

fn elsewhere(bucket: &BucketStateView) -> Refusal {
    let endpoint = format!("{}.s3.{}.{}", bucket.name, bucket.region, account::partition().dns_suffix());
    let message = "The bucket you are attempting to access must be addressed using the specified endpoint. Please send \
                   all future requests to this endpoint.";
    Refusal::new(301, "PermanentRedirect", message)
        .with("Endpoint", endpoint)
        .with("Bucket", &bucket.name)
        .with_header("x-amz-bucket-region", &bucket.region)
}

fn not_implemented() -> Refusal {
    Refusal::new(501, "NotImplemented", "A header you provided implies functionality that is not implemented.")
}

fn malformed_xml() -> Refusal {
    let message = "The XML you provided was not well-formed or did not validate against our published schema";
    Refusal::new(400, "MalformedXML", message)
}

/// The XML of an encryption setting.
fn encryption_xml(rule: wire::ServerSideEncryptionRule) -> Bytes {
    let configuration = wire::ServerSideEncryptionConfiguration { rules: vec![rule] };
    wire::serialize_get_bucket_encryption_response(&configuration).body
}
