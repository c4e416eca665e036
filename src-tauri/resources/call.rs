//! The AWS calls that change something, by name. What each is stands in the file of what it writes.

use serde::{Deserialize, Serialize};

use super::listed::listed;
use crate::values::{KeyArn, PolicyArn, RoleArn};

listed! {
    /// One AWS call that changes something.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[expect(missing_docs, reason = "each is AWS's own name of the call; those that restore are the Put of the same name")]
    pub enum Call {
        CreateKey,
        EnableKeyRotation,
        CreateAlias,
        CreateBucket,
        PutPublicAccessBlock,
        PutBucketEncryption,
        PutBucketPolicy,
        PutBucketVersioning,
        PutBucketLifecycleConfiguration,
        CreatePolicy,
        CreatePolicyVersion,
        CreateRole,
        UpdateAssumeRolePolicy,
        AttachRolePolicy,
        DetachRolePolicy,
        DeleteRole,
        DeletePolicyVersion,
        DeletePolicy,
        DeleteBucket,
        DeleteAlias,
        ScheduleKeyDeletion,
        CancelKeyDeletion,
        EnableKey,
        PutBucketTagging,
        RestorePublicAccessBlock,
        DeletePublicAccessBlock,
        RestoreBucketEncryption,
        RestoreBucketPolicy,
        DeleteBucketPolicy,
        RestoreBucketVersioning,
        RestoreBucketLifecycle,
        DeleteBucketLifecycle,
        RestoreBucketTagging,
        DeleteBucketTagging,
        /// `UpdateAssumeRolePolicy` with a document that lets nobody in.
        CloseTrust,
        /// `PutRolePolicy` with AWS's own deny for earlier sessions.
        RevokeSessions,
        /// `DeleteRolePolicy` of that deny.
        AllowSessions,
        /// `UpdateAssumeRolePolicy` with the document that was there before.
        ReopenTrust,
    }
}

/// What AWS returned for a call, as far as anything later depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// Nothing that matters.
    Nothing,
    /// A new key's ARN; its last part is the key's unique id.
    Key(KeyArn),
    /// A bucket, with its creation date when AWS said it (RFC 3339).
    Bucket(Option<String>),
    /// A policy and AWS's unique id for it, `ANPA…`.
    Policy(PolicyArn, String),
    /// A role and AWS's unique id for it, `AROA…`.
    Role(RoleArn, String),
}

/// A call in its place among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCall {
    /// Which call.
    pub call: Call,
    /// The calls of this plan that must have succeeded before.
    pub after: Vec<Call>,
}

/// The calls, each in its place among the others.
#[must_use]
pub fn in_order(wanted: &[Call]) -> Vec<PlannedCall> {
    wanted
        .iter()
        .map(|&call| PlannedCall {
            call,
            after: call.write().after.iter().copied().filter(|needed| wanted.contains(needed)).collect(),
        })
        .collect()
}
