//! What a form may well mean, and what is worth a second look all the same.

use thiserror::Error;

use super::form::{Field, Form};
use super::request::FormProblem;
use crate::values::{AccountId, PrincipalArn, PrincipalKind, Refusal, Region, TrustWholeAccount};

/// Something that is not wrong and often a slip.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Advice {
    #[error("Both fields hold the same value; Vonage usually sends two different ones.")]
    SameTwice,
    #[error(
        "The two values belong to different AWS accounts ({primary} and {secondary}); ask Vonage whether that is right."
    )]
    TwoAccounts { primary: AccountId, secondary: AccountId },
    #[error("This trusts everyone in account {account}; ask Vonage for a role ARN, which trusts only that role.")]
    WholeAccount { account: AccountId },
    #[error(
        "{region} must be switched on in your AWS account before it can be used, and Vonage may not be able to export to it; ask Vonage first."
    )]
    OptInRegion { region: Region },
    #[error("This program does not know {region}; check its spelling.")]
    UnknownRegion { region: Region },
}

impl Refusal for Advice {
    fn kind(&self) -> &'static str {
        match self {
            Self::SameTwice => "same-twice",
            Self::TwoAccounts { .. } => "two-accounts",
            Self::WholeAccount { .. } => "whole-account",
            Self::OptInRegion { .. } => "opt-in-region",
            Self::UnknownRegion { .. } => "unknown-region",
        }
    }
}

/// What is worth a second look in a form, in the order of the page. Fields that cannot be read have problems of their
/// own and no advice.
#[must_use]
pub fn advice(form: &Form) -> Vec<FormProblem> {
    let whole = TrustWholeAccount(form.trust_whole_account);
    let primary = PrincipalArn::parse(&form.primary_service, whole).ok();
    let secondary = PrincipalArn::parse(&form.secondary_service, whole).ok();
    let mut all = Vec::new();
    let mut add = |field, advice: &Advice| all.push(FormProblem::new(field, advice));
    for (field, principal) in [(Field::PrimaryService, &primary), (Field::SecondaryService, &secondary)] {
        if let Some(principal) = principal.as_ref().filter(|principal| principal.kind() == PrincipalKind::Account) {
            add(field, &Advice::WholeAccount { account: principal.account().clone() });
        }
    }
    if let (Some(primary), Some(secondary)) = (&primary, &secondary) {
        if primary == secondary {
            add(Field::SecondaryService, &Advice::SameTwice);
        } else if primary.account() != secondary.account() {
            add(
                Field::SecondaryService,
                &Advice::TwoAccounts { primary: primary.account().clone(), secondary: secondary.account().clone() },
            );
        }
    }
    if let Ok(region) = Region::parse(&form.region) {
        match region.known() {
            None => add(Field::Region, &Advice::UnknownRegion { region }),
            Some(known) if known.opt_in => add(Field::Region, &Advice::OptInRegion { region }),
            Some(_) => {}
        }
    }
    all
}
