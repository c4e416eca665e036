//! `CreateBucket`: names, regions, who took the name, and what a new bucket is set to.
//!
//! Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html>

use std::collections::HashMap;
use std::net::Ipv4Addr;

use winterbaume_core::StatefulService;
use winterbaume_s3::views::{BucketStateView, PublicAccessBlockConfigView};
use winterbaume_s3::{S3StateView, wire};

use super::settings::{is_ownership, refused_tags};
use super::{STATE, Storage, encryption_xml, malformed_xml, uri};
use crate::practice::account;
use crate::practice::answer::{Answer, Refusal, bare, insert};
use crate::practice::received::Received;
use crate::practice::tags::{self, KeyCase};
use crate::values::{BucketName, Region};

/// The region that may not be given as a location constraint.
pub(super) const REGION_WITHOUT_CONSTRAINT: &str = "us-east-1";

/// The one reserved ending that [`BucketName`] need not know, having no dots.
const RESERVED_DOTTED_SUFFIX: &str = ".mrap";

/// What the header `x-amz-bucket-namespace` says for names that carry the account's number.
const ACCOUNT_REGIONAL: &str = "account-regional";

pub(super) async fn create_bucket(storage: &Storage, name: &str, request: &Received) -> Result<Answer, Refusal> {
    let input = wire::deserialize_create_bucket_request(
        &request.forwarded(uri(request), request.body.clone()),
        &[],
        &HashMap::new(),
    )
    .map_err(|_| malformed_xml())?;
    check_name(name, request)?;
    let configuration = input.create_bucket_configuration.unwrap_or_default();
    check_constraint(&request.region, configuration.location_constraint.as_deref())?;
    let tags: Vec<(String, String)> =
        configuration.tags.unwrap_or_default().items.into_iter().map(|tag| (tag.key, tag.value)).collect();
    let pairs: Vec<(&str, &str)> = tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    tags::check(&pairs, KeyCase::Counts).map_err(|fault| refused_tags(&fault))?;
    let ownership = match input.object_ownership.as_deref() {
        None => "BucketOwnerEnforced",
        Some(ownership) if is_ownership(ownership) => ownership,
        Some(_) => {
            return Err(Refusal::new(
                400,
                "InvalidArgument",
                "Invalid ObjectOwnership header: value is not recognized",
            ));
        }
    };
    check_vacancy(storage, name, &request.region).await?;
    let bucket = BucketStateView {
        name: name.to_owned(),
        region: request.region.clone(),
        tags: tags.into_iter().collect(),
        ownership_controls: Some(ownership.to_owned()),
        ..new_bucket()
    };
    let buckets = [(name.to_owned(), bucket)].into();
    // A bucket that is the caller's already, which only us-east-1 lets pass, stays as it is.
    storage
        .service
        .merge(account::account().as_str(), STATE, S3StateView { buckets })
        .await
        .map_err(|_| Refusal::new(500, "InternalError", "We encountered an internal error. Please try again."))?;
    let mut answer = bare(200);
    insert(&mut answer.headers, "location", &format!("/{name}"));
    insert(&mut answer.headers, "x-amz-bucket-arn", &format!("arn:{}:s3:::{name}", account::partition()));
    Ok(answer)
}

/// What every new bucket is set to.
///
/// Sources: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html>
fn new_bucket() -> BucketStateView {
    let rule = wire::ServerSideEncryptionRule {
        apply_server_side_encryption_by_default: Some(wire::ServerSideEncryptionByDefault {
            s_s_e_algorithm: "AES256".to_owned(),
            k_m_s_master_key_i_d: None,
        }),
        blocked_encryption_types: Some(wire::BlockedEncryptionTypes {
            encryption_type: Some(vec!["SSE-C".to_owned()]),
        }),
        bucket_key_enabled: Some(false),
    };
    BucketStateView {
        encryption_configuration: Some(String::from_utf8_lossy(&encryption_xml(rule)).into_owned()),
        public_access_block: Some(PublicAccessBlockConfigView {
            block_public_acls: true,
            ignore_public_acls: true,
            block_public_policy: true,
            restrict_public_buckets: true,
        }),
        ..BucketStateView::default()
    }
}

/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
fn check_name(name: &str, request: &Received) -> Result<(), Refusal> {
    let refused =
        || Refusal::new(400, "InvalidBucketName", "The specified bucket is not valid.").with("BucketName", name);
    if !is_bucket_name(name) {
        return Err(refused());
    }
    let namespace = request.header("x-amz-bucket-namespace");
    match (name.ends_with("-an"), namespace) {
        (false, None | Some("global")) => Ok(()),
        (true, Some(ACCOUNT_REGIONAL)) => {
            let region = Region::parse(&request.region).map_err(|_| refused())?;
            let suffix = BucketName::account_regional_suffix(account::account(), &region);
            match name.strip_suffix(&suffix) {
                Some(prefix) if !prefix.is_empty() && region.has_account_regional_namespace() => Ok(()),
                _ => Err(refused()),
            }
        }
        _ => Err(refused()),
    }
}

/// What S3 takes as a name. Unlike [`BucketName`], which is for names this program makes, S3 takes dots.
fn is_bucket_name(name: &str) -> bool {
    let mut labels = name.split('.');
    let dots_are_fine = labels.all(|label| !label.is_empty())
        && name.strip_suffix(RESERVED_DOTTED_SUFFIX).is_none()
        && name.parse::<Ipv4Addr>().is_err();
    dots_are_fine && BucketName::parse(&name.replace('.', "0")).is_ok()
}

fn check_constraint(region: &str, constraint: Option<&str>) -> Result<(), Refusal> {
    let illegal = |constraint: &str| {
        let message = format!(
            "The {constraint} location constraint is incompatible for the region specific endpoint this request was sent to."
        );
        Refusal::new(400, "IllegalLocationConstraintException", message)
    };
    match constraint {
        None if region == REGION_WITHOUT_CONSTRAINT => Ok(()),
        None => Err(illegal("unspecified")),
        Some(REGION_WITHOUT_CONSTRAINT) => {
            let message = "The specified location-constraint is not valid";
            Err(Refusal::new(400, "InvalidLocationConstraint", message)
                .with("LocationConstraint", REGION_WITHOUT_CONSTRAINT))
        }
        // The name eu-west-1 had before there was a second region in Europe.
        Some("EU") if region == "eu-west-1" => Ok(()),
        Some(constraint) if constraint == region => Ok(()),
        Some(constraint) => Err(illegal(constraint)),
    }
}

/// Whether nobody has a bucket of that name. One's own in us-east-1 counts as vacant: there, S3 answers as if it had made it.
async fn check_vacancy(storage: &Storage, name: &str, region: &str) -> Result<(), Refusal> {
    if account::TAKEN_BUCKETS.contains(&name) {
        let message = "The requested bucket name is not available. The bucket namespace is shared by all users of the \
                       system. Please select a different name and try again.";
        return Err(Refusal::new(409, "BucketAlreadyExists", message).with("BucketName", name));
    }
    match storage.state().await.buckets.get(name) {
        Some(bucket) if bucket.region != REGION_WITHOUT_CONSTRAINT || region != REGION_WITHOUT_CONSTRAINT => {
            let message = "Your previous request to create the named bucket succeeded and you already own it.";
            Err(Refusal::new(409, "BucketAlreadyOwnedByYou", message).with("BucketName", name))
        }
        _ => Ok(()),
    }
}
