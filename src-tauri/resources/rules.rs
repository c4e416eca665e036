//! What the rest of the program asks of a resource.

use super::action::Action;
use super::call::Call;
use super::comparison::{Comparison, View};
use super::desired::Desired;
use super::step::Step;
use crate::values::KeyArn;

/// What the rest of the program asks of a resource. One that lacks an answer does not compile.
pub struct Rules {
    /// The step it belongs to.
    pub step: Step,
    /// What it is, as an ARN; for a key that has none yet, its alias.
    pub arn: fn(&Desired, Option<&KeyArn>) -> String,
    /// How what AWS has compares with what is desired; `None` where there is nothing to compare.
    pub compare: fn(&View<'_>) -> Option<Comparison>,
    /// What a plan does about it; `None` where the plan has no part in it.
    pub plan: fn(&View<'_>) -> Option<Action>,
    /// Whether the setup writes it, if it is not as desired.
    pub is_written: fn(&Desired) -> bool,
    /// The call that makes it.
    pub create: Option<Call>,
    /// The call that writes it again.
    pub set: Option<Call>,
}
