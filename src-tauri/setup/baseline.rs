//! What a write takes the place of, as it was when the plan was made. Others may have changed it since, and what they wrote
//! is not to be lost.

use super::plan::Plan;
use crate::policy::PolicyDocument;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::Call;
use crate::resources::lifecycle::same_rules;
use crate::resources::observed::ObservedBucket;
use crate::resources::sessions;

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
            Call::ReopenTrust => Some(Baseline::Trust(sessions::closed_trust())),
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
            ObservedBucket::Here(state) => Some(&**state),
            ObservedBucket::Absent => None,
            ObservedBucket::Foreign | ObservedBucket::ElsewhereInAccount(_) => return None,
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
}

impl Baseline {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_still(&self, now: &Self) -> bool {
        match (self, now) {
            (
                Self::Lifecycle(BucketValue::Lifecycle(was), smallest),
                Self::Lifecycle(BucketValue::Lifecycle(is), smallest_now),
            ) => same_rules(was, is) && smallest == smallest_now,
            (was, is) => was == is,
        }
    }
}
