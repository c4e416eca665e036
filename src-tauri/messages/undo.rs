//! Taking a setup back, as the Undo page shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::home::{SetupState, state_of};
use super::review_bucket::setting_words;
use crate::app::superseded::Leftover;
use crate::app::undo::{Preview, Yes};
use crate::record::State;
use crate::resources::bucket_value::{BucketSetting, BucketValue};
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::fate::{Consent, Fate};

use crate::resources::fate::SetBack;
use crate::resources::key::KEY_WAITS_DAYS;
use crate::setup::removal::Removal;

/// What AWS still has of a setup, and what taking it back would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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
    pub state: SetupState,
    /// What the one button says, for example `Delete these 4 items`; absent when there is nothing to delete.
    pub button: Option<String>,
    /// Everything the setup made, in the order in which it goes.
    pub items: Vec<UndoItem>,
    /// One sentence: when Vonage last used the role. Absent when there is no role any more.
    pub last_used: Option<String>,
    /// Vonage's id of the storage, once the person has kept it.
    pub storage_id: Option<String>,
    /// Somebody changed something since, and it goes only after a second yes.
    pub asks_edited: bool,
    /// Until when the key can be kept after all, RFC 3339 in UTC.
    pub key_date: Option<String>,
    /// What the record from elsewhere says the bucket was like before; each is set back only where it is ticked.
    pub offered: Vec<OfferedSetting>,
    /// Of all this; *Undo* carries out nothing else.
    pub fingerprint: String,
}

/// A setting of a bucket they have that can be set back on the word of a record from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferedSetting {
    /// Which.
    pub setting: BucketSetting,
    /// What it is, in a few words.
    pub title: String,
    /// What it would be set to, indented JSON.
    pub value: String,
}

/// What a person pressed on the Undo page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoPress {
    /// The fingerprint of what was shown.
    pub fingerprint: String,
    /// The second yes, to what somebody else has changed.
    pub edited: bool,
    /// The ticked ones of [`UndoView::offered`].
    pub set_back: Vec<BucketSetting>,
}

impl From<UndoPress> for Yes {
    fn from(UndoPress { fingerprint, edited, set_back }: UndoPress) -> Self {
        Self { fingerprint, edited_too: edited, set_back: set_back.into_iter().collect() }
    }
}

/// One thing a setup made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoItem {
    /// `role`, `policy`, `bucket` or `key`; of an earlier plan with `earlier-<number>-` in front.
    pub id: String,
    /// What it is, for example `Storage bucket`.
    pub title: String,
    /// Its name.
    pub name: String,
    /// What happens to it.
    pub fate: UndoFate,
    /// One sentence: what that means, or why.
    pub sentence: String,
    /// What stands there now, when somebody changed it: indented JSON.
    pub document: Option<String>,
}

/// What happens to one thing; the page's `data-fate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum UndoFate {
    /// It is deleted.
    Delete,
    /// There is nothing to delete.
    Gone,
    /// It stays.
    Stays,
    /// Somebody changed it; it goes only after a second yes.
    Edited,
    /// It waits for its date.
    Scheduled,
    /// It stays, and what this setup changed of it is set back.
    SetBack,
}

impl From<&Preview> for UndoView {
    fn from(preview: &Preview) -> Self {
        let (record, removal) = (&preview.record, &preview.removal);
        let desired = &record.desired;
        let items = items(preview);
        let key_date = match &removal.key {
            Some(Fate::Scheduled(date)) => date.map(|date| date.to_string()),
            _ => None,
        };
        Self {
            setup: desired.setup.to_string(),
            title: desired.bucket.name.to_string(),
            practice: preview.practice,
            account: desired.account.id.to_string(),
            region: desired.region.to_string(),
            state: state_of(record.state),
            button: button(preview),
            last_used: (!removal.role.is_over()).then(|| last_used(preview)),
            storage_id: record.storage_id.clone(),
            asks_edited: asks_again(preview),
            offered: removal.offered().iter().map(OfferedSetting::from).collect(),
            fingerprint: preview.fingerprint.to_string(),
            key_date,
            items,
        }
    }
}

