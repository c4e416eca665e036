//! What went wrong, as the page receives it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::setup::form::Field;
use crate::setup::step::Step;

/// Any failure a person sees: what caused it, what to do, and AWS's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Stable name of the kind, for example `access-denied`. The page switches on this, never on text.
    pub kind: String,
    /// One sentence: what caused it.
    pub cause: String,
    /// One sentence: what to do now.
    pub remedy: String,
    /// The step it happened in, when it happened in one.
    pub step: Option<Step>,
    /// The control that holds the value to change, when there is one.
    pub field: Option<Field>,
    /// A text to send to the person who can help, when somebody else must act.
    pub ask: Option<String>,
    /// AWS's own words, when AWS said something.
    pub aws: Option<AwsWords>,
}

/// What AWS answered, unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwsWords {
    /// The call, for example `iam:CreateRole`.
    pub call: String,
    /// AWS's error code.
    pub code: Option<String>,
    /// AWS's message.
    pub message: Option<String>,
    /// AWS's id of the request, which AWS support asks for.
    pub request_id: Option<String>,
}
