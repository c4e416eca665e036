//! What AWS would hold after a plan's calls, and requests to plan.

use std::collections::BTreeMap;

use export_storage_setup::resources::bucket_value::{BucketState, ObservedEncryption, PublicAccess};
use export_storage_setup::resources::call::{Call, PlannedCall};
use export_storage_setup::resources::desired::{Desired, Encryption, KeyRef};
use export_storage_setup::resources::observed::{
    KeyState, KeyUse, ObservedBucket, ObservedKey, ObservedSetup, PolicyState, RoleState,
};
use export_storage_setup::resources::reading::{Reading, TagSet, Unread};
use export_storage_setup::resources::tags;
use export_storage_setup::resources::{managed_policy, role};
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep, TypedTag};
use export_storage_setup::setup::plan::{Plan, of_desired};
use export_storage_setup::values::Account;
use export_storage_setup::values::KeyArn;
use proptest::prelude::*;

use crate::request::sample::{ACCOUNT, PLACES, account, form_in, key_arn, parsed};

/// The id AWS draws for a new key.
pub const NEW_KEY: &str = "00000000-1111-2222-3333-444444444444";

/// What AWS holds after `calls` of a plan have taken effect on what it held before. A new bucket is as AWS makes it: with
/// AES-256, without any other setting, and nothing yet said of SSE-C.
pub fn apply(plan: &Plan, before: &ObservedSetup, calls: &[Call]) -> ObservedSetup {
    calls.iter().fold(before.clone(), |found, &call| apply_one(plan, found, call))
}

pub fn apply_all(plan: &Plan, before: &ObservedSetup) -> ObservedSetup {
    apply(plan, before, &in_any_order(plan, &[]))
}

fn apply_one(plan: &Plan, mut found: ObservedSetup, call: Call) -> ObservedSetup {
    let desired = &plan.desired;
    let resource_tags = || Reading::Known(tags::of_resource(desired, &plan.fingerprint));
    match call {
        Call::CreateKey => found.key = ObservedKey::Here(Box::new(usable_key(&new_key(desired), resource_tags()))),
        Call::EnableKeyRotation => key(&mut found).rotation = Reading::Known(true),
        Call::CreateAlias => key(&mut found).alias_is_ours = true,
        Call::CreateBucket => {
            found.bucket = ObservedBucket::Here(Box::new(BucketState {
                tags: Reading::Known(tags::of_bucket(desired, &plan.fingerprint)),
                public_access: Reading::Known(None),
                owner_enforced: Reading::Known(true),
                encryption: Reading::Known(ObservedEncryption {
                    algorithm: "AES256".to_owned(),
                    key: None,
                    their_key: None,
                    bucket_key: false,
                    sse_c_blocked: Some(false),
                }),
                policy: Reading::Known(None),
                versioning: Reading::Known(false),
                lifecycle: Reading::Known(Vec::new()),
                smallest_moved: None,
                filled: None,
            }));
        }
        Call::PutPublicAccessBlock => bucket(&mut found).public_access = Reading::Known(Some(PublicAccess::BLOCKED)),
        Call::PutBucketEncryption => {
            let arn = key_in(desired, &found);
            bucket(&mut found).encryption = Reading::Known(ObservedEncryption {
                algorithm: if arn.is_some() { "aws:kms" } else { "AES256" }.to_owned(),
                bucket_key: arn.is_some(),
                their_key: None,
                key: arn.map(|arn| arn.to_string()),
                sse_c_blocked: Some(true),
            });
        }
        Call::PutBucketPolicy => bucket(&mut found).policy = Reading::Known(Some(plan.bucket_policy.clone())),
        Call::PutBucketVersioning => bucket(&mut found).versioning = Reading::Known(desired.bucket.versioning),
        Call::PutBucketLifecycleConfiguration => {
            bucket(&mut found).lifecycle = Reading::Known(plan.lifecycle.clone());
        }
        Call::CreatePolicy => {
            found.policy = Some(PolicyState {
                arn: desired.policy_arn(),
                id: "ANPAEXAMPLE".to_owned(),
                tags: resource_tags(),
                document: Reading::Known(permissions(desired, &found)),
                attachments: 0,
            });
        }
        Call::CreatePolicyVersion => {
            let document = permissions(desired, &found);
            policy(&mut found).document = Reading::Known(document);
        }
        Call::CreateRole => {
            found.role = Some(RoleState {
                arn: desired.role_arn(),
                id: "AROAEXAMPLE".to_owned(),
                tags: resource_tags(),
                trust: Reading::Known(role::trust(&desired.role, desired.account.partition)),
                boundary: desired.role.boundary.as_ref().map(ToString::to_string),
                attached: Reading::Known(Vec::new()),
                inline: Reading::Known(Vec::new()),
                last_used: None,
            });
        }
        Call::UpdateAssumeRolePolicy => {
            role(&mut found).trust = Reading::Known(role::trust(&desired.role, desired.account.partition));
        }
        Call::AttachRolePolicy => {
            let Reading::Known(attached) = &mut role(&mut found).attached else { panic!("attached to what?") };
            attached.push(desired.policy_arn().to_string());
        }
        other => panic!("{other:?} makes nothing"),
    }
    found
}

