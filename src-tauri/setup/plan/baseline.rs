//! What a write takes the place of, as it was when the plan was made. Others may have changed it since, and what they wrote
//! is not to be lost.

use super::{Plan, encryption_is};
use crate::policy::{PolicyDocument, same_meaning};
use crate::setup::calls::Call;
use crate::setup::documents;
use crate::setup::found::{FoundBucket, LifecycleRule, PublicAccess};
use crate::setup::theirs::{BucketSetting, BucketValue};
use crate::setup::values::KeyArn;

/// What a write takes the place of.
#[derive(Clone, Debug, PartialEq)]
pub enum Baseline {
    /// A setting of the bucket.
    Setting(BucketValue),
    /// The lifecycle rules of the bucket; from which size on they move files is written with them.
    Lifecycle(BucketValue, Option<String>),
    /// Whom the role lets in.
    Trust(PolicyDocument),
    /// What the policy allows.
    Permissions(PolicyDocument),
}

impl Plan {
    /// What stood there when the plan was made, of what a call writes over. `None` for a call that makes something, deletes
    /// something, or sets a switch of this setup's own bucket, where nothing of others can stand.
    #[must_use]
    pub fn baseline(&self, call: Call) -> Option<Baseline> {
        match call {
            Call::UpdateAssumeRolePolicy | Call::CloseTrust => {
                self.seen.role.as_ref()?.trust.known().cloned().map(Baseline::Trust)
            }
            Call::ReopenTrust => Some(Baseline::Trust(documents::closed_trust())),
            Call::CreatePolicyVersion => {
                self.seen.policy.as_ref()?.document.known().cloned().map(Baseline::Permissions)
            }
            call => {
                let setting = call.setting()?;
                let shared = matches!(setting, BucketSetting::HttpsOnly | BucketSetting::Lifecycle);
                (shared || !self.desired.bucket.origin.is_new()).then(|| self.setting(setting)).flatten()
            }
        }
    }

    fn setting(&self, setting: BucketSetting) -> Option<Baseline> {
        let there = match &self.seen.bucket {
            FoundBucket::Here(state) => Some(&**state),
            FoundBucket::Absent => None,
            FoundBucket::Foreign | FoundBucket::ElsewhereInAccount(_) => return None,
        };
        match (there, setting) {
            (Some(state), BucketSetting::Lifecycle) => {
                Some(Baseline::Lifecycle(BucketValue::of(state, setting)?, state.smallest_moved.clone()))
            }
            (Some(state), setting) => BucketValue::of(state, setting).map(Baseline::Setting),
            // A bucket that was not there yet: whoever is quicker than this program wrote it.
            (None, BucketSetting::HttpsOnly) => Some(Baseline::Setting(BucketValue::Policy(None))),
            (None, BucketSetting::Lifecycle) => Some(Baseline::Lifecycle(BucketValue::Lifecycle(Vec::new()), None)),
            (None, _) => None,
        }
    }

    /// Whom a call lets the role let in; `None` for a call that does not write that.
    #[must_use]
    pub fn trust_of(&self, call: Call) -> Option<PolicyDocument> {
        match call {
            Call::UpdateAssumeRolePolicy => Some(documents::trust(&self.desired.role, self.desired.account.partition)),
            Call::CloseTrust => Some(documents::closed_trust()),
            Call::ReopenTrust => self.reopen.clone(),
            _ => None,
        }
    }

    /// Whether a setting of the bucket is as a call leaves it, others' parts included. `key` is the one this run made.
    #[must_use]
    pub fn leaves(&self, call: Call, value: &BucketValue, key: Option<&KeyArn>) -> bool {
        let bucket = &self.desired.bucket;
        match (call, value) {
            (Call::PutPublicAccessBlock, BucketValue::PublicAccess(is)) => *is == Some(PublicAccess::BLOCKED),
            (Call::PutBucketEncryption, BucketValue::Encryption(is)) => encryption_is(is, &bucket.encryption, key),
            (Call::PutBucketPolicy, BucketValue::Policy(is)) => {
                is.as_ref().is_some_and(|is| same_meaning(is, &self.bucket_policy))
            }
            (Call::PutBucketVersioning, BucketValue::Versioning(is)) => *is == bucket.versioning,
            (Call::PutBucketLifecycleConfiguration, BucketValue::Lifecycle(is)) => in_any_order(is, &self.lifecycle),
            (Call::PutBucketTagging, BucketValue::Tags(is)) => *is == self.bucket_tags,
            (call, value) => self.back.iter().any(|back| back.restored_by() == call && same_value(back, value)),
        }
    }
}

impl Baseline {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_still(&self, now: &Self) -> bool {
        match (self, now) {
            (Self::Setting(was), Self::Setting(is)) => same_value(was, is),
            (Self::Lifecycle(was, smallest), Self::Lifecycle(is, smallest_now)) => {
                same_value(was, is) && smallest == smallest_now
            }
            (was, is) => was == is,
        }
    }
}

/// S3 promises no order of rules.
fn same_value(one: &BucketValue, other: &BucketValue) -> bool {
    match (one, other) {
        (BucketValue::Lifecycle(one), BucketValue::Lifecycle(other)) => in_any_order(one, other),
        (one, other) => one == other,
    }
}

fn in_any_order(one: &[LifecycleRule], other: &[LifecycleRule]) -> bool {
    let sorted = |rules: &[LifecycleRule]| {
        let mut rules = rules.to_vec();
        rules.sort();
        rules
    };
    sorted(one) == sorted(other)
}
