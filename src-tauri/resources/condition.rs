//! A condition of a policy statement with one operator, key and value.

use crate::policy::{Conditions, OneOrMany, Ordered};

pub(super) fn condition(operator: &str, key: &str, value: &str) -> Conditions {
    let mut keys = Ordered::new();
    keys.insert(key, OneOrMany::one(value));
    let mut conditions = Conditions::new();
    conditions.insert(operator, keys);
    conditions
}
