//! What the rest of the program asks of a resource.

use super::action::Action;
use super::bucket_setting::BucketSetting;
use super::bucket_value::{BucketState, BucketValue};
use super::call::Call;
use super::comparison::{Comparison, View};
use super::desired::Desired;
use super::parameter::Parameter;
use super::resource::Resource;
use super::step::Step;
use crate::values::KeyArn;

/// What the rest of the program asks of a resource. One that lacks an answer does not compile.
pub struct Rules {
    /// The step it belongs to.
    pub step: Step,
    /// What it is, as an ARN; for a key that has none yet, its alias.
    pub arn: fn(&Desired, Option<&KeyArn>) -> String,
    /// What is read to see it.
    pub observable: Observable,
    /// The calls that read it, each with the IAM action it needs; the names differ more often than not.
    pub reads: &'static [(&'static str, &'static str)],
    /// How what AWS has compares with what is desired; `None` where there is nothing to compare.
    pub compare: fn(&View<'_>) -> Option<Comparison>,
    /// What a plan does about it; `None` where the plan has no part in it.
    pub plan: fn(&View<'_>) -> Option<Action>,
    /// Whether the setup writes it, if it is not as desired.
    pub is_written: fn(&Desired) -> bool,
    /// The call that makes it.
    pub create: Option<Call>,
    /// The call that writes it again.
    pub set: Option<Call>,
    /// What is said when it is made, in AWS's words; the second argument is the key's ARN, once there is one.
    pub parameters: fn(&Desired, Option<&KeyArn>) -> Vec<Parameter>,
}

/// What is read to see a resource alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observable {
    /// The key.
    Key,
    /// Whether the key is renewed.
    Rotation,
    /// The key that the alias leads to.
    Alias,
    /// Whether the bucket is there, and its tags.
    Bucket,
    /// A setting of the bucket.
    Setting(BucketSetting),
    /// The policy.
    Policy,
    /// The policy's versions besides the default one.
    PolicyVersions,
    /// The role.
    Role,
    /// The policies attached to the role.
    Attachment,
    /// Nothing: no call writes it, so none has to be found out about.
    Nothing,
}

/// What the rest of the program asks of a setting of a bucket.
pub struct SettingRules {
    /// The resource that it is.
    pub resource: Resource,
    /// Others' parts stand in the same value: a write sends them along, so it needs them read.
    pub shared: bool,
    /// Its value in a bucket; `None` when AWS did not say.
    pub value: fn(&BucketState) -> Option<BucketValue>,
    /// Whether a bucket that has the first value has the second: in whatever order and words AWS gives it.
    pub same: fn(&BucketValue, &BucketValue) -> bool,
    /// Whether it is as AWS makes it in a new bucket.
    pub as_made: fn(&BucketValue) -> bool,
    /// From what it was and what it is to the value to write so that this setup's part of it is as it was; `None` when what is
    /// there is not this setup's. Of a value that is shared only this setup's part goes.
    pub reverted: fn(&View<'_>, &BucketValue, &BucketValue) -> Option<BucketValue>,
    /// The call that sets the bucket back to a value. Where there was nothing, deleting is the only way back to it.
    pub restored_by: fn(&BucketValue) -> Call,
}
