//! What is remembered of a setup. Never a secret: ARNs, names, AWS's ids and AWS's words.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::Check;
use crate::policy::PolicyDocument;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::{Call, Output};
use crate::resources::desired::Desired;
use crate::resources::fingerprint::Fingerprint;
use crate::resources::made::Made;
use crate::resources::step::Step;
use crate::setup::form::Form;
use crate::setup::superseded::Parts;
use crate::values::KeyArn;

/// Where a setup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A form that nobody pressed Create on.
    Draft,
    /// A run began and did not come to its end, for whatever reason.
    Unfinished,
    /// Everything was made; the checks were carried out.
    Ready,
    /// Vonage's way in was closed by the person; everything is still there, and Resume opens it again.
    Stopped,
    /// Taking back began and did not come to its end, for whatever reason.
    Removing,
    /// Role and policy were taken back. The bucket holds something, so it and the key that opens it were kept.
    Kept,
    /// Everything this setup made was taken back; a key may still wait for its date.
    Undone,
}

impl State {
    /// Whether taking back was begun, and nothing made anew since.
    #[must_use]
    pub const fn is_after_undo(self) -> bool {
        matches!(self, Self::Removing | Self::Kept | Self::Undone)
    }
}

/// Where what is known of a setup comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// This program's own runs on this computer.
    #[default]
    Here,
    /// A file that somebody opened here. AWS has not been asked, so nothing of it is known.
    Claimed,
    /// Elsewhere; AWS has what it says, with this setup's tag on it.
    Confirmed,
}

impl Provenance {
    /// Whether it was not made by this program here: then only what carries the setup's tag is its.
    #[must_use]
    pub const fn is_elsewhere(self) -> bool {
        matches!(self, Self::Claimed | Self::Confirmed)
    }
}

/// One setup, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// What the person typed.
    pub form: Form,
    /// What shall exist; a record without is a draft.
    pub desired: Desired,
    /// The fingerprint of the plan that was reviewed.
    pub fingerprint: Fingerprint,
    /// Who created it, as AWS names them.
    pub caller: String,
    /// Where it stands.
    pub state: State,
    /// When Create was pressed.
    pub created: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// Every AWS call that was begun, in the order it was begun.
    pub entries: Vec<Entry>,
    /// What the last check found.
    pub checks: Vec<Check>,
    /// Vonage's id of the storage, when the person kept it.
    pub storage_id: Option<String>,
    /// What the settings of buckets they have were like before this setup changed them, by the bucket's name.
    pub before: BTreeMap<String, Vec<BucketValue>>,
    /// Earlier plans of the same setup, with other names: something of them may be left.
    #[serde(default)]
    pub earlier: Vec<Desired>,
    /// Whom the role let in before it was closed, once it was.
    pub trust: Option<PolicyDocument>,
    /// Where all this comes from. A saved file does not say: it is a claim to whoever opens it.
    #[serde(skip)]
    pub provenance: Provenance,
    /// As [`Record::before`], of the present bucket, on the word of the file that the setup came from.
    #[serde(skip)]
    pub claimed_before: Vec<BucketValue>,
}

impl Record {
    /// The key this setup made, once AWS has named it; else the one they have.
    #[must_use]
    pub fn key(&self) -> Option<&KeyArn> {
        let is_wanted = |arn: &&KeyArn| self.desired.key.is_some() && *arn.region() == self.desired.region;
        self.outputs()
            .find_map(|output| match output {
                Output::Key(arn) => Some(arn).filter(is_wanted),
                _ => None,
            })
            .or_else(|| self.desired.known_key())
    }

    /// What the journal knows of what this setup made and has not taken back, as far as AWS gave it an id.
    #[must_use]
    pub fn made(&self) -> Made {
        self.made_of(&self.desired)
    }

