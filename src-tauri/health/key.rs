//! Checks of the key.

use super::Question;
use crate::record::Check;
use crate::setup::desired::Desired;
use crate::setup::found::{Found, FoundKey};
use crate::setup::step::Step;

const USABLE: Question = Question::new("key", Step::Key, "The encryption key can be used");
const ROTATION: Question = Question::new("key-rotation", Step::Key, "The key is renewed every year");
const ALIAS: Question = Question::new("key-alias", Step::Key, "The key can be found by its short name");

pub(super) fn judge(desired: &Desired, found: &Found) -> Vec<Check> {
    if desired.key.is_none() && desired.known_key().is_none() {
        return Vec::new();
    }
    let state = match &found.key {
        FoundKey::Here(state) => state,
        FoundKey::Unreadable(why) => return vec![USABLE.unread(why)],
        FoundKey::NotAsked | FoundKey::Absent => {
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
