//! The permissions policy's versions besides the default one, which must go before it.

use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Write, nothing_but};

/// What they say is in force nowhere, so nothing is desired of them.
pub(super) const RULES: Rules = Rules {
    step: Step::Policy,
    arn: |desired, _| desired.policy_arn().to_string(),
    observable: Observable::PolicyVersions,
    reads: &[("iam:ListPolicyVersions", "iam:ListPolicyVersions")],
    compare: |_| None,
    plan: |_| None,
    is_written: |_| true,
    create: None,
    set: None,
    parameters: |_, _| Vec::new(),
};

pub(super) const DELETE: Write = Write {
    resource: Resource::PolicyVersions,
    name: "iam:DeletePolicyVersion",
    actions: &["iam:DeletePolicyVersion", "iam:ListPolicyVersions"],
    after: &[],
    purpose: Purpose::TakeBack,
    written: |_| None,
    took_effect: |_, observed| nothing_but(matches!(observed, Observed::PolicyVersions(old) if old.is_empty())),
};
