//! What the page hears while a person types: refusals, advice, what their mail held.

use serde::Serialize;
use ts_rs::TS;

use crate::app::forms::Judged;
use crate::setup::paste::{PasteReading, PasteWarning};
use crate::setup::refusal::FormProblem;
use crate::values::{KnownRegion, PrincipalArn, TrustWholeAccount};

/// The whole form, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormCheck {
    /// What must change before Review; in the order of the page.
    pub problems: Vec<FormProblem>,
    /// What may be meant and is worth a second look (two Vonage accounts, a region that must be switched on…).
    pub advice: Vec<FormProblem>,
    /// The bucket's whole name, once it can be said.
    pub bucket_name: Option<String>,
    /// What is appended to a typed prefix, for example `-123456789012-eu-west-1-an`, once there is a region.
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
    /// What is worth a second look.
    pub warnings: Vec<PasteWarning>,
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

impl From<Judged> for FormCheck {
    fn from(judged: Judged) -> Self {
        Self {
            problems: judged.problems,
            advice: judged.advice,
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
        let PasteReading { primary, secondary, warnings, .. } = reading;
        let needs_tick = |value: &String| PrincipalArn::parse(value, TrustWholeAccount(false)).is_err();
        let whole_account = [&primary, &secondary].into_iter().flatten().any(needs_tick);
        Self { primary, secondary, whole_account, warnings }
    }
}
