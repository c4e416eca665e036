//! A plan that a person is reading: the one and only plan that Create may carry out.

use super::understanding::ExistingBucket;
use crate::app::sessions::session::Session;
use crate::resources::desired::Desired;
use crate::setup::form::Form;
use crate::setup::plan::Plan;
use crate::setup::refusal::FormProblem;
use crate::setup::superseded::Parts;

/// A plan that a person is reading.
#[derive(Clone, Debug)]
pub struct UnderReview {
    /// The plan.
    pub plan: Plan,
    /// What it came from.
    pub form: Form,
    /// The session it was made in: in no other does it count.
    pub session: Session,
    /// The existing bucket, where it is one.
    pub existing: Option<ExistingBucket>,
    /// What an earlier run made under other names: the run takes it back once everything is made.
    pub superseded: Vec<(Desired, Parts)>,
}

/// What asking for a review gives.
#[derive(Clone, Debug)]
pub enum Reviewed {
    /// A plan to read.
    Planned(Box<UnderReview>),
    /// The form must change first.
    Problems(Vec<FormProblem>),
}