impl From<&BucketValue> for OfferedSetting {
    fn from(value: &BucketValue) -> Self {
        Self {
            setting: value.setting(),
            title: setting_words(value.setting()).to_owned(),
            value: serde_json::to_string_pretty(value).unwrap_or_default(),
        }
    }
}

fn removals(preview: &Preview) -> impl Iterator<Item = &Removal> {
    std::iter::once(&preview.removal).chain(preview.leftovers.iter().map(|left| &left.removal))
}

fn asks_again(preview: &Preview) -> bool {
    removals(preview).any(|removal| removal.edited().next().is_some())
}

fn last_used(preview: &Preview) -> String {
    match preview.last_used {
        Some(time) => format!(
            "Vonage last used this way in on {}. AWS knows that some hours late.",
            time.strftime("%-d %B %Y, %H:%M UTC")
        ),
        None => "AWS has not seen Vonage use this way in. It learns of that some hours late.".to_owned(),
    }
}

/// The count is that of the things which go when the button is pressed, second yes or not.
fn button(preview: &Preview) -> Option<String> {
    let all = Consent { edited: removals(preview).flat_map(Removal::edited).cloned().collect(), ..Consent::default() };
    let things = |consent: &Consent| {
        let deletes = |call| {
            matches!(call, Call::DeleteRole | Call::DeletePolicy | Call::DeleteBucket | Call::ScheduleKeyDeletion)
        };
        let calls = removals(preview).flat_map(|removal| removal.calls(consent));
        calls.filter(|planned| deletes(planned.call)).count()
    };
    let count = match (things(&Consent::default()), asks_again(preview)) {
        (0, true) => things(&all),
        (count, _) => count,
    };
    match count {
        0 if sets_back(preview) => Some("Set your bucket back".to_owned()),
        0 => None,
        _ if bucket_was_kept(preview) => Some("I have emptied it: finish".to_owned()),
        1 => Some("Delete this 1 item".to_owned()),
        count => Some(format!("Delete these {count} items")),
    }
}

/// Whether pressing sets something of a bucket they have back, or could once it is ticked.
fn sets_back(preview: &Preview) -> bool {
    let calls = removals(preview).flat_map(|removal| removal.calls(&Consent::default()));
    !preview.removal.offered().is_empty() || calls.into_iter().any(|planned| planned.call.sets_back())
}

/// Whether AWS kept the bucket the last time because something was in it.
fn bucket_was_kept(preview: &Preview) -> bool {
    preview.record.state == State::Kept && preview.removal.bucket == Fate::Goes
}

fn items(preview: &Preview) -> Vec<UndoItem> {
    let (desired, removal) = (&preview.record.desired, &preview.removal);
    let kept = bucket_was_kept(preview);
    let mut items = vec![
        item(
            "role",
            "Role for Vonage",
            desired.role.name.to_string(),
            &removal.role,
            "Vonage’s way in. It goes first, so that nothing is written any more.",
        ),
        item(
            "policy",
            "Permissions policy",
            desired.policy.name.to_string(),
            &removal.policy,
            "It says what the role may do.",
        ),
        item(
            "bucket",
            "Storage bucket",
            desired.bucket.name.to_string(),
            &removal.bucket,
            if kept {
                "AWS kept it the last time, because it still holds files. It is deleted once it is empty."
            } else {
                "It is deleted only if it is empty; AWS itself makes sure of that. Otherwise it stays with everything in it."
            },
        ),
    ];
    if let Some(fate) = &removal.key {
        items.push(item("key", "Encryption key", key_name(preview, desired), fate, &key_sentence()));
    }
    let leftovers = preview.leftovers.iter().enumerate();
    items.extend(leftovers.flat_map(|(at, leftover)| items_left(at + 1, leftover)));
    items
}

