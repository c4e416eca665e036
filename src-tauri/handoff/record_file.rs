//! The saved record: one setup as a file, which this program opens on another computer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::record::Record;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::Output;
use crate::resources::desired::Desired;
use crate::setup::claim::form_of;
use crate::setup::form::Form;
use crate::values::{KeyArn, kind_of};

/// How the file's name ends, after the bucket's name.
pub const ENDING: &str = "export-storage-setup.json";

/// The form of the file that this version writes, and the newest it reads.
const FORMAT: u32 = 1;

/// The most bytes a file may have. A record with some thousand calls has about one million.
pub const MOST_BYTES: usize = 8_000_000;
/// The most calls it may tell of: a run has some twenty, and nobody presses *Try again* a thousand times.
const MOST_CALLS: usize = 20_000;
/// The most earlier plans: one for each time that details were changed after a run.
const MOST_EARLIER: usize = 50;
/// The most characters of one of IAM's unique ids (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html>).
const LONGEST_ID: usize = 128;
/// The most bytes of what is said to have been the settings of a bucket: AWS's own limits come to some 100,000
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html>).
const MOST_BEFORE_BYTES: usize = 1_000_000;

/// Why a file is no saved record. The sentences name what was found and never repeat it.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum RecordFileRefusal {
    /// Something else.
    #[serde(rename = "record-file-other")]
    NotARecord,
    /// From a newer version.
    #[serde(rename = "record-file-newer")]
    Newer {
        /// The file's form.
        found: u32,
        /// The newest form that this version reads.
        known: u32,
    },
    /// More than any record has.
    #[serde(rename = "record-file-too-large")]
    TooLarge,
    /// It does not hold what a record holds.
    #[serde(rename = "record-file-damaged")]
    Damaged {
        /// Where, as far as the reader says.
        #[serde(skip)]
        said: String,
    },
}

impl RecordFileRefusal {
    /// Where it is damaged, as far as the reader says.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Damaged { said } => Some(said.clone()),
            Self::NotARecord | Self::Newer { .. } | Self::TooLarge => None,
        }
    }
}

/// What the file says of itself, read before anything else of it.
#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(rename = "exportStorageSetupRecord")]
    format: u32,
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    head: Head,
    record: &'a Record,
}

/// What is read of a record. Its state, checks, times, receipts, caller and Vonage's id are not: AWS is asked, or nobody
/// knows.
#[derive(Deserialize)]
struct Read {
    record: ReadRecord,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReadRecord {
    desired: Desired,
    #[serde(default)]
    entries: Vec<ReadEntry>,
    #[serde(default)]
    before: BTreeMap<String, Vec<BucketValue>>,
    #[serde(default)]
    earlier: Vec<Desired>,
}

#[derive(Deserialize)]
struct ReadEntry {
    receipt: Option<ReadReceipt>,
}

#[derive(Deserialize)]
struct ReadReceipt {
    outcome: serde_json::Value,
}

impl ReadEntry {
    /// What AWS returned, for a call that took effect.
    fn output(self) -> Result<Option<Output>, serde_json::Error> {
        let done = self.receipt.and_then(|mut receipt| receipt.outcome.get_mut("done").map(serde_json::Value::take));
        done.map(serde_json::from_value).transpose()
    }
}

/// What a file says of a setup. Nothing in it is known until AWS has confirmed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The form that asks for it, nothing ticked.
    pub form: Form,
    /// What shall exist, as a form could have asked for it.
    pub desired: Desired,
    /// The id of the role.
    pub role: Option<String>,
    /// The id of the policy.
    pub policy: Option<String>,
    /// The new key.
    pub key: Option<KeyArn>,
    /// What the settings of the bucket they have were like before.
    pub before: Vec<BucketValue>,
    /// Earlier plans of the same setup, as a form could have asked for them.
    pub earlier: Vec<Desired>,
}

