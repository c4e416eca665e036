//! The plan under review: the one and only plan that Create may carry out.

use super::session::InHand;
use super::under_review::{Reviewed, UnderReview};
use super::understanding::{Understood, understand};
use super::{App, AppError};
use crate::record::Provenance;
use crate::resources::desired::Desired;
use crate::setup::form::{Field, Form};
use crate::setup::misfit::Misfit;
use crate::setup::plan::of_desired;
use crate::setup::refusal::FormProblem;
use crate::setup::superseded::Parts;

impl App {
    /// Looks at what exists, plans, and keeps the plan for [`App::create`].
    ///
    /// # Errors
    /// When nobody is signed in, AWS cannot be asked, or only a file speaks of the setup.
    pub async fn review(&self, form: Form) -> Result<Reviewed, AppError> {
        let in_hand = self.session().ok_or(AppError::NoSession)?;
        self.state().under_review = None;
        let record = match self.world_with(&form.setup) {
            Ok(world) => world.journal().record(&form.setup)?,
            Err(AppError::UnknownSetup) => None,
            Err(error) => return Err(error),
        };
        if record.as_ref().is_some_and(|record| record.provenance == Provenance::Claimed) {
            return Err(AppError::NotConfirmed);
        }
        self.save_form(&form)?;
        let (desired, found, theirs) = match Box::pin(understand(&in_hand, &form, record.as_ref())).await? {
            Understood::Asked(asked) => (asked.desired, asked.found, asked.theirs),
            Understood::Problems(problems) => return Ok(Reviewed::Problems(problems)),
        };
        let plan = of_desired(desired, &found)?;
        let left_behind: Vec<(Desired, Parts)> = record
            .iter()
            .flat_map(|record| record.left_behind(&plan.desired))
            .map(|(earlier, parts)| (earlier.clone(), parts))
            .collect();
        let mut problems = names_in_the_way(&left_behind, &plan.desired);
        if problems.is_empty() {
            problems = plan.refusals().cloned().map(FormProblem::from).collect();
        }
        let is_elsewhere = record.as_ref().is_some_and(|record| record.provenance.is_elsewhere());
        if is_elsewhere && plan.changes_untagged_bucket() {
            problems.push(FormProblem::new(Field::BucketName, Misfit::BucketWithoutTag));
        }
        if !problems.is_empty() {
            return Ok(Reviewed::Problems(in_page_order(problems)));
        }
        let under_review = UnderReview { plan, form, in_hand, theirs, left_behind };
        self.state().under_review = Some(under_review.clone());
        warm(&under_review);
        Ok(Reviewed::Planned(Box::new(under_review)))
    }
}

/// IAM takes a name once in an account, whatever its path and however it is written
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names>), and what was
/// made before goes only after what takes its place.
fn names_in_the_way(left_behind: &[(Desired, Parts)], next: &Desired) -> Vec<FormProblem> {
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let problem = |field, name: &str| FormProblem::new(field, Misfit::NameInOtherPath { name: name.to_owned() });
    let mut problems = Vec::new();
    for (earlier, parts) in left_behind {
        let (policy, role) = (next.policy.name.as_str(), next.role.name.as_str());
        if parts.policy && same(earlier.policy.name.as_str(), policy) {
            problems.push(problem(Field::PolicyName, policy));
        }
        if parts.role && same(earlier.role.name.as_str(), role) {
            problems.push(problem(Field::RoleName, role));
        }
    }
    problems
}

/// Opens the connections Create will need while the person reads.
fn warm(under_review: &UnderReview) {
    if let InHand::Session(session) = &under_review.in_hand {
        let clients = session.access.clients(&under_review.plan.desired.region);
        let desired = under_review.plan.desired.clone();
        tokio::spawn(async move { clients.warm(&desired).await });
    }
}

fn in_page_order(mut problems: Vec<FormProblem>) -> Vec<FormProblem> {
    problems.sort_by_key(|problem| match problem.field {
        Field::BucketName => 0,
        Field::KeyArn => 1,
        Field::PolicyName => 2,
        _ => 3,
    });
    problems
}
