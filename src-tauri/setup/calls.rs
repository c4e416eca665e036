//! The AWS calls a plan comes down to: what each is, what it waits for, and the permission it needs.

use serde::{Deserialize, Serialize};

use super::desired::Desired;
use super::plan::{Change, Plan, Subject};
use super::step::Step;
use super::values::{KeyArn, PolicyArn, RoleArn};

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

impl Call {
    /// The step it belongs to.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::CreateKey
            | Self::EnableKeyRotation
            | Self::CreateAlias
            | Self::DeleteAlias
            | Self::ScheduleKeyDeletion
            | Self::CancelKeyDeletion
            | Self::EnableKey => Step::Key,
            Self::CreateBucket
            | Self::DeleteBucket
            | Self::PutBucketTagging
            | Self::RestoreBucketTagging
            | Self::DeleteBucketTagging => Step::Bucket,
            Self::PutPublicAccessBlock | Self::RestorePublicAccessBlock | Self::DeletePublicAccessBlock => {
                Step::PublicAccess
            }
            Self::PutBucketEncryption | Self::RestoreBucketEncryption => Step::Encryption,
            Self::PutBucketPolicy | Self::RestoreBucketPolicy | Self::DeleteBucketPolicy => Step::HttpsOnly,
            Self::PutBucketVersioning
            | Self::PutBucketLifecycleConfiguration
            | Self::RestoreBucketVersioning
            | Self::RestoreBucketLifecycle
            | Self::DeleteBucketLifecycle => Step::Keeping,
            Self::CreatePolicy | Self::CreatePolicyVersion | Self::DeletePolicyVersion | Self::DeletePolicy => {
                Step::Policy
            }
            Self::CreateRole
            | Self::UpdateAssumeRolePolicy
            | Self::DeleteRole
            | Self::CloseTrust
            | Self::RevokeSessions
            | Self::AllowSessions
            | Self::ReopenTrust => Step::Role,
            Self::AttachRolePolicy | Self::DetachRolePolicy => Step::Attach,
        }
    }

    /// AWS's name of the call, with its service, for example `s3:CreateBucket`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateKey => "kms:CreateKey",
            Self::EnableKeyRotation => "kms:EnableKeyRotation",
            Self::CreateAlias => "kms:CreateAlias",
            Self::CreateBucket => "s3:CreateBucket",
            Self::PutPublicAccessBlock | Self::RestorePublicAccessBlock => "s3:PutPublicAccessBlock",
            Self::DeletePublicAccessBlock => "s3:DeletePublicAccessBlock",
            Self::PutBucketEncryption | Self::RestoreBucketEncryption => "s3:PutBucketEncryption",
            Self::PutBucketPolicy | Self::RestoreBucketPolicy => "s3:PutBucketPolicy",
            Self::DeleteBucketPolicy => "s3:DeleteBucketPolicy",
            Self::PutBucketVersioning | Self::RestoreBucketVersioning => "s3:PutBucketVersioning",
            Self::PutBucketLifecycleConfiguration | Self::RestoreBucketLifecycle => {
                "s3:PutBucketLifecycleConfiguration"
            }
            Self::DeleteBucketLifecycle => "s3:DeleteBucketLifecycle",
            Self::PutBucketTagging | Self::RestoreBucketTagging => "s3:PutBucketTagging",
            Self::DeleteBucketTagging => "s3:DeleteBucketTagging",
            Self::CreatePolicy => "iam:CreatePolicy",
            Self::CreatePolicyVersion => "iam:CreatePolicyVersion",
            Self::CreateRole => "iam:CreateRole",
            Self::UpdateAssumeRolePolicy | Self::CloseTrust | Self::ReopenTrust => "iam:UpdateAssumeRolePolicy",
            Self::RevokeSessions => "iam:PutRolePolicy",
            Self::AllowSessions => "iam:DeleteRolePolicy",
            Self::AttachRolePolicy => "iam:AttachRolePolicy",
            Self::DetachRolePolicy => "iam:DetachRolePolicy",
            Self::DeleteRole => "iam:DeleteRole",
            Self::DeletePolicyVersion => "iam:DeletePolicyVersion",
            Self::DeletePolicy => "iam:DeletePolicy",
            Self::DeleteBucket => "s3:DeleteBucket",
            Self::DeleteAlias => "kms:DeleteAlias",
            Self::ScheduleKeyDeletion => "kms:ScheduleKeyDeletion",
            Self::CancelKeyDeletion => "kms:CancelKeyDeletion",
            Self::EnableKey => "kms:EnableKey",
        }
    }

    /// The IAM actions it needs. Some differ from the call's name, and tags need their own
    /// (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>).
    #[must_use]
    pub const fn actions(self) -> &'static [&'static str] {
        match self {
            Self::CreateKey => &["kms:CreateKey", "kms:TagResource"],
            Self::EnableKeyRotation => &["kms:EnableKeyRotation"],
            Self::CreateAlias => &["kms:CreateAlias"],
            Self::CreateBucket => &["s3:CreateBucket", "s3:PutBucketOwnershipControls", "s3:TagResource"],
            Self::PutPublicAccessBlock | Self::RestorePublicAccessBlock | Self::DeletePublicAccessBlock => {
                &["s3:PutBucketPublicAccessBlock"]
            }
            Self::PutBucketEncryption | Self::RestoreBucketEncryption => &["s3:PutEncryptionConfiguration"],
            Self::PutBucketPolicy | Self::RestoreBucketPolicy => &["s3:PutBucketPolicy"],
            Self::DeleteBucketPolicy => &["s3:DeleteBucketPolicy"],
            Self::PutBucketVersioning | Self::RestoreBucketVersioning => &["s3:PutBucketVersioning"],
            Self::PutBucketLifecycleConfiguration | Self::RestoreBucketLifecycle | Self::DeleteBucketLifecycle => {
                &["s3:PutLifecycleConfiguration"]
            }
            Self::PutBucketTagging | Self::RestoreBucketTagging | Self::DeleteBucketTagging => &["s3:PutBucketTagging"],
            Self::CreatePolicy => &["iam:CreatePolicy", "iam:TagPolicy", "iam:ListPolicyTags"],
            Self::CreatePolicyVersion => &["iam:CreatePolicyVersion"],
            Self::CreateRole => &["iam:CreateRole", "iam:TagRole", "iam:ListRoleTags"],
            Self::UpdateAssumeRolePolicy | Self::CloseTrust | Self::ReopenTrust => &["iam:UpdateAssumeRolePolicy"],
            Self::RevokeSessions => &["iam:PutRolePolicy"],
            Self::AllowSessions => &["iam:DeleteRolePolicy"],
            Self::AttachRolePolicy => &["iam:AttachRolePolicy"],
            Self::DetachRolePolicy => &["iam:DetachRolePolicy"],
            Self::DeleteRole => &["iam:DeleteRole"],
            Self::DeletePolicyVersion => &["iam:DeletePolicyVersion", "iam:ListPolicyVersions"],
            Self::DeletePolicy => &["iam:DeletePolicy"],
            Self::DeleteBucket => &["s3:DeleteBucket"],
            Self::DeleteAlias => &["kms:DeleteAlias"],
            Self::ScheduleKeyDeletion => &["kms:ScheduleKeyDeletion"],
            Self::CancelKeyDeletion => &["kms:CancelKeyDeletion"],
            Self::EnableKey => &["kms:EnableKey"],
        }
    }

    /// What it is about, as an ARN; for a key that has none yet, its alias.
    #[must_use]
    pub fn resource(self, desired: &Desired, key: Option<&KeyArn>) -> String {
        match self.step() {
            Step::Key => match (key, &desired.key) {
                (Some(arn), _) => arn.to_string(),
                (None, Some(new)) => new.alias.to_string(),
                (None, None) => String::new(),
            },
            Step::Policy => desired.policy_arn().to_string(),
            Step::Role | Step::Attach => desired.role_arn().to_string(),
            Step::Bucket | Step::PublicAccess | Step::Encryption | Step::HttpsOnly | Step::Keeping | Step::Checks => {
                desired.bucket_arn().to_string()
            }
        }
    }

    /// Whether it writes to the bucket. S3 answers 409 to concurrent writes on one bucket, so these go one at a time
    /// (<https://github.com/hashicorp/terraform-provider-aws/issues/7628>).
    #[must_use]
    pub const fn writes_bucket(self) -> bool {
        matches!(self.step(), Step::Bucket | Step::PublicAccess | Step::Encryption | Step::HttpsOnly | Step::Keeping)
    }

    /// Whether it takes something back that a setup made.
    #[must_use]
    pub const fn takes_back(self) -> bool {
        matches!(
            self,
            Self::DetachRolePolicy
                | Self::DeleteRole
                | Self::DeletePolicyVersion
                | Self::DeletePolicy
                | Self::DeleteBucket
                | Self::DeleteAlias
                | Self::ScheduleKeyDeletion
                | Self::AllowSessions
        ) || self.sets_back()
    }

    /// Whether it closes Vonage's way in or opens it again, which is neither making nor taking back.
    #[must_use]
    pub const fn opens_or_closes(self) -> bool {
        matches!(self, Self::CloseTrust | Self::RevokeSessions | Self::AllowSessions | Self::ReopenTrust)
    }

    /// Whether it sets a bucket they have back to what it was.
    #[must_use]
    pub const fn sets_back(self) -> bool {
        matches!(
            self,
            Self::RestorePublicAccessBlock
                | Self::DeletePublicAccessBlock
                | Self::RestoreBucketEncryption
                | Self::RestoreBucketPolicy
                | Self::DeleteBucketPolicy
                | Self::RestoreBucketVersioning
                | Self::RestoreBucketLifecycle
                | Self::DeleteBucketLifecycle
                | Self::RestoreBucketTagging
                | Self::DeleteBucketTagging
        )
    }

    /// The calls it depends on, wherever they are part of the plan.
    const fn needs(self) -> &'static [Self] {
        match self {
            Self::CreateKey
            | Self::CreateBucket
            | Self::CreateRole
            | Self::UpdateAssumeRolePolicy
            | Self::DetachRolePolicy
            | Self::DeletePolicyVersion
            | Self::CancelKeyDeletion
            | Self::CloseTrust
            | Self::AllowSessions => &[],
            // What was let in until the door closed is what is to be revoked.
            Self::RevokeSessions => &[Self::CloseTrust],
            Self::ReopenTrust => &[Self::AllowSessions],
            Self::EnableKeyRotation | Self::CreateAlias | Self::CreatePolicy | Self::CreatePolicyVersion => {
                &[Self::CreateKey]
            }
            Self::PutBucketEncryption => &[Self::CreateBucket, Self::CreateKey],
            Self::PutPublicAccessBlock
            | Self::PutBucketPolicy
            | Self::PutBucketVersioning
            | Self::PutBucketLifecycleConfiguration
            | Self::PutBucketTagging => &[Self::CreateBucket],
            Self::AttachRolePolicy => &[Self::CreatePolicy, Self::CreateRole],
            Self::DeleteRole => &[Self::DetachRolePolicy, Self::AllowSessions],
            Self::DeletePolicy => &[Self::DetachRolePolicy, Self::DeletePolicyVersion],
            // A role that outlived its bucket would write into whatever bucket takes the name next, and one that outlived
            // the bucket's protections would write without them.
            Self::DeleteBucket
            | Self::RestorePublicAccessBlock
            | Self::DeletePublicAccessBlock
            | Self::RestoreBucketEncryption
            | Self::RestoreBucketPolicy
            | Self::DeleteBucketPolicy
            | Self::RestoreBucketVersioning
            | Self::RestoreBucketLifecycle
            | Self::DeleteBucketLifecycle
            | Self::RestoreBucketTagging
            | Self::DeleteBucketTagging => &[Self::DeleteRole],
            // Never the key before its data: S3 says whether the bucket is empty by deleting it.
            Self::DeleteAlias => &[Self::DeleteBucket],
            Self::ScheduleKeyDeletion => &[Self::DeleteBucket, Self::DeleteAlias],
            Self::EnableKey => &[Self::CancelKeyDeletion],
        }
    }
}

