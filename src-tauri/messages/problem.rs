//! What went wrong, as the page receives it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::AppError;
use crate::aws::error::redactor::redacted;
use crate::aws::{AwsFailure, Situation};
use crate::resources::step::Step;
use crate::setup::form::Field;

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
    /// A code to enter on the company's page is the way that is left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub leaves_code: bool,
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

impl AwsWords {
    fn of(failure: &AwsFailure) -> Self {
        Self {
            call: failure.call.to_owned(),
            code: failure.code.clone(),
            message: failure.message.clone(),
            request_id: failure.request_id.clone(),
        }
    }

    /// What a record has of them, which may be from elsewhere.
    pub(super) fn remembered(call: &str, code: Option<&str>, message: Option<&str>, request_id: Option<&str>) -> Self {
        let [code, message, request_id] = [code, message, request_id].map(|words| words.map(redacted));
        Self { call: call.to_owned(), code, message, request_id }
    }

    /// Words that came with no call.
    fn said(said: String) -> Self {
        Self { call: "sign-in".to_owned(), code: None, message: Some(said), request_id: None }
    }
}

impl Problem {
    /// A failure of AWS, in the situation it happened in.
    #[must_use]
    pub fn of_aws(failure: &AwsFailure, situation: Situation<'_>, step: Option<Step>) -> Self {
        let words = failure.words(situation);
        Self {
            kind: words.kind.to_owned(),
            cause: words.cause,
            remedy: words.remedy,
            step,
            field: None,
            ask: words.ask,
            aws: Some(AwsWords::of(failure)),
            leaves_code: false,
        }
    }

    /// A failure in words of the program's own.
    #[must_use]
    pub fn of_program(kind: &str, cause: String, remedy: String) -> Self {
        let kind = kind.to_owned();
        Self { kind, cause, remedy, step: None, field: None, ask: None, aws: None, leaves_code: false }
    }
}

impl From<AppError> for Box<Problem> {
    fn from(error: AppError) -> Self {
        Self::new(Problem::from(&error))
    }
}

impl From<&AppError> for Problem {
    fn from(error: &AppError) -> Self {
        match error {
            AppError::Run(error) => Self::from(&**error),
            AppError::Aws(failure) => Self::of_aws(failure, Situation::default(), None),
            AppError::NotEntered { failure, region } => {
                Self::of_aws(failure, Situation::in_region(region.as_ref()), None)
            }
            AppError::SignIn(failure) => Self {
                field: failure.field(),
                ask: failure.ask(),
                aws: failure.said().map(|said| AwsWords::said(said.to_owned())),
                ..Self::of_program(error.kind(), error.to_string(), error.remedy())
            },
            AppError::Browser(failure) => Self {
                field: failure.is_about_pasted_code().then_some(Field::BrowserCode),
                ask: failure.ask(),
                aws: failure.aws().map(AwsWords::of).or_else(|| failure.said().map(AwsWords::said)),
                ..Self::of_program(error.kind(), error.to_string(), error.remedy())
            },
            AppError::Center(failure) => Self {
                leaves_code: failure.leaves_code(),
                ask: failure.ask(),
                aws: failure.aws().map(AwsWords::of).or_else(|| failure.said().map(AwsWords::said)),
                ..Self::of_program(error.kind(), error.to_string(), error.remedy())
            },
            AppError::Field(problem) => {
                Self { field: Some(problem.field), ..Self::of_program(error.kind(), error.to_string(), error.remedy()) }
            }
            _ => Self::of_program(error.kind(), error.to_string(), error.remedy()),
        }
    }
}
