//! Checks of the key.

use super::Question;
use crate::record::{Check, CheckResult};
use crate::setup::desired::Desired;
use crate::setup::found::FoundKey;
use crate::setup::step::Step;
use crate::setup::values::KeyArn;

const USABLE: Question = Question::new("key", Step::Key, "The encryption key can be used");
const ROTATION: Question = Question::new("key-rotation", Step::Key, "The key is renewed every year");
const ALIAS: Question = Question::new("key-alias", Step::Key, "The key can be found by its short name");

pub(super) fn judge(desired: &Desired, key: Option<&KeyArn>, found: &FoundKey) -> Vec<Check> {
    if desired.key.is_none() && desired.known_key().is_none() {
        return Vec::new();
    }
    let state = match found {
        FoundKey::Here(state) if key.is_some_and(|key| *key != state.arn) => {
            return vec![USABLE.answered(false, "", format!("AWS has another key in its place: {}.", state.arn))];
        }
        FoundKey::Here(state) => state,
        FoundKey::Unreadable(why) => return vec![USABLE.unread(why)],
        FoundKey::NotAsked => {
            return vec![USABLE.with(CheckResult::NotChecked, "AWS has not been asked about the key.".to_owned())];
        }
        FoundKey::Absent => {
            return vec![USABLE.answered(false, "", "AWS has no such key.")];
        }
    };
    let usable = state.state == "Enabled"
        && state.usage == "ENCRYPT_DECRYPT"
        && state.spec == "SYMMETRIC_DEFAULT"
        && state.manager == "CUSTOMER";
    let mut checks = vec![USABLE.answered(
        usable,
        "It is enabled, symmetric, for encryption and decryption, and yours.",
        format!("It is {} ({}, {}, {}).", state.state, state.spec, state.usage, state.manager),
    )];
    if desired.key.is_some() {
        checks.push(ROTATION.read(
            &state.rotation,
            |&on| on,
            "Automatic rotation is on.",
            |_| "Automatic rotation is off.".to_owned(),
        ));
        checks.push(ALIAS.answered(
            state.alias_is_ours,
            "The alias points to this key.",
            "The alias is missing or points to another key.",
        ));
    }
    checks
}
