//! Why a plan cannot be carried out.

use thiserror::Error;

use super::observed::{Owner, Unread};
use crate::values::{BucketName, KeyAlias, KeyArn, PolicyArn, Region, RoleArn};

/// What exists already and stands in the way. Nothing that exists is ever changed silently, so each of these ends the
/// planning.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum PlanRefusal {
    #[error("The name “{name}” belongs to another AWS customer’s bucket; choose another name.")]
    BucketTaken { name: BucketName },
    #[error("You already have a bucket called “{name}”, in {region}; choose another name.")]
    BucketElsewhere { name: BucketName, region: Region },
    #[error("You already have a bucket called “{name}”{}; choose another name.", made_by(.owner))]
    BucketNotOurs { name: BucketName, owner: Owner },
    #[error("There is no bucket called “{name}” in your account; check its spelling, or choose a new bucket.")]
    BucketMissing { name: BucketName },
    #[error(
        "AWS does not let you see a bucket called “{name}” in this account; check its spelling and the account, or ask for the permission s3:ListBucket on it."
    )]
    BucketHidden { name: BucketName },
    #[error(
        "The bucket “{name}” already holds files, and Vonage will be able to read everything already in it; tick “It may hold files already”, or choose a new bucket."
    )]
    BucketFilled { name: BucketName },
    #[error(
        "AWS does not let you see whether the bucket holds files already ({}{}), which Vonage would be able to read; tick “It may hold files already”, or choose a new bucket.",
        .why.call, code(.why)
    )]
    BucketUnseen { why: Unread },
    #[error("The encryption of the bucket “{name}” was changed after you reviewed the plan; start a new setup.")]
    BucketKeyChanged { name: BucketName },
    #[error(
        "The bucket “{name}” has deletion rules that this program did not make; ask your cloud team to set how long files stay."
    )]
    LifecycleOfOthers { name: BucketName },
    #[error(
        "This program cannot read a setting that your bucket has already ({}{}), and overwrites nothing it cannot read; ask your cloud team for the right to read it.",
        .why.call, code(.why)
    )]
    BucketUnreadable { why: Unread },
    #[error("The short name “{alias}” points to a key that this setup did not make; start a new setup.")]
    AliasTaken { alias: KeyAlias },
    #[error(
        "AWS does not let you look whether the new key exists already{}; ask for the permission kms:DescribeKey, or choose Amazon’s own key.",
        code(.why)
    )]
    NewKeyUnreadable { why: Unread },
    #[error("There is no key with this ARN; copy the key’s ARN again from its page in AWS.")]
    KeyMissing { key: KeyArn },
    #[error(
        "AWS does not let you look at this key{}; ask for the permission kms:DescribeKey, or let the program make a new key.",
        code(.why)
    )]
    KeyUnreadable { why: Unread },
    #[error("This key is {}; ask your cloud team to enable it, or choose another key.", state_words(.state))]
    KeyNotEnabled { key: KeyArn, state: String },
    #[error(
        "This key was made for something other than encryption ({usage}); choose a key of the type “Symmetric, Encrypt and decrypt”."
    )]
    KeyForOtherUse { key: KeyArn, usage: String },
    #[error("This is an asymmetric key ({spec}), which storage cannot use; choose a key of the type “Symmetric”.")]
    KeyAsymmetric { key: KeyArn, spec: String },
    #[error("This key is managed by Amazon, and Vonage could not use it; choose a key of your own or a new one.")]
    KeyOfAmazon { key: KeyArn },
    #[error("You already have a policy with this name ({arn}){}; choose another name.", made_by(.owner))]
    PolicyNameTaken { arn: PolicyArn, owner: Owner },
    #[error("You already have a role with this name ({arn}){}; choose another name.", made_by(.owner))]
    RoleNameTaken { arn: RoleArn, owner: Owner },
}

impl PlanRefusal {
    /// Its stable name.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::BucketTaken { .. } => "bucket-taken",
            Self::BucketElsewhere { .. } => "bucket-elsewhere",
            Self::BucketNotOurs { .. } => "bucket-not-ours",
            Self::BucketMissing { .. } => "bucket-missing",
            Self::BucketHidden { .. } => "bucket-hidden",
            Self::BucketFilled { .. } => "bucket-filled",
            Self::BucketUnseen { .. } => "bucket-unseen",
            Self::BucketKeyChanged { .. } => "bucket-key-changed",
            Self::LifecycleOfOthers { .. } => "lifecycle-of-others",
            Self::BucketUnreadable { .. } => "bucket-unreadable",
            Self::AliasTaken { .. } => "alias-taken",
            Self::NewKeyUnreadable { .. } => "new-key-unreadable",
            Self::KeyMissing { .. } => "key-missing",
            Self::KeyUnreadable { .. } => "key-unreadable",
            Self::KeyNotEnabled { .. } => "key-not-enabled",
            Self::KeyForOtherUse { .. } => "key-for-other-use",
            Self::KeyAsymmetric { .. } => "key-asymmetric",
            Self::KeyOfAmazon { .. } => "key-of-amazon",
            Self::PolicyNameTaken { .. } => "policy-name-taken",
            Self::RoleNameTaken { .. } => "role-name-taken",
        }
    }
}

fn made_by(owner: &Owner) -> String {
    match owner {
        Owner::OtherSetup(id) => format!(", made by another setup of this program ({id})"),
        Owner::Us | Owner::Stranger => String::new(),
    }
}

fn code(why: &Unread) -> String {
    why.code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default()
}

fn state_words(state: &str) -> String {
    match state {
        "Disabled" => "switched off".to_owned(),
        "PendingDeletion" | "PendingReplicaDeletion" => "about to be deleted".to_owned(),
        "PendingImport" => "waiting for its key material".to_owned(),
        other => format!("not usable now ({other})"),
    }
}