/// The calls that carry out a plan, in the order they are shown. Nothing for what is kept, and none at all when anything is
/// refused.
#[must_use]
pub fn calls(plan: &Plan) -> Vec<PlannedCall> {
    if plan.refusals().next().is_some() {
        return Vec::new();
    }
    in_order(&plan.changes.iter().filter_map(call_for).collect::<Vec<_>>())
}

/// The calls, each in its place among the others.
#[must_use]
pub fn in_order(wanted: &[Call]) -> Vec<PlannedCall> {
    wanted
        .iter()
        .map(|&call| PlannedCall {
            call,
            after: call.needs().iter().copied().filter(|needed| wanted.contains(needed)).collect(),
        })
        .collect()
}

const fn call_for(change: &Change) -> Option<Call> {
    use super::plan::Action::{Create, Keep, Leave, Refuse, Set};
    match (change.subject, &change.action) {
        (_, Keep | Leave | Refuse(_)) => None,
        (Subject::Key, _) => Some(Call::CreateKey),
        (Subject::Rotation, _) => Some(Call::EnableKeyRotation),
        (Subject::Alias, _) => Some(Call::CreateAlias),
        (Subject::Bucket, _) => Some(Call::CreateBucket),
        (Subject::PublicAccess, _) => Some(Call::PutPublicAccessBlock),
        (Subject::Encryption, _) => Some(Call::PutBucketEncryption),
        (Subject::HttpsOnly, _) => Some(Call::PutBucketPolicy),
        (Subject::Versioning, _) => Some(Call::PutBucketVersioning),
        (Subject::Lifecycle, _) => Some(Call::PutBucketLifecycleConfiguration),
        (Subject::Policy, Create) => Some(Call::CreatePolicy),
        (Subject::Policy, Set) => Some(Call::CreatePolicyVersion),
        (Subject::Role, Create) => Some(Call::CreateRole),
        (Subject::Role, Set) => Some(Call::UpdateAssumeRolePolicy),
        (Subject::Attachment, _) => Some(Call::AttachRolePolicy),
        (Subject::BucketTags, _) => Some(Call::PutBucketTagging),
        (Subject::EarlierSessions, _) => Some(Call::AllowSessions),
    }
}
