//! What a plan does about one resource.

use super::refusal::PlanRefusal;

/// What happens to a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is there and as it shall be.
    Keep,
    /// It is made.
    Create,
    /// It is ours or was ticked, and not as it shall be: it is written again.
    Set,
    /// It is not as it would be made, and stays: nobody ticked it, it is others' addition, or AWS does not let it be read.
    Leave,
    /// It cannot be done; nothing is.
    Refuse(PlanRefusal),
}

/// Keeps what is right, and writes what is not.
#[must_use]
pub const fn kept_if(right: bool) -> Action {
    if right { Action::Keep } else { Action::Set }
}
