//! What leaves the program as text: the message and request for Vonage, the saved record.

pub mod record_file;

use serde::Serialize;

use crate::record::Record;
use crate::resources::call::Output;

/// Vonage's page about the request (<https://docs-vcc.atlassian.net/wiki/spaces/VCCA/pages/4355424337>).
pub const VONAGE_PAGE: &str =
    "https://docs-vcc.atlassian.net/wiki/spaces/VCCA/pages/4355424337/Create+an+external+storage+item";

/// What each 400 answer of Vonage may mean, in the order to look. Vonage says only that its test file could not be written.
pub const REFUSALS: [&str; 6] = [
    "The role ARN, the region and the bucket name must be exactly the values above; the bucket name is not its ARN.",
    "The role is younger than a minute: wait one minute and send the request again.",
    "The two service values must be those of your own Vonage region; ask Vonage whether they are.",
    "Somebody changed the role, the policy or the bucket since: press “Check again” on this page.",
    "Your company may have rules that stop the role: ask your cloud team about service control policies.",
    "In a region that must be switched on first, Vonage’s sign-in may not be accepted: ask Vonage.",
];

/// The values of a setup, as AWS returned them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Values {
    pub role_arn: String,
    pub region: String,
    pub bucket_name: String,
    pub bucket_arn: String,
    pub policy_arn: String,
    pub key_arn: Option<String>,
}

/// Reads the values from the record: what AWS returned where it returned something, else what was kept as found.
#[must_use]
pub fn values(record: &Record) -> Values {
    let desired = &record.desired;
    let role = record.outputs().find_map(|output| match output {
        Output::Role(arn, _) if *arn.name() == desired.role.name => Some(arn.to_string()),
        _ => None,
    });
    let policy = record.outputs().find_map(|output| match output {
        Output::Policy(arn, _) if *arn.name() == desired.policy.name => Some(arn.to_string()),
        _ => None,
    });
    Values {
        role_arn: role.unwrap_or_else(|| desired.role_arn().to_string()),
        policy_arn: policy.unwrap_or_else(|| desired.policy_arn().to_string()),
        region: desired.region.to_string(),
        bucket_name: desired.bucket.name.to_string(),
        bucket_arn: desired.bucket_arn().to_string(),
        key_arn: record.key().map(ToString::to_string),
    }
}

/// The body of `POST …/external-storage`, with the fields and names of Vonage's page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StorageRequest<'a> {
    name: &'static str,
    storage_provider: &'static str,
    credentials: StorageCredentials<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StorageCredentials<'a> {
    role_arn: &'a str,
    region: &'a str,
    bucket_name: &'a str,
}

/// The request's body, indented.
///
/// # Errors
/// Never in practice: it holds text only.
pub fn request(values: &Values) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&StorageRequest {
        name: "External storage",
        storage_provider: "AWS_S3",
        credentials: StorageCredentials {
            role_arn: &values.role_arn,
            region: &values.region,
            bucket_name: &values.bucket_name,
        },
    })
}

/// A message for whoever calls Vonage's API.
///
/// # Errors
/// Never in practice; see [`request`].
pub fn message(values: &Values, practice: bool) -> Result<String, serde_json::Error> {
    let opening = if practice {
        "PRACTICE ONLY: these values belong to a practice account and will not work in VCC.\n\n"
    } else {
        ""
    };
    Ok(format!(
        "{opening}Our storage for exported recordings is ready in AWS. Vonage Contact Center must be told about it once, with one \
         request to the Interaction Content Export API:\n\n\
         Role ARN: {role}\nRegion: {region}\nBucket name: {bucket}\n\n\
         The request is “Create an external storage item”, with this body:\n\n{body}\n\n\
         You need the permission “Bulk download interaction content” and the scope interaction-content:read. Vonage describes the \
         request, with its address, here:\n{page}\n\n\
         Vonage then writes an empty test file into the bucket. If it answers 400 Bad Request, wait one minute and send it again. \
         Then send me its whole answer: I need the storage’s id if we ever remove it.\n",
        role = values.role_arn,
        region = values.region,
        bucket = values.bucket_name,
        body = request(values)?,
        page = VONAGE_PAGE,
    ))
}
