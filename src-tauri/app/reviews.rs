//! The plan under review: the one and only plan that Create may carry out.

use super::sessions::InHand;
use super::{App, AppError};
use crate::aws::look;
use crate::setup::account::Account;
use crate::setup::form::{Field, Form};
use crate::setup::found::Found;
use crate::setup::plan::{Plan, plan};
use crate::setup::request::{FormProblem, Request};

/// A plan that a person is reading.
#[derive(Clone, Debug)]
pub struct UnderReview {
    /// The plan.
    pub plan: Plan,
    /// What it came from.
    pub form: Form,
    /// The session it was made in.
    pub in_hand: InHand,
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
        let request = match Request::parse(&form, in_hand.account()) {
            Ok(request) => request,
            Err(problems) => return Ok(Reviewed::Problems(problems)),
        };
        self.save_form(&form)?;
        let found = found(&in_hand, &request, in_hand.account()).await?;
        let plan = plan(&request, in_hand.account(), &found)?;
        let problems: Vec<FormProblem> = plan
            .refusals()
            .map(|refusal| FormProblem {
                field: refusal.field(),
                kind: refusal.kind(),
                sentence: refusal.to_string(),
            })
            .collect();
        if !problems.is_empty() {
            return Ok(Reviewed::Problems(in_page_order(problems)));
        }
        let under_review = UnderReview { plan, form, in_hand };
        self.state().under_review = Some(under_review.clone());
        self.warm(&under_review);
        Ok(Reviewed::Planned(Box::new(under_review)))
    }

    /// Opens the connections Create will need while the person reads.
    fn warm(&self, under_review: &UnderReview) {
        if let InHand::Session(session) = &under_review.in_hand {
            let clients = session.access.clients(&under_review.plan.desired.region);
            let desired = under_review.plan.desired.clone();
            tokio::spawn(async move { clients.warm(&desired).await });
        }
    }
}

async fn found(in_hand: &InHand, request: &Request, account: &Account) -> Result<Found, AppError> {
    match in_hand {
        InHand::NumberOnly(_) => Ok(Found::nothing()),
        InHand::Session(session) => {
            let clients = session.access.clients(&request.region);
            Ok(look(&clients, &request.desired(account), None).await?)
        }
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