/// The file's text. It holds names, ARNs, AWS's ids and AWS's words, and no secret.
///
/// # Errors
/// Never in practice: a record has no map with keys that JSON cannot hold.
pub fn write(record: &Record) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Written { head: Head { format: FORMAT }, record })
}

/// The name the file is given.
#[must_use]
pub fn name(record: &Record) -> String {
    format!("{}.{ENDING}", record.desired.bucket.name)
}

/// Reads a saved record. Every value in it goes through its own parser, what shall exist must be what a form comes to, and
/// everything else that a record holds is left out.
///
/// # Errors
/// When it is another file, a newer version's, too large, or says what no form could have asked for.
pub fn read(text: &str) -> Result<Claim, RecordFileRefusal> {
    // Some editors put a mark in front.
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > MOST_BYTES {
        return Err(RecordFileRefusal::TooLarge);
    }
    if !text.trim_start().starts_with('{') {
        return Err(RecordFileRefusal::NotARecord);
    }
    let head: Head = serde_json::from_str(text).map_err(|error| {
        // Cut off in the middle, it still begins as a record does.
        if error.is_eof() && text.contains("\"exportStorageSetupRecord\"") {
            RecordFileRefusal::Damaged { said: error.to_string() }
        } else {
            RecordFileRefusal::NotARecord
        }
    })?;
    if head.format > FORMAT {
        return Err(RecordFileRefusal::Newer { found: head.format, known: FORMAT });
    }
    let Read { record } = serde_json::from_str(text).map_err(|error| damaged(error.to_string()))?;
    claim(record)
}

impl Claim {
    /// Whether a key can be the one that the setup made.
    fn may_have(&self, key: &KeyArn) -> bool {
        let (account, place) = (&self.desired.account, &self.desired.region);
        self.desired.key.is_some()
            && (key.partition(), key.account(), key.region()) == (account.partition, &account.id, place)
    }
}

fn claim(record: ReadRecord) -> Result<Claim, RecordFileRefusal> {
    let ReadRecord { desired, entries, mut before, earlier } = record;
    if entries.len() > MOST_CALLS || earlier.len() > MOST_EARLIER {
        return Err(RecordFileRefusal::TooLarge);
    }
    let form = form_of(&desired).map_err(|why| damaged(why.to_string()))?;
    for plan in &earlier {
        form_of(plan).map_err(|why| damaged(why.to_string()))?;
        if (&plan.setup, &plan.account) != (&desired.setup, &desired.account) {
            return Err(damaged("earlier: setup".to_owned()));
        }
    }
    let before = before.remove(desired.bucket.name.as_str()).unwrap_or_default();
    if serde_json::to_vec(&before).map_err(|error| damaged(error.to_string()))?.len() > MOST_BEFORE_BYTES {
        return Err(RecordFileRefusal::TooLarge);
    }
    let settings: BTreeSet<_> = before.iter().map(BucketValue::setting).collect();
    if settings.len() != before.len() {
        return Err(damaged("before: duplicate".to_owned()));
    }
    if desired.bucket.origin.is_new() && !before.is_empty() {
        return Err(damaged("before: new bucket".to_owned()));
    }
    let mut claim = Claim { role: None, policy: None, key: None, form, before, earlier, desired };
    for entry in entries {
        match entry.output().map_err(|error| damaged(error.to_string()))? {
            Some(Output::Role(arn, id)) if arn == claim.desired.role_arn() => claim.role = Some(id),
            Some(Output::Policy(arn, id)) if arn == claim.desired.policy_arn() => claim.policy = Some(id),
            Some(Output::Key(arn)) if claim.may_have(&arn) => claim.key = Some(arn),
            _ => {}
        }
    }
    let is_an_id = |id: &Option<String>| id.as_ref().is_none_or(|id| id.len() <= LONGEST_ID);
    if !is_an_id(&claim.role) || !is_an_id(&claim.policy) {
        return Err(damaged("id: length".to_owned()));
    }
    Ok(claim)
}

fn damaged(said: String) -> RecordFileRefusal {
    RecordFileRefusal::Damaged { said }
}
