//! A plan that a person is reading: the one and only plan that Create may carry out.

use super::session::InHand;
use super::understanding::TheirBucket;
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
    /// The session it was made in.
    pub in_hand: InHand,
    /// The bucket they have, where it is one.
    pub theirs: Option<TheirBucket>,
    /// What an earlier run made under other names: the run takes it back once everything is made.
    pub left_behind: Vec<(Desired, Parts)>,
}

/// What asking for a review gives.
#[derive(Clone, Debug)]
pub enum Reviewed {
    /// A plan to read.
    Planned(Box<UnderReview>),
    /// The form must change first.
    Problems(Vec<FormProblem>),
}
