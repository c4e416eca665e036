//! A finished setup as the Ready page shows it.

use serde::Serialize;
use ts_rs::TS;

use super::checks::CheckView;
use crate::app::results::Finished;
use crate::handoff;
use crate::record;

/// Everything the Ready page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// The setup.
    pub setup: String,
    /// It was made in Practice and works nowhere else.
    pub practice: bool,
    /// Vonage's way in was closed by the person.
    pub stopped: bool,
    /// The account's number.
    pub account: String,
    /// The three values Vonage needs: role ARN, region, bucket name.
    pub values: Vec<Value>,
    /// The values a cloud engineer may want: bucket, key and policy ARNs.
    pub more_values: Vec<Value>,
    /// A message for whoever calls Vonage's API, with everything in it.
    pub message: String,
    /// The body of the request to Vonage, indented JSON.
    pub request: String,
    /// Vonage's page about the request.
    pub vonage_page: String,
    /// What each 400 answer of Vonage may mean, in the order to look.
    pub refusals: Vec<String>,
    /// What was checked.
    pub checks: Vec<CheckView>,
    /// Something that was made earlier under other names may still be there.
    pub leftovers: bool,
    /// Vonage's id of the storage, once the person has kept it.
    pub storage_id: Option<String>,
}

/// A value to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Value {
    /// `role-arn`, `region`, `bucket-name`, `bucket-arn`, `key-arn` or `policy-arn`.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The value AWS returned.
    pub value: String,
}

impl Ready {
    /// The Ready page. The values are those AWS returned.
    ///
    /// # Errors
    /// Never in practice: the request holds nothing that JSON cannot.
    pub fn of(finished: &Finished) -> Result<Self, serde_json::Error> {
        let record = &finished.record;
        let values = handoff::values(record);
        let value = |id: &str, label: &str, value: String| Value { id: id.to_owned(), label: label.to_owned(), value };
        let mut more_values = vec![value("bucket-arn", "Bucket ARN", values.bucket_arn.clone())];
        if let Some(key) = &values.key_arn {
            more_values.push(value("key-arn", "Key ARN", key.clone()));
        }
        more_values.push(value("policy-arn", "Policy ARN", values.policy_arn.clone()));
        Ok(Self {
            setup: record.desired.setup.to_string(),
            practice: finished.practice,
            stopped: record.state == record::State::Stopped,
            account: record.desired.account.id.to_string(),
            message: handoff::message(&values, finished.practice)?,
            request: handoff::request(&values)?,
            vonage_page: handoff::VONAGE_PAGE.to_owned(),
            refusals: handoff::REFUSALS.iter().map(|&text| text.to_owned()).collect(),
            checks: record.checks.iter().map(|check| CheckView::of(check, &record.desired, record.key())).collect(),
            leftovers: !record.left_behind(&record.desired).is_empty(),
            storage_id: record.storage_id.clone(),
            more_values,
            values: vec![
                value("role-arn", "Role ARN", values.role_arn.clone()),
                value("region", "Region", values.region.clone()),
                value("bucket-name", "Bucket name", values.bucket_name),
            ],
        })
    }
}
