//! The role's permissions boundary, the company's own. It is said when the role is made, and never written later.

use super::action::Action;
use super::comparison::{Comparison, Deviation, Value, View};
use super::rules::{Observable, Rules};
use super::step::Step;

pub(super) const RULES: Rules = Rules {
    step: Step::Role,
    arn: |desired, _| desired.role_arn().to_string(),
    observable: Observable::Nothing,
    reads: &[],
    compare,
    plan,
    is_written: |_| false,
    create: None,
    set: None,
    parameters: |_, _| Vec::new(),
};

fn compare(view: &View<'_>) -> Option<Comparison> {
    let is = view.role()?.boundary.clone();
    let wanted = view.desired.role.boundary.as_ref().map(ToString::to_string);
    match (is == wanted, &wanted) {
        (true, None) => None,
        (true, Some(_)) => Some(Comparison::Same),
        (false, _) => Some(Comparison::Added(Deviation::new(Value::Boundary(is), Value::Boundary(wanted)))),
    }
}

fn plan(view: &View<'_>) -> Option<Action> {
    matches!(compare(view), Some(Comparison::Added(_))).then_some(Action::Leave)
}