fn permissions(desired: &Desired, found: &ObservedSetup) -> export_storage_setup::policy::PolicyDocument {
    let key = key_in(desired, found);
    managed_policy::document(&desired.bucket_arn(), desired.key_slot(key.as_ref()))
}

/// The key that stands behind the setup, once there is one.
pub fn key_in(desired: &Desired, found: &ObservedSetup) -> Option<KeyArn> {
    match (&desired.bucket.encryption, &found.key) {
        (Encryption::AmazonS3, _) => None,
        (Encryption::Kms(KeyRef::Known(arn)), _) => Some(arn.clone()),
        (Encryption::Kms(KeyRef::New), ObservedKey::Here(state)) => Some(state.arn.clone()),
        (Encryption::Kms(KeyRef::New), _) => panic!("a call went before the key it needs"),
    }
}

fn new_key(desired: &Desired) -> KeyArn {
    KeyArn::parse(&format!("arn:{}:kms:{}:{ACCOUNT}:key/{NEW_KEY}", desired.account.partition, desired.region)).unwrap()
}

/// A key as KMS makes it when nothing is said.
pub fn usable_key(arn: &KeyArn, tags: Reading<TagSet>) -> KeyState {
    KeyState {
        arn: arn.clone(),
        is: KeyUse {
            state: "Enabled".to_owned(),
            usage: "ENCRYPT_DECRYPT".to_owned(),
            spec: "SYMMETRIC_DEFAULT".to_owned(),
            manager: "CUSTOMER".to_owned(),
        },
        tags,
        rotation: Reading::Known(false),
        alias_is_ours: false,
        deletion: None,
    }
}

pub fn key(found: &mut ObservedSetup) -> &mut KeyState {
    let ObservedKey::Here(state) = &mut found.key else { panic!("there is no key") };
    state
}

pub fn bucket(found: &mut ObservedSetup) -> &mut BucketState {
    let ObservedBucket::Here(state) = &mut found.bucket else { panic!("there is no bucket") };
    state
}

pub fn policy(found: &mut ObservedSetup) -> &mut PolicyState {
    found.policy.as_mut().unwrap()
}

pub fn role(found: &mut ObservedSetup) -> &mut RoleState {
    found.role.as_mut().unwrap()
}

/// What a session finds before the first run: nothing, and the key they have when they named one.
pub fn fresh(desired: &Desired) -> ObservedSetup {
    let key = match (desired.known_key(), &desired.key) {
        (Some(arn), _) => ObservedKey::Here(Box::new(usable_key(arn, Reading::Known(BTreeMap::new())))),
        (None, Some(_)) => ObservedKey::Absent,
        (None, None) => ObservedKey::NotAsked,
    };
    ObservedSetup { key, ..ObservedSetup::nothing() }
}

