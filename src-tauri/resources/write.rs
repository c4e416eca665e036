//! What the rest of the program asks of a write.

use super::bucket_value::{BucketValue, LifecycleRule};
use super::call::{Call, Output};
use super::desired::Desired;
use super::observed::{KeyState, PolicyState, RoleState};
use super::reading::TagSet;
use super::resource::Resource;
use crate::policy::PolicyDocument;
use crate::values::KeyArn;

/// What is known of a call that changes something. One that lacks an answer does not compile.
#[derive(Clone, Copy)]
pub struct Write {
    /// What it writes.
    pub resource: Resource,
    /// AWS's name of the call, with its service, for example `s3:CreateBucket`.
    pub name: &'static str,
    /// The IAM actions it needs. Some differ from the call's name, and tags need their own
    /// (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>).
    pub actions: &'static [&'static str],
    /// The calls it depends on, wherever they are part of the same plan.
    pub after: &'static [Call],
    /// What it is for.
    pub purpose: Purpose,
    /// What it writes over what is there; `None` where it makes or deletes something, or cannot be sent yet.
    pub written: fn(&Intent<'_>) -> Option<Written>,
    /// What the call would have returned, if it took effect; `None` if it did not, or not visibly yet, or what is there is
    /// not as it was to be left or not this setup's.
    pub took_effect: fn(&Sent<'_>, &Observed) -> Option<Output>,
}

/// What a write is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It makes something.
    Make,
    /// It keeps something that was to go.
    Keep,
    /// It takes back what a setup made.
    TakeBack,
    /// It sets a bucket that existed before back to what it was.
    Revert,
    /// It closes Vonage's way in, or opens it again: neither making nor taking back.
    Door,
    /// It takes away what closed Vonage's way in: to open it, and before the role goes.
    Unlock,
}

/// What a plan comes to, as far as its writes depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Intent<'a> {
    /// What shall exist.
    pub desired: &'a Desired,
    /// The key's ARN, made or known.
    pub key: Option<&'a KeyArn>,
    /// The bucket policy: the HTTPS rule and the statements of others.
    pub bucket_policy: &'a PolicyDocument,
    /// The lifecycle rules: ours and those of others.
    pub lifecycle: &'a [LifecycleRule],
    /// The bucket's tags: ours and those of others.
    pub bucket_tags: &'a TagSet,
    /// Whom a closed role lets in again.
    pub reopen: Option<&'a PolicyDocument>,
    /// What a bucket that existed before is set back to.
    pub back: &'a [BucketValue],
}

/// A call that was sent, with what it wrote.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// What shall exist.
    pub desired: &'a Desired,
    /// The key's ARN, made or known.
    pub key: Option<&'a KeyArn>,
    /// What it wrote, where that is a setting of the bucket or a document.
    pub written: Option<&'a Written>,
}

/// What a call writes over what is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// A setting of the bucket.
    Setting(BucketValue),
    /// Whom the role lets in, or what the policy allows.
    Document(PolicyDocument),
}

/// What AWS has of one resource now, as far as it takes to say whether a call about it took effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Observed {
    /// The key.
    Key(Option<Box<KeyState>>),
    /// Whether the key is renewed.
    Rotation(bool),
    /// The key that the alias leads to.
    Alias(Option<KeyArn>),
    /// The bucket.
    Bucket(BucketThere),
    /// A setting of the bucket.
    Setting(BucketValue),
    /// The policy.
    Policy(Option<Box<PolicyState>>),
    /// The ids of the policy's versions besides the default one.
    PolicyVersions(Vec<String>),
    /// The role.
    Role(Option<Box<RoleState>>),
    /// The ARNs of the policies attached to the role.
    Attachment(Vec<String>),
    /// What is there says something that this program cannot read.
    Unreadable,
}

/// Whether a bucket is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BucketThere {
    /// There is none of this name.
    Nowhere,
    /// There is one, in another region or another's.
    OutOfReach,
    /// It is there, with these tags.
    Here(TagSet),
}

impl Sent<'_> {
    /// The document it wrote.
    pub(super) const fn document(&self) -> Option<&PolicyDocument> {
        match self.written {
            Some(Written::Document(document)) => Some(document),
            Some(Written::Setting(_)) | None => None,
        }
    }
}

/// A call that has nothing to return.
pub(super) fn nothing_but(done: bool) -> Option<Output> {
    done.then_some(Output::Nothing)
}
