//! What leaves the program: the values and the request for Vonage, the saved record.

pub mod record_file;

use serde::Serialize;
use ts_rs::TS;

use crate::record::Record;
use crate::resources::call::Output;

/// Vonage's page about the request (<https://docs-vcc.atlassian.net/wiki/spaces/VCCA/pages/4355424337>).
pub const VONAGE_PAGE: &str =
    "https://docs-vcc.atlassian.net/wiki/spaces/VCCA/pages/4355424337/Create+an+external+storage+item";

/// The values of a setup, as AWS returned them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
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