pub fn refused(call: &str) -> Unread {
    Unread { call: call.to_owned(), code: Some("AccessDenied".to_owned()), message: None }
}

pub fn names(calls: &[PlannedCall]) -> Vec<Call> {
    calls.iter().map(|planned| planned.call).collect()
}

/// The plan's calls in an order that respects their edges; among those that are free, the lowest priority goes first.
pub fn in_any_order(plan: &Plan, priorities: &[u8]) -> Vec<Call> {
    let mut waiting = plan.calls();
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let (index, _) = waiting
            .iter()
            .enumerate()
            .filter(|(_, planned)| planned.after.iter().all(|call| order.contains(call)))
            .min_by_key(|(_, planned)| priorities.get(planned.call as usize).copied().unwrap_or_default())
            .expect("the edges have a circle, or lead out of the plan");
        order.push(waiting.remove(index).call);
    }
    order
}

/// A request as it was planned and carried out to the end, and what AWS holds then.
pub fn done(form: &Form, account: &Account) -> (Plan, ObservedSetup) {
    let desired = parsed(form, account);
    let before = fresh(&desired);
    let plan = of_desired(desired, &before).unwrap();
    let after = apply_all(&plan, &before);
    (plan, after)
}

/// Forms that are understood, with every choice and every optional field, in every partition.
pub fn forms() -> impl Strategy<Value = (Form, Account)> {
    let region = prop_oneof![Just("eu-west-1"), Just("us-east-1"), Just("ap-southeast-7"), Just("eu-west-9")];
    let mode =
        prop_oneof![Just(EncryptionMode::NewKey), Just(EncryptionMode::ExistingKey), Just(EncryptionMode::Amazon)];
    let texts = (
        prop::option::of("[A-Za-z0-9_+=,.@:/-]{2,40}"),
        prop::option::of("/[a-z]{1,8}/"),
        prop::option::of("[a-zA-Z0-9_-]{1,20}"),
        prop::option::of("[ -~]{1,40}"),
        prop::collection::btree_map("[a-z0-9][a-z0-9_.:/=+@-]{0,10}", "[A-Za-z0-9 _.:/=+@-]{0,20}", 0..4),
    );
    (0..PLACES.len(), region, mode, any::<[bool; 3]>(), prop::option::of(1..=36_500_u32), texts).prop_map(
        |(place, commercial, mode, [regional, versioning, whole], days, texts)| {
            let (external_id, path, boundary, description, tags) = texts;
            let (partition, own_region) = PLACES[place];
            let region = if place == 0 { commercial } else { own_region };
            let mut form = form_in(partition, region);
            form.bucket_mode = if regional { BucketMode::AccountRegional } else { BucketMode::Ordinary };
            form.encryption_mode = mode;
            if mode == EncryptionMode::ExistingKey {
                form.key_arn = key_arn(partition, region);
            }
            form.versioning = versioning;
            if whole {
                form.trust_whole_account = true;
                "888800001111".clone_into(&mut form.primary_service);
            }
            if let Some(days) = days {
                form.keep = Keep::Days;
                form.retention_days = days.to_string();
            }
            form.external_id = external_id.unwrap_or_default();
            form.role_path = path.unwrap_or_default();
            form.permissions_boundary =
                boundary.map(|name| format!("arn:{partition}:iam::{ACCOUNT}:policy/{name}")).unwrap_or_default();
            form.description = description.unwrap_or_default();
            form.tags = tags
                .into_iter()
                .filter(|(key, _)| !key.starts_with("aws:"))
                .map(|(key, value)| TypedTag { key, value })
                .collect();
            (form, account(partition))
        },
    )
}
