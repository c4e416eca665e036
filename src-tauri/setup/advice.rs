//! What a form may well mean, and what is worth a second look all the same.

use super::form::{Field, Form};
use super::misfit::Advice;
use super::refusal::FormProblem;
use crate::values::{PrincipalArn, PrincipalKind, Region, TrustWholeAccount};

/// What is worth a second look in a form, in the order of the page. Fields that cannot be read have problems of their
/// own and no advice.
#[must_use]
pub fn advice(form: &Form) -> Vec<FormProblem> {
    let whole = TrustWholeAccount(form.trust_whole_account);
    let primary = PrincipalArn::parse(&form.primary_service, whole).ok();
    let secondary = PrincipalArn::parse(&form.secondary_service, whole).ok();
    let mut all = Vec::new();
    let mut add = |field, advice: Advice| all.push(FormProblem::new(field, advice));
    for (field, principal) in [(Field::PrimaryService, &primary), (Field::SecondaryService, &secondary)] {
        if let Some(principal) = principal.as_ref().filter(|principal| principal.kind() == PrincipalKind::Account) {
            add(field, Advice::WholeAccount { account: principal.account().clone() });
        }
    }
    if let (Some(primary), Some(secondary)) = (&primary, &secondary) {
        if primary == secondary {
            add(Field::SecondaryService, Advice::SameTwice);
        } else if primary.account() != secondary.account() {
            add(
                Field::SecondaryService,
                Advice::TwoAccounts { primary: primary.account().clone(), secondary: secondary.account().clone() },
            );
        }
    }
    if let Ok(region) = Region::parse(&form.region) {
        match region.known() {
            None => add(Field::Region, Advice::UnknownRegion { region }),
            Some(known) if known.opt_in => add(Field::Region, Advice::OptInRegion { region }),
            Some(_) => {}
        }
    }
    all
}
