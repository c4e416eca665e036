//! What went wrong, as the page receives it.

use serde::Serialize;
use ts_rs::TS;

use crate::app::AppError;
use crate::aws::error::redactor::redacted;
use crate::aws::network::hosts::names_to_allow;
use crate::aws::{AwsFailure, FailureKind};
use crate::resources::step::Step;
use crate::setup::form::Field;
use crate::values::{Region, known_regions};

/// Any failure a person sees: its kind, where it happened, and AWS's own words. What is said of it is the page's.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What went wrong, as the enum of the failure writes itself.
    #[ts(as = "AppError")]
    pub failure: serde_json::Value,
    /// Where it happened.
    pub situation: Situation,
    /// The step it happened in, when it happened in one.
    pub step: Option<Step>,
    /// The control that holds the value to change, when there is one.
    pub field: Option<Field>,
    /// AWS's own words, or those of whatever else said something.
    pub aws: Option<AwsWords>,
    /// A code to enter on the company's page is the way that is left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub leaves_code: bool,
}

/// Where a failure happened, as far as it is known; it makes what is said of it precise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Situation {
    /// The account's number.
    pub account: Option<String>,
    /// Who was refused, in words, such as `user anna`.
    pub caller: Option<String>,
    /// The ARN of what the call was about.
    pub resource: Option<String>,
    /// The region the call went to.
    pub region: Option<String>,
    /// The region is one that must be switched on for an account first.
    pub opt_in: bool,
    /// The hosts that a proxy must let through, where that is the matter.
    pub hosts: Vec<String>,
}

impl Situation {
    /// A situation of which the region is known, if that.
    #[must_use]
    pub fn in_region(region: Option<&Region>) -> Self {
        Self { region: region.map(ToString::to_string), ..Self::default() }
    }

    /// The same with what follows from it for this failure.
    fn of(self, failure: &AwsFailure) -> Self {
        let region = self.region.as_deref().and_then(|region| Region::parse(region).ok());
        let is = |region: &Region| known_regions().iter().any(|known| known.id == region.as_str() && known.opt_in);
        let is_about_proxy = matches!(&failure.kind, FailureKind::NotSent(not_sent) if not_sent.is_about_proxy());
        Self {
            opt_in: region.as_ref().is_some_and(is),
            hosts: if is_about_proxy { names_to_allow(region.as_ref()) } else { Vec::new() },
            ..self
        }
    }
}

/// What AWS answered, unchanged; or what the system, or a tool beside the program, said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwsWords {
    /// The call, for example `iam:CreateRole`; absent where it was none.
    pub call: Option<String>,
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
            call: Some(failure.call.to_owned()),
            code: failure.code.clone(),
            message: failure.message.clone(),
            request_id: failure.request_id.clone(),
        }
    }

    /// What a record has of them, which may be from elsewhere.
    pub(super) fn remembered(call: &str, code: Option<&str>, message: Option<&str>, request_id: Option<&str>) -> Self {
        let [code, message, request_id] = [code, message, request_id].map(|words| words.map(redacted));
        Self { call: Some(call.to_owned()), code, message, request_id }
    }

    /// Words that came with no call.
    fn said(said: String) -> Self {
        Self { call: None, code: None, message: Some(said), request_id: None }
    }
}

impl Problem {
    /// A failure of AWS, in the situation it happened in.
    #[must_use]
    pub fn of_aws(failure: &AwsFailure, situation: Situation, step: Option<Step>) -> Self {
        Self { situation: situation.of(failure), step, aws: Some(AwsWords::of(failure)), ..Self::told(failure) }
    }

    /// The same in this situation, as far as it does not know a nearer one.
    #[must_use]
    pub(super) fn at(self, here: Situation) -> Self {
        let Situation { account, caller, resource, region, opt_in, hosts } = self.situation;
        let situation = Situation {
            account: account.or(here.account),
            caller: caller.or(here.caller),
            resource: resource.or(here.resource),
            region: region.or(here.region),
            opt_in,
            hosts,
        };
        Self { situation, ..self }
    }

    fn told(failure: &impl Serialize) -> Self {
        Self {
            failure: serde_json::to_value(failure).unwrap_or_default(),
            situation: Situation::default(),
            step: None,
            field: None,
            aws: None,
            leaves_code: false,
        }
    }

    /// Its stable name: what tests and pages switch on.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.failure.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default()
    }
}

impl From<AppError> for Box<Problem> {
    fn from(error: AppError) -> Self {
        Self::new(Problem::from(&error))
    }
}

impl From<&AppError> for Problem {
    fn from(error: &AppError) -> Self {
        let said = error.said().map(AwsWords::said);
        match error {
            AppError::Run(error) => Self::from(&**error),
            AppError::NotEntered { failure, region } => {
                Self::of_aws(failure, Situation::in_region(region.as_ref()), None)
            }
            AppError::SignIn(failure) => Self { field: failure.field(), aws: said, ..Self::told(error) },
            AppError::Browser(failure) => Self {
                field: failure.is_about_pasted_code().then_some(Field::BrowserCode),
                ..Self::of_sign_in(error, failure.aws())
            },
            AppError::Center(failure) => {
                Self { leaves_code: failure.leaves_code(), ..Self::of_sign_in(error, failure.aws()) }
            }
            AppError::Aws(failure) => Self::of_aws(failure, Situation::default(), None),
            AppError::Field(problem) => Self { field: Some(problem.field), ..Self::told(error) },
            _ => Self { aws: said, ..Self::told(error) },
        }
    }
}

impl Problem {
    /// A sign-in with the browser, in which AWS may have been asked.
    fn of_sign_in(error: &AppError, asked: Option<&AwsFailure>) -> Self {
        let said = error.said().map(AwsWords::said);
        match asked {
            Some(failure) => Self {
                situation: Situation::default().of(failure),
                aws: Some(AwsWords::of(failure)),
                ..Self::told(error)
            },
            None => Self { aws: said, ..Self::told(error) },
        }
    }
}
