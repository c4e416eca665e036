//! The permissions policy: what Vonage may do, the guide's first document.

use super::action::{Action, kept_if};
use super::call::{Call, Output};
use super::comparison::{Comparison, Deviation, Value, View};
use super::condition::condition;
use super::desired::{Desired, Encryption, KeyRef};
use super::made::Made;
use super::observed::PolicyState;
use super::parameter::Parameter;
use super::reading::{Owner, owner};
use super::refusal::PlanRefusal;
use super::removal_outcome::{RemovalOutcome, Stays, not_ours, unless_edited};
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Sent, Write, Written, nothing_but};
use crate::policy::{
    ActionElement, Effect, OneOrMany, PolicyDocument, ResourceElement, Sid, Statement, Version, same_meaning,
};
use crate::values::{BucketArn, KeyArn};

pub(super) const RULES: Rules = Rules {
    step: Step::Policy,
    arn: |desired, _| desired.policy_arn().to_string(),
    observable: Observable::Policy,
    reads: &[
        ("iam:GetPolicy", "iam:GetPolicy"),
        ("iam:GetPolicyVersion", "iam:GetPolicyVersion"),
        ("iam:ListPolicyTags", "iam:ListPolicyTags"),
    ],
    compare: |view| Some(compare(view)),
    plan: |view| Some(plan(view)),
    is_written: |_| true,
    create: Some(Call::CreatePolicy),
    set: Some(Call::CreatePolicyVersion),
    parameters: |desired, _| {
        vec![
            Parameter::written("Arn", &desired.policy_arn()),
            Parameter::written("Description", &desired.policy.description),
        ]
    },
};

pub(super) const CREATE: Write = Write {
    resource: Resource::Policy,
    name: "iam:CreatePolicy",
    actions: &["iam:CreatePolicy", "iam:TagPolicy", "iam:ListPolicyTags"],
    after: &[Call::CreateKey],
    purpose: Purpose::Make,
    written: |intent| desired(intent.desired, intent.key).map(Written::Document),
    took_effect: |sent, observed| {
        as_written(sent, observed).map(|policy| Output::Policy(policy.arn.clone(), policy.id.clone()))
    },
};

/// The document written again, as a new version that takes effect at once.
pub(super) const CREATE_VERSION: Write = Write {
    name: "iam:CreatePolicyVersion",
    actions: &["iam:CreatePolicyVersion"],
    took_effect: |sent, observed| nothing_but(as_written(sent, observed).is_some()),
    ..CREATE
};

pub(super) const DELETE: Write = Write {
    name: "iam:DeletePolicy",
    actions: &["iam:DeletePolicy"],
    after: &[Call::DetachRolePolicy, Call::DeletePolicyVersion],
    purpose: Purpose::TakeBack,
    written: |_| None,
    took_effect: |_, observed| nothing_but(*observed == Observed::Policy(None)),
    ..CREATE
};

/// What stands where a new key's ARN will stand, until AWS has drawn it. Never sent: it is no ARN, and AWS refuses it.
pub const KEY_TO_BE_MADE: &str = "(the new key’s ARN, once AWS has made it)";

/// The key in the permissions document.
#[derive(Clone, Copy, Debug)]
pub enum KeySlot<'a> {
    /// No KMS key: the guide's `KMSpermissions` statement is left out.
    NoKey,
    /// A key with an ARN.
    Arn(&'a KeyArn),
    /// A key that is still to be made.
    ToBeMade,
}

impl Desired {
    /// The key as the permissions document names it: the one they have, the one just made, or the hole.
    #[must_use]
    pub const fn key_slot<'a>(&'a self, made: Option<&'a KeyArn>) -> KeySlot<'a> {
        match (&self.bucket.encryption, made) {
            (Encryption::AmazonS3, _) => KeySlot::NoKey,
            (Encryption::Kms(KeyRef::Known(arn)), _) | (Encryption::Kms(KeyRef::New), Some(arn)) => KeySlot::Arn(arn),
            (Encryption::Kms(KeyRef::New), None) => KeySlot::ToBeMade,
        }
    }
}

