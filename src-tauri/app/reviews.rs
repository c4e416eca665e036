//! The plan under review: the one and only plan that Create may carry out.

use super::sessions::InHand;
use super::understanding::{TheirBucket, Understood, understand};
use super::{App, AppError};
use crate::setup::form::{Field, Form};
use crate::setup::plan::{Plan, plan};
use crate::setup::request::FormProblem;

/// A plan that a person is reading.
#[derive(Clone, Debug)]
pub struct UnderReview {
    /// The plan.
    pub plan: Plan,
    /// What it came from.
    pub form: Form,
    /// The session it was made in.
    pub in_hand: InHand,
    /// The bucket they have, where it is one.
    pub theirs: Option<TheirBucket>,
}

/// What asking for a review gives.
#[derive(Clone, Debug)]
pub enum Reviewed {
    /// A plan to read.
    Planned(Box<UnderReview>),
    /// The form must change first.
    Problems(Vec<FormProblem>),
}

impl App {
    /// Looks at what exists, plans, and keeps the plan for [`App::create`].
    ///
    /// # Errors
    /// When nobody is signed in, or AWS cannot be asked.
    pub async fn review(&self, form: Form) -> Result<Reviewed, AppError> {
        let in_hand = self.session().ok_or(AppError::NoSession)?;
        self.state().under_review = None;
        self.save_form(&form)?;
        let (request, found, theirs) = match Box::pin(understand(&in_hand, &form)).await? {
            Understood::Asked(asked) => (asked.request, asked.found, asked.theirs),
            Understood::Problems(problems) => return Ok(Reviewed::Problems(problems)),
        };
        let plan = plan(&request, in_hand.account(), &found)?;
        let problems: Vec<FormProblem> = plan.refusals().cloned().map(FormProblem::from).collect();
        if !problems.is_empty() {
            return Ok(Reviewed::Problems(in_page_order(problems)));
        }
        let under_review = UnderReview { plan, form, in_hand, theirs };
        self.state().under_review = Some(under_review.clone());
        warm(&under_review);
        Ok(Reviewed::Planned(Box::new(under_review)))
    }
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
