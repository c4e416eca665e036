//! Taking a setup back, as the Undo page shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::runs::superseded::Superseded;
use crate::app::runs::undo::{Preview, Yes};
use crate::record::State;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::key::KEY_WAITS_DAYS;
use crate::resources::removal_outcome::{Consent, RemovalOutcome, Thing};
use crate::setup::removal::Removal;
use crate::values::KeyArn;

/// What AWS still has of a setup, and what taking it back would do.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoView {
    /// The setup.
    pub setup: String,
    /// The bucket's name.
    pub title: String,
    /// It exists only in Practice.
    pub practice: bool,
    /// The account's number.
    pub account: String,
    /// The region.
    pub region: String,
    /// Where the setup stands.
    pub state: State,
    /// How many things go when the one button is pressed.
    pub deletes: u32,
    /// Pressing it sets something of a bucket they have back, or could once it is ticked.
    pub reverts: bool,
    /// Everything the setup made, in the order in which it goes.
    pub items: Vec<UndoItem>,
    /// When Vonage last used the role, as far as AWS knows, RFC 3339 in UTC.
    pub last_used: Option<String>,
    /// Vonage's id of the storage, once the person has kept it.
    pub storage_id: Option<String>,
    /// So many days a key waits before it is deleted.
    pub key_waits_days: i32,
    /// Of all this; *Undo* carries out nothing else.
    pub fingerprint: String,
}

/// What a person pressed on the Undo page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoPress {
    /// The fingerprint of what was shown.
    pub fingerprint: String,
    /// The second yes, to what somebody else has changed.
    pub edited: bool,
    /// What was ticked of what the record from elsewhere says the bucket was like before.
    pub revert: Vec<BucketSetting>,
}

impl From<UndoPress> for Yes {
    fn from(UndoPress { fingerprint, edited, revert }: UndoPress) -> Self {
        Self { fingerprint, edited_too: edited, revert: revert.into_iter().collect() }
    }
}

/// One thing a setup made.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoItem {
    /// What it is.
    pub thing: Thing,
    /// Of which of the setup's earlier plans, counted from 1; absent on what the present one uses.
    pub earlier: Option<u32>,
    /// Its name.
    pub name: String,
    /// What happens to it.
    pub outcome: RemovalOutcome,
}

impl From<&Preview> for UndoView {
    fn from(preview: &Preview) -> Self {
        let record = &preview.record;
        let desired = &record.desired;
        Self {
            setup: desired.setup.to_string(),
            title: desired.bucket.name.to_string(),
            practice: preview.practice,
            account: desired.account.id.to_string(),
            region: desired.region.to_string(),
            state: record.state,
            deletes: deletes(preview),
            reverts: reverts(preview),
            items: items(preview),
            last_used: preview.last_used.map(|time| time.to_string()),
            storage_id: record.storage_id.clone(),
            key_waits_days: KEY_WAITS_DAYS,
            fingerprint: preview.fingerprint.to_string(),
        }
    }
}

fn removals(preview: &Preview) -> impl Iterator<Item = &Removal> {
    std::iter::once(&preview.removal).chain(preview.superseded.iter().map(|left| &left.removal))
}

/// The count is that of the things which go when the button is pressed, second yes or not.
fn deletes(preview: &Preview) -> u32 {
    let edited: Vec<_> = removals(preview).flat_map(Removal::edited).cloned().collect();
    let asks_again = !edited.is_empty();
    let all = Consent { edited, ..Consent::default() };
    let things = |consent: &Consent| {
        let deletes = |call| {
            matches!(call, Call::DeleteRole | Call::DeletePolicy | Call::DeleteBucket | Call::ScheduleKeyDeletion)
        };
        let calls = removals(preview).flat_map(|removal| removal.calls(consent));
        calls.filter(|planned| deletes(planned.call)).count()
    };
    let count = match (things(&Consent::default()), asks_again) {
        (0, true) => things(&all),
        (count, _) => count,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether pressing sets something of a bucket they have back, or could once it is ticked.
fn reverts(preview: &Preview) -> bool {
    let calls = removals(preview).flat_map(|removal| removal.calls(&Consent::default()));
    !preview.removal.offered().is_empty() || calls.into_iter().any(|planned| planned.call.reverts())
}

fn items(preview: &Preview) -> Vec<UndoItem> {
    let key = preview.record.key();
    let present = all_of(&preview.record.desired, key, &preview.removal, None);
    let superseded = (1..).zip(&preview.superseded);
    present.chain(superseded.flat_map(|(number, superseded)| items_left(number, superseded))).collect()
}

/// What is left of an earlier plan, of whose parts only those are shown that the present one has no use for.
fn items_left(number: u32, superseded: &Superseded) -> impl Iterator<Item = UndoItem> {
    let (plan, parts) = (&superseded.plan, superseded.parts);
    all_of(&plan.desired, plan.key.as_ref(), &superseded.removal, Some(number)).filter(move |item| match item.thing {
        Thing::Role => parts.role,
        Thing::Policy => parts.policy,
        Thing::Bucket => parts.bucket,
        Thing::Key => parts.key,
    })
}

/// Everything of a plan, in the order in which it goes.
fn all_of(
    desired: &Desired,
    key: Option<&KeyArn>,
    removal: &Removal,
    earlier: Option<u32>,
) -> impl Iterator<Item = UndoItem> {
    let alias = || desired.key.as_ref().map(|key| key.alias.to_string()).unwrap_or_default();
    let item = |thing, name, outcome: &RemovalOutcome| UndoItem { thing, earlier, name, outcome: outcome.clone() };
    let always = [
        item(Thing::Role, desired.role.name.to_string(), &removal.role),
        item(Thing::Policy, desired.policy.name.to_string(), &removal.policy),
        item(Thing::Bucket, desired.bucket.name.to_string(), &removal.bucket),
    ];
    let key_name = || key.map_or_else(alias, ToString::to_string);
    always.into_iter().chain(removal.key.as_ref().map(|outcome| item(Thing::Key, key_name(), outcome)))
}
