//! The plan under review: the one and only plan that Create may carry out.

pub mod permissions;
pub mod under_review;
pub mod understanding;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::AppError;
use super::forms::Forms;
use super::sessions::Sessions;
use super::sessions::session::Session;
use super::workspaces::Workspaces;
use crate::record::Provenance;
use crate::resources::desired::Desired;
use crate::setup::form::{Field, Form};
use crate::setup::misfit::Misfit;
use crate::setup::plan::of_desired;
use crate::setup::refusal::FormProblem;
use crate::setup::superseded::Parts;
use under_review::{Reviewed, UnderReview};
use understanding::{Understood, understand};

/// The reviews: at most one plan is read at a time.
pub struct Reviews {
    sessions: Arc<Sessions>,
    workspaces: Arc<Workspaces>,
    forms: Arc<Forms>,
    /// Never locked across an await.
    under_review: Mutex<Option<UnderReview>>,
}

impl Reviews {
    pub(super) fn new(sessions: Arc<Sessions>, workspaces: Arc<Workspaces>, forms: Arc<Forms>) -> Self {
        Self { sessions, workspaces, forms, under_review: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Option<UnderReview>> {
        self.under_review.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counts(&self, reviewed: &UnderReview, fingerprint: &str) -> bool {
        let current = self.sessions.current();
        reviewed.plan.fingerprint.as_str() == fingerprint
            && current.is_some_and(|current| current.is(&reviewed.session))
    }

    /// The plan under review.
    ///
    /// # Errors
    /// When it has another fingerprint, was made in another session, or there is none.
    pub fn under_review(&self, fingerprint: &str) -> Result<UnderReview, AppError> {
        let reviewed = self.lock().clone().filter(|reviewed| self.counts(reviewed, fingerprint));
        reviewed.ok_or(AppError::NotTheReviewedPlan)
    }

    /// Takes the plan under review, so that nobody else carries it out.
    ///
    /// # Errors
    /// As [`Self::under_review`].
    pub(super) fn take(&self, fingerprint: &str) -> Result<UnderReview, AppError> {
        let reviewed = self.lock().take_if(|reviewed| self.counts(reviewed, fingerprint));
        reviewed.ok_or(AppError::NotTheReviewedPlan)
    }

    /// Puts back a plan that was taken and could not be begun, unless another one was reviewed since.
    pub(super) fn put_back(&self, reviewed: UnderReview) {
        self.lock().get_or_insert(reviewed);
    }

    /// No plan is under review any more.
    pub(super) fn end(&self) {
        *self.lock() = None;
    }

    /// Looks at what exists, plans, and keeps the plan for Create.
    ///
    /// # Errors
    /// When nobody is signed in, AWS cannot be asked, or only a file speaks of the setup.
    pub async fn review(&self, form: Form) -> Result<Reviewed, AppError> {
        let session = self.sessions.any()?;
        self.end();
        let record = match self.workspaces.with(&form.setup) {
            Ok(workspace) => workspace.journal().record(&form.setup)?,
            Err(AppError::UnknownSetup) => None,
            Err(error) => return Err(error),
        };
        if record.as_ref().is_some_and(|record| record.provenance == Provenance::Claimed) {
            return Err(AppError::NotConfirmed);
        }
        self.forms.save(&form)?;
        let (desired, found, existing) = match Box::pin(understand(&session, &form, record.as_ref())).await? {
            Understood::Asked(asked) => (asked.desired, asked.found, asked.existing),
            Understood::Problems(problems) => return Ok(Reviewed::Problems(problems)),
        };
        let plan = of_desired(desired, &found)?;
        let superseded: Vec<(Desired, Parts)> = record
            .iter()
            .flat_map(|record| record.superseded_by(&plan.desired))
            .map(|(earlier, parts)| (earlier.clone(), parts))
            .collect();
        let mut problems = names_in_the_way(&superseded, &plan.desired);
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
        let under_review = UnderReview { plan, form, session, existing, superseded };
        *self.lock() = Some(under_review.clone());
        warm(&under_review);
        Ok(Reviewed::Planned(Box::new(under_review)))
    }
}

/// IAM takes a name once in an account, whatever its path and however it is written
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names>), and what was
/// made before goes only after what takes its place.
fn names_in_the_way(superseded: &[(Desired, Parts)], next: &Desired) -> Vec<FormProblem> {
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let problem = |field, name: &str| FormProblem::new(field, Misfit::NameInOtherPath { name: name.to_owned() });
    let mut problems = Vec::new();
    for (earlier, parts) in superseded {
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
    if let Session::SignedIn(session) = &under_review.session {
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