/// The guide's first document: what Vonage may do. Order and forms (scalar here, list there) are the guide's
/// (<https://docs-vcc.atlassian.net/wiki/pages/diffpages.action?originalId=4355227756&pageId=4356046859>).
#[must_use]
pub fn document(bucket: &BucketArn, key: KeySlot<'_>) -> PolicyDocument {
    let files = format!("{bucket}/*");
    let mut statement = vec![
        Statement {
            sid: None,
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(["s3:PutObject", "s3:PutObjectAcl"])),
            resource: Some(ResourceElement::Resource(OneOrMany::one(files.clone()))),
            condition: Some(condition("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")),
        },
        Statement {
            sid: None,
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(["s3:ListBucket", "s3:GetObject"])),
            resource: Some(ResourceElement::Resource(OneOrMany::many([bucket.to_string(), files]))),
            condition: None,
        },
    ];
    let key = match key {
        KeySlot::NoKey => None,
        KeySlot::Arn(arn) => Some(arn.to_string()),
        KeySlot::ToBeMade => Some(KEY_TO_BE_MADE.to_owned()),
    };
    if let Some(key) = key {
        statement.push(Statement {
            sid: Some(Sid::new("KMSpermissions")),
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many([
                "kms:GenerateDataKeyPair",
                "kms:ReEncryptFrom",
                "kms:Decrypt",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:GenerateDataKeyPairWithoutPlaintext",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptTo",
                "kms:DescribeKey",
            ])),
            resource: Some(ResourceElement::Resource(OneOrMany::one(key))),
            condition: None,
        });
    }
    PolicyDocument { version: Version::V2012_10_17, id: None, statement }
}

/// The document that is desired; `None` while its key is still to be made.
#[must_use]
pub fn desired(desired: &Desired, key: Option<&KeyArn>) -> Option<PolicyDocument> {
    match desired.key_slot(key) {
        KeySlot::ToBeMade => None,
        slot @ (KeySlot::NoKey | KeySlot::Arn(_)) => Some(document(&desired.bucket_arn(), slot)),
    }
}

/// The policy of this setup that says what the call wrote.
fn as_written<'a>(sent: &Sent<'_>, observed: &'a Observed) -> Option<&'a PolicyState> {
    let Observed::Policy(Some(policy)) = observed else { return None };
    let says = |wanted: &PolicyDocument| policy.document.known().is_some_and(|is| same_meaning(is, wanted));
    let is_ours = owner(&policy.tags, &sent.desired.setup) == Owner::Us;
    (is_ours && sent.document().is_some_and(says)).then_some(policy)
}

/// Tags that cannot be read say nothing.
fn compare(view: &View<'_>) -> Comparison {
    let differs = |before, after| Comparison::Differs(Deviation::new(before, after));
    let Some(state) = &view.found.policy else { return differs(Value::Absent, Value::Ours) };
    let is_anothers = state.tags.known().is_some() && owner(&state.tags, &view.desired.setup) != Owner::Us;
    if state.arn != view.desired.policy_arn() || is_anothers {
        return differs(Value::NotOurs, Value::Ours);
    }
    Comparison::read(&state.document, |is| match desired(view.desired, view.key) {
        Some(wanted) if same_meaning(is, &wanted) => Comparison::Same,
        Some(wanted) => differs(Value::Document(is.clone()), Value::Document(wanted)),
        None => differs(Value::Document(is.clone()), Value::Ours),
    })
}

fn plan(view: &View<'_>) -> Action {
    let Some(state) = &view.found.policy else { return Action::Create };
    match owner(&state.tags, &view.desired.setup) {
        Owner::Us if state.arn == view.desired.policy_arn() => match compare(view) {
            // Nothing is written over what cannot be read.
            Comparison::Unread(_) => Action::Leave,
            comparison => kept_if(comparison == Comparison::Same),
        },
        owner => Action::Refuse(PlanRefusal::PolicyNameTaken { arn: state.arn.clone(), made_by: owner.other_setup() }),
    }
}

/// What happens to the policy when the setup is taken back. `role` is what happens to the role, and whether the policy is
/// attached to it.
#[must_use]
pub fn outcome(
    desired: &Desired,
    made: &Made,
    key: Option<&KeyArn>,
    (role, is_attached): (&RemovalOutcome, bool),
    state: &PolicyState,
) -> RemovalOutcome {
    if let Some(why) = not_ours(desired, made.needs_tag, made.policy.as_ref(), &state.id, &state.tags) {
        return RemovalOutcome::Stays(why);
    }
    if is_attached && matches!(role, RemovalOutcome::Stays(_)) {
        return RemovalOutcome::Stays(Stays::RoleStays);
    }
    if state.attachments > i32::from(is_attached) {
        return RemovalOutcome::Stays(Stays::UsedElsewhere);
    }
    unless_edited(&state.document, self::desired(desired, key).as_ref())
}
