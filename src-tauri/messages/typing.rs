//! What the page hears while a person types: refusals, advice, what their mail held.

use serde::Serialize;
use ts_rs::TS;

use crate::app::forms::Judged;
use crate::setup::form::Field;
use crate::setup::paste::{PasteReading, PasteWarning};
use crate::setup::request::FormProblem;
use crate::values::{KnownRegion, PrincipalArn, TrustWholeAccount};

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

impl From<FormProblem> for FieldProblem {
    fn from(problem: FormProblem) -> Self {
        Self { field: problem.field, kind: problem.kind.to_owned(), sentence: problem.sentence }
    }
}

impl From<Judged> for FormCheck {
    fn from(judged: Judged) -> Self {
        Self {
            problems: judged.problems.into_iter().map(Into::into).collect(),
            advice: judged.advice.into_iter().map(Into::into).collect(),
            bucket_name: judged.bucket.map(|name| name.to_string()),
            bucket_suffix: judged.suffix,
            bucket_name_limit: u32::try_from(judged.limit).unwrap_or(u32::MAX),
        }
    }
}

impl From<&KnownRegion> for RegionChoice {
    fn from(region: &KnownRegion) -> Self {
        Self {
            id: region.id.to_owned(),
            city: region.city.to_owned(),
            country: region.country.to_owned(),
            opt_in: region.opt_in,
            account_regional: region.account_regional_namespace,
        }
    }
}

impl From<PasteReading> for VonageReading {
    fn from(reading: PasteReading) -> Self {
        let values = [&reading.primary, &reading.secondary].into_iter().flatten();
        let whole_account = values.clone().any(|value| PrincipalArn::parse(value, TrustWholeAccount(false)).is_err());
        let too_much = reading.warnings.iter().find(|warning| **warning == PasteWarning::TooMuch);
        let summary = match (too_much, values.count()) {
            (Some(too_much), _) => too_much.to_string(),
            (None, 0) => "No service value was found.".to_owned(),
            (None, 1) => "One service value was found and filled in.".to_owned(),
            (None, _) => "Both service values were found and filled in.".to_owned(),
        };
        Self {
            summary,
            warnings: reading.warnings.iter().filter(|it| !said_elsewhere(it)).map(ToString::to_string).collect(),
            whole_account,
            primary: reading.primary,
            secondary: reading.secondary,
        }
    }
}

/// Whether the summary says it, or the form's advice, at the field it is about and for as long as it is true.
const fn said_elsewhere(warning: &PasteWarning) -> bool {
    matches!(warning, PasteWarning::TooMuch | PasteWarning::TwoAccounts { .. } | PasteWarning::WholeAccount { .. })
}