/// What is left of an earlier plan, of whose parts only those are shown that the present one has no use for.
fn items_left(number: usize, leftover: &Leftover) -> Vec<UndoItem> {
    const GOES: &str = "Made earlier under this name; the setup does not use it any more.";
    let (desired, parts, removal) = (&leftover.plan.desired, leftover.parts, &leftover.removal);
    let alias = || desired.key.as_ref().map(|key| key.alias.to_string()).unwrap_or_default();
    let key = leftover.plan.key.as_ref().map_or_else(alias, ToString::to_string);
    let bucket = format!("{GOES} It is deleted only if it is empty.");
    let all = [
        (parts.role, "role", "Earlier role", desired.role.name.to_string(), Some(&removal.role), GOES),
        (parts.policy, "policy", "Earlier policy", desired.policy.name.to_string(), Some(&removal.policy), GOES),
        (parts.bucket, "bucket", "Earlier bucket", desired.bucket.name.to_string(), Some(&removal.bucket), &bucket),
        (parts.key, "key", "Earlier key", key, removal.key.as_ref(), GOES),
    ];
    all.into_iter()
        .filter(|(left, ..)| *left)
        .filter_map(|(_, id, title, name, fate, goes)| {
            Some(item(&format!("earlier-{number}-{id}"), title, name, fate?, goes))
        })
        .collect()
}

/// What becomes of a bucket that was theirs before.
fn their_bucket(back: &SetBack) -> String {
    let named =
        |settings: &mut dyn Iterator<Item = BucketSetting>| settings.map(setting_words).collect::<Vec<_>>().join(", ");
    let mut sentences = vec!["It was yours before, so it stays with everything in it.".to_owned()];
    if !back.writes.is_empty() {
        let settings = named(&mut back.writes.iter().map(BucketValue::setting));
        sentences.push(format!("Set back to what it was: {settings}."));
    }
    if !back.changed.is_empty() {
        let settings = named(&mut back.changed.iter().copied());
        sentences.push(format!("Somebody changed this since, so it stays as it is now: {settings}."));
    }
    if !back.offered.is_empty() {
        let settings = named(&mut back.offered.iter().map(BucketValue::setting));
        sentences.push(format!(
            "The record from elsewhere says what this was before; it is set back only if you tick it: {settings}."
        ));
    }
    if !back.unread.is_empty() {
        let settings = named(&mut back.unread.iter().copied());
        sentences.push(format!("AWS did not let this be read, so it stays as it is now: {settings}."));
    }
    sentences.join(" ")
}

fn key_name(preview: &Preview, desired: &Desired) -> String {
    let alias = || desired.key.as_ref().map(|key| key.alias.to_string()).unwrap_or_default();
    preview.record.key().map_or_else(alias, ToString::to_string)
}

fn key_sentence() -> String {
    format!("It goes only after the bucket, waits {KEY_WAITS_DAYS} days, and can be had back until then.")
}

fn item(id: &str, title: &str, name: String, fate: &Fate, goes: &str) -> UndoItem {
    let (fate, sentence, document) = match fate {
        Fate::SetBack(back) => {
            (if back.writes.is_empty() { UndoFate::Stays } else { UndoFate::SetBack }, their_bucket(back), None)
        }
        Fate::Goes => (UndoFate::Delete, goes.to_owned(), None),
        Fate::Gone => (UndoFate::Gone, "Nothing of it is left in AWS.".to_owned(), None),
        Fate::Edited(document) => (
            UndoFate::Edited,
            "Somebody changed its document since this setup wrote it. This is what it says now:".to_owned(),
            Some(document.to_pretty()),
        ),
        Fate::Stays(why) => (UndoFate::Stays, why.to_string(), None),
        Fate::Scheduled(_) => (
            UndoFate::Scheduled,
            "It waits for its date and cannot be used until then. Nothing is lost before that.".to_owned(),
            None,
        ),
    };
    UndoItem { id: id.to_owned(), title: title.to_owned(), name, fate, sentence, document }
}
