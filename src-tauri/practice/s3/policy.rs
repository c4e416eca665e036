//! Bucket policies: what S3 takes as one, and which of them are public.
//!
//! Sources: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>

use bytes::Bytes;
use winterbaume_s3::views::BucketStateView;
use winterbaume_s3::wire;

use crate::policy::{
    ActionElement, Conditions, DocumentError, Effect, OneOrMany, PolicyDocument, Principal, PrincipalElement,
    ResourceElement, Statement, StatementError,
};
use crate::practice::account;
use crate::practice::answer::{Answer, Refusal};
use crate::practice::iam::documents::is_principal;
use crate::practice::received::Received;

/// The longest bucket policy, in bytes.
const MAX_BYTES: usize = 20 * 1024;

/// Condition keys that keep a statement for everybody from being public, when they ask for something fixed.
const FIXING_KEYS: [&str; 14] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
];

/// Checks a policy that shall be put on a bucket.
pub(super) fn check(request: &Received, bucket: &BucketStateView) -> Result<Bytes, Refusal> {
    if request.body.len() > MAX_BYTES {
        return Err(Refusal::new(400, "PolicyTooLarge", "Policy exceeds the maximum allowed document size."));
    }
    let document = PolicyDocument::parse(&request.text()).map_err(|error| malformed(syntax(&error)))?;
    if document.statement.is_empty() {
        return Err(malformed("Could not parse the policy: Statement is empty!"));
    }
    for statement in &document.statement {
        check_statement(statement, &bucket.name)?;
    }
    let blocked = bucket.public_access_block.as_ref().is_some_and(|block| block.block_public_policy);
    if blocked && is_public(&document) {
        let message = format!(
            "User: {} is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:{}:s3:::{}\" because public \
             policies are blocked by the BlockPublicPolicy block public access setting.",
            account::caller_arn(),
            account::partition(),
            bucket.name,
        );
        return Err(Refusal::new(403, "AccessDenied", message));
    }
    Ok(request.body.clone())
}

/// Answers whether a bucket's policy is public.
pub(super) fn status(bucket: &BucketStateView) -> Result<Answer, Refusal> {
    let Some(policy) = &bucket.policy else {
        return Err(Refusal::new(404, "NoSuchBucketPolicy", "The bucket policy does not exist")
            .with("BucketName", &bucket.name));
    };
    let is_public = PolicyDocument::parse(policy).is_ok_and(|document| is_public(&document));
    Ok(wire::serialize_get_bucket_policy_status_response(&wire::PolicyStatus { is_public: Some(is_public) }))
}

fn syntax(error: &DocumentError) -> &'static str {
    match error {
        DocumentError::TooLong | DocumentError::NotJson { .. } | DocumentError::NotUtf8 { .. } => {
            "Policies must be valid JSON and the first byte must be '{'"
        }
        DocumentError::NotAPolicy { .. } => "Policy has invalid syntax",
        DocumentError::Statement { source: StatementError::NoAction, .. } => "Missing required field Action",
        DocumentError::Statement { .. } => "Policy has a statement with a field and its opposite",
    }
}

fn check_statement(statement: &Statement, bucket: &str) -> Result<(), Refusal> {
    let Some(PrincipalElement::Principal(principal) | PrincipalElement::NotPrincipal(principal)) = &statement.principal
    else {
        return Err(malformed("Missing required field Principal"));
    };
    if let Principal::Named(named) = principal
        && !named.aws.iter().flat_map(OneOrMany::iter).all(|name| name == "*" || is_principal(name))
    {
        return Err(malformed("Invalid principal in policy"));
    }
    let (ActionElement::Action(actions) | ActionElement::NotAction(actions)) = &statement.action;
    let is_ours = |action: &String| action == "*" || action.to_ascii_lowercase().starts_with("s3:");
    if actions.as_slice().is_empty() || !actions.iter().all(is_ours) {
        return Err(malformed("Policy has invalid action"));
    }
    let Some(ResourceElement::Resource(resources) | ResourceElement::NotResource(resources)) = &statement.resource
    else {
        return Err(malformed("Missing required field Resource"));
    };
    let own = format!("arn:{}:s3:::{bucket}", account::partition());
    let is_own =
        |resource: &String| resource.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if resources.as_slice().is_empty() || !resources.iter().all(is_own) {
        return Err(malformed("Policy has invalid resource"));
    }
    Ok(())
}

fn is_public(document: &PolicyDocument) -> bool {
    document.statement.iter().any(|statement| {
        statement.effect == Effect::Allow
            && statement.principal.as_ref().is_some_and(is_everybody)
            && !statement.condition.as_ref().is_some_and(is_fixed)
    })
}

fn is_everybody(element: &PrincipalElement) -> bool {
    match element {
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Principal(Principal::Anyone) => true,
        PrincipalElement::Principal(Principal::Named(named)) => {
            named.aws.iter().flat_map(OneOrMany::iter).any(|name| name == "*")
        }
    }
}

/// Whether a condition lets in only what its author listed: a fixing key compared with values without wildcards.
fn is_fixed(conditions: &Conditions) -> bool {
    conditions.iter().any(|(operator, keys)| {
        let operator = operator.to_ascii_lowercase();
        let narrows = !operator.contains("not") && !operator.starts_with("null") && !operator.ends_with("ifexists");
        narrows
            && keys.iter().any(|(key, values)| {
                FIXING_KEYS.contains(&key.to_ascii_lowercase().as_str())
                    && !values.iter().any(|value| {
                        let value = value.as_text();
                        value.contains(['*', '?']) || value.contains("${") || value.ends_with("/0")
                    })
            })
    })
}

fn malformed(message: &'static str) -> Refusal {
    Refusal::new(400, "MalformedPolicy", message)
}
