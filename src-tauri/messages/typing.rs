//! What the page hears while a person types: refusals, advice, what their mail held.

use serde::Serialize;
use ts_rs::TS;

use crate::setup::form::Field;

/// Why a field's value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// The control.
    pub field: Field,
    /// Stable name of the kind of refusal, for example `bucket-name-dots`.
    pub kind: String,
    /// One sentence that says what to change.
    pub sentence: String,
}

/// The whole form, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormCheck {
    /// What must change before Review; in the order of the page.
    pub problems: Vec<FieldProblem>,
    /// What may be meant and is worth a second look (two Vonage accounts, a region that must be switched on…).
    pub advice: Vec<FieldProblem>,
    /// The bucket's whole name, once it can be said.
    pub bucket_name: Option<String>,
    /// What is appended to a typed prefix, for example `-123456789012-eu-west-1-an`; with no region or account yet, in words.
    pub bucket_suffix: Option<String>,
    /// How many characters the typed part of the bucket's name may have.
    pub bucket_name_limit: u32,
}

/// What was found in the text Vonage sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VonageReading {
    /// For the field *primary service*.
    pub primary: Option<String>,
    /// For the field *secondary service*.
    pub secondary: Option<String>,
    /// True when a value is an account number or `:root`, which needs the tick.
    pub whole_account: bool,
    /// What was found, in one sentence.
    pub summary: String,
    /// What is worth a second look, one sentence each.
    pub warnings: Vec<String>,
}

/// A region to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegionChoice {
    /// AWS's id, for example `eu-west-1`.
    pub id: String,
    /// City or state, for example `Ireland`.
    pub city: String,
    /// Country.
    pub country: String,
    /// Must be switched on in the AWS account before it can be used.
    pub opt_in: bool,
    /// Whether the account-regional bucket namespace is offered there.
    pub account_regional: bool,
}
