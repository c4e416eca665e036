//! A finished setup as the Ready page shows it.

use serde::Serialize;
use ts_rs::TS;

use crate::setup::step::Step;

/// Everything the Ready page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// The setup.
    pub setup: String,
    /// It was made in Practice and works nowhere else.
    pub practice: bool,
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

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Its id, for example `public-access`.
    pub id: String,
    /// The step whose work it checks.
    pub step: Step,
    /// What is checked, in words.
    pub title: String,
    /// How it came out.
    pub result: CheckResult,
    /// What was found, in one sentence.
    pub detail: String,
}

/// How a check came out; the page's `data-result`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// As desired.
    Passes,
    /// Not as desired.
    Fails,
    /// Could not be read.
    NotChecked,
}