    /// As [`Record::made`], of this plan or of one of [`Record::earlier`].
    #[must_use]
    pub fn made_of(&self, plan: &Desired) -> Made {
        let before = self.before.get(plan.bucket.name.as_str()).cloned().unwrap_or_default();
        let is_present = plan.bucket.name == self.desired.bucket.name;
        let claimed_before = if is_present { self.claimed_before.clone() } else { Vec::new() };
        let needs_tag = self.provenance.is_elsewhere();
        // Nobody here knows what its key was set for.
        let mut made = Made { before, claimed_before, needs_tag, key_set: needs_tag, ..Made::default() };
        let (role_arn, policy_arn) = (plan.role_arn(), plan.policy_arn());
        for entry in self.entries.iter().filter(|entry| entry.is_about(plan)) {
            let outcome = entry.receipt.as_ref().map(|receipt| &receipt.outcome);
            match (entry.call, outcome) {
                (_, Some(Outcome::Done(Output::Role(arn, id)))) if *arn == role_arn => made.role = Some(id.clone()),
                (_, Some(Outcome::Done(Output::Policy(arn, id)))) if *arn == policy_arn => {
                    made.policy = Some(id.clone());
                }
                (_, Some(Outcome::Done(Output::Key(arn)))) if *arn.region() == plan.region => {
                    made.key = Some(arn.clone());
                }
                // Made anew with its answer lost, or gone: the id of an earlier one says nothing any more.
                (Call::CreateRole, None | Some(Outcome::Unknown)) | (Call::DeleteRole, Some(Outcome::Done(_))) => {
                    made.role = None;
                }
                (Call::CreatePolicy, None | Some(Outcome::Unknown)) | (Call::DeletePolicy, Some(Outcome::Done(_))) => {
                    made.policy = None;
                }
                (Call::CreateKey, None | Some(Outcome::Unknown)) => made.key_unclear = true,
                (Call::PutBucketEncryption, None | Some(Outcome::Unknown | Outcome::Done(_))) => made.key_set = true,
                _ => {}
            }
        }
        made
    }

    /// What a next plan would leave behind: of this plan and of those before it.
    #[must_use]
    pub fn superseded_by<'a>(&'a self, next: &Desired) -> Vec<(&'a Desired, Parts)> {
        let all = self.earlier.iter().chain(std::iter::once(&self.desired));
        all.map(|plan| (plan, self.superseded_parts(plan, next))).filter(|(_, parts)| !parts.is_empty()).collect()
    }

    /// What may be left of a plan that the next one, or the present one, has no use for.
    #[must_use]
    pub fn superseded_parts(&self, earlier: &Desired, next: &Desired) -> Parts {
        // What an earlier run elsewhere has sent is not known here; the tags say what is left.
        let anything = self.provenance.is_elsewhere();
        let may_have = |is: fn(Call) -> bool| {
            let about = self.entries.iter().filter(|entry| is(entry.call) && entry.is_about(earlier));
            anything
                || about.into_iter().any(|entry| {
                    let outcome = entry.receipt.as_ref().map(|receipt| &receipt.outcome);
                    !matches!(outcome, Some(Outcome::Refused { .. }))
                })
        };
        let begun = Parts {
            role: may_have(|call| call == Call::CreateRole),
            policy: may_have(|call| call == Call::CreatePolicy),
            bucket: may_have(Call::writes_bucket),
            key: may_have(|call| call == Call::CreateKey),
        };
        Parts::superseded(earlier, next).and(begun)
    }

    /// What AWS returned, newest call first.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.entries.iter().rev().filter_map(|entry| match entry.receipt.as_ref().map(|receipt| &receipt.outcome) {
            Some(Outcome::Done(output)) => Some(output),
            _ => None,
        })
    }
}

/// One AWS call: the intent, written before it was sent, and the receipt, written when it was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Which call.
    pub call: Call,
    /// When it was about to be sent.
    pub intended: Timestamp,
    /// How it ended; absent when the program ended first.
    pub receipt: Option<Receipt>,
}

impl Entry {
    /// Whether it may have been about something of a plan. Without a receipt nobody can tell which of a setup's plans it
    /// was, and a key is told by its region and not by its name.
    fn is_about(&self, plan: &Desired) -> bool {
        let about = |receipt: &Receipt| match &receipt.outcome {
            Outcome::Done(Output::Key(arn)) => *arn.region() == plan.region,
            _ => self.call.step() == Step::Key || receipt.resource == self.call.resource(plan, None),
        };
        self.receipt.as_ref().is_none_or(about)
    }
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// When it was answered.
    pub at: Timestamp,
    /// What it was about, usually an ARN.
    pub resource: String,
    /// AWS's id of the request.
    pub request_id: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It took effect.
    Done(Output),
    /// It did not take effect. AWS's words, or the program's when AWS said nothing.
    Refused {
        /// The kind of failure.
        kind: String,
        /// AWS's code.
        code: Option<String>,
        /// AWS's message.
        message: Option<String>,
    },
    /// Nobody knows: the answer was lost and AWS does not say.
    Unknown,
}

/// One line of the Home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The setup's id.
    pub setup: String,
    /// The bucket's name, or what was typed of it.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// The account's number; absent on a draft.
    pub account: Option<String>,
    /// The region, once chosen.
    pub region: Option<String>,
    /// When it last changed.
    pub changed: Timestamp,
    /// Where what is known of it comes from.
    pub provenance: Provenance,
}
