//! What an action is about: the narrowest thing of a setup.

use crate::policy::{Conditions, OneOrMany, Ordered};
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::desired::BucketOrigin;
use crate::resources::desired::Desired;
use crate::values::{IamPath, KeyArn, ProgramTag, RoleArn};

/// What actions are about: one statement of a policy each, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The bucket.
    Bucket,
    /// The permissions policy.
    Policy,
    /// The role.
    Role,
    /// The role before it exists: AWS is asked for a name and may judge it without the path. Only of a role with a path.
    RoleByName,
    /// What gives the role its power: only with the company's boundary, where the plan has one
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
    RoleWithinBoundary,
    /// The role, and of all policies only the setup's
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>); with the boundary
    /// as above.
    Attachment,
    /// The same, to take it off: with whatever boundary the role has by then.
    Detachment,
    /// A key that is being made and has no ARN to name, with the setup's tag
    /// (<https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html>).
    NewKey,
    /// That tag. Whoever has this may also tag another key of the region and account with it.
    NewKeyTag,
    /// The key; while it has no ARN, any key of the region and account. Not by the key's tag: KMS may take five minutes
    /// to heed a new one, and these follow at once
    /// (<https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html>). None of them can harm a key.
    Key,
    /// The key; while it has no ARN, any with the setup's tag.
    SetupKey,
    /// The key's alias.
    Alias,
    /// Lists of the account, which cannot be narrowed.
    Lists,
}

/// Every one, with the actions about it.
pub(super) const SCOPES: [(Scope, &[&str]); 13] = [
    // Everything of S3's; see [`Scope::of`].
    (Scope::Bucket, &[]),
    (
        Scope::Policy,
        &[
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:ListPolicyTags",
            "iam:ListPolicyVersions",
            "iam:TagPolicy",
        ],
    ),
    (
        Scope::Role,
        &[
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:GetRole",
            "iam:ListAttachedRolePolicies",
            "iam:ListRolePolicies",
            "iam:ListRoleTags",
            "iam:TagRole",
            "iam:UpdateAssumeRolePolicy",
        ],
    ),
    (Scope::RoleByName, &["iam:GetRole"]),
    (Scope::RoleWithinBoundary, &["iam:CreateRole", "iam:PutRolePolicy"]),
    (Scope::Attachment, &["iam:AttachRolePolicy"]),
    (Scope::Detachment, &["iam:DetachRolePolicy"]),
    (Scope::NewKey, &["kms:CreateKey"]),
    (Scope::NewKeyTag, &["kms:TagResource"]),
    (
        Scope::Key,
        &[
            "kms:CreateAlias",
            "kms:DescribeKey",
            "kms:EnableKeyRotation",
            "kms:GetKeyRotationStatus",
            "kms:ListResourceTags",
        ],
    ),
    (Scope::SetupKey, &["kms:CancelKeyDeletion", "kms:DeleteAlias", "kms:EnableKey", "kms:ScheduleKeyDeletion"]),
    // An alias is made and deleted with leave on both, alias and key
    // (<https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html>). A key is asked for by its alias, and an
    // alias that is not there leads to no key that the leave could be about.
    (Scope::Alias, &["kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey"]),
    (Scope::Lists, &["iam:ListAccountAliases", "kms:ListAliases", "kms:ListKeys"]),
];

impl Scope {
    /// What an action is about; nothing for one that this program never needs.
    #[must_use]
    pub fn of(action: &str) -> Vec<Self> {
        if action.starts_with("s3:") {
            return vec![Self::Bucket];
        }
        SCOPES.iter().filter(|(_, actions)| actions.contains(&action)).map(|(scope, _)| *scope).collect()
    }

    pub(super) const fn sid(self) -> &'static str {
        match self {
            Self::Bucket => "Bucket",
            Self::Policy => "PermissionsPolicy",
            Self::Role => "Role",
            Self::RoleByName => "RoleBeforeItExists",
            Self::RoleWithinBoundary => "RolePowers",
            Self::Attachment => "OnlyThisPolicyOnTheRole",
            Self::Detachment => "OnlyThisPolicyOffTheRole",
            Self::NewKey => "KeyMade",
            Self::NewKeyTag => "KeyMadeTag",
            Self::Key => "Key",
            Self::SetupKey => "KeyOfThisSetup",
            Self::Alias => "KeyAlias",
            Self::Lists => "Lists",
        }
    }

    /// The ARN, or the pattern of ARNs; nothing where the setup has no such thing. `made` is the key, once it has an ARN.
    #[must_use]
    pub fn resource(self, desired: &Desired, made: Option<&KeyArn>) -> Option<String> {
        let account = &desired.account;
        let in_kms =
            |resource: &str| format!("arn:{}:kms:{}:{}:{resource}", account.partition, desired.region, account.id);
        match self {
            Self::Bucket => Some(desired.bucket_arn().to_string()),
            Self::Policy => Some(desired.policy_arn().to_string()),
            Self::Role | Self::RoleWithinBoundary | Self::Attachment | Self::Detachment => {
                Some(desired.role_arn().to_string())
            }
            Self::RoleByName => {
                let by_name = RoleArn::new(account.partition, &account.id, &IamPath::default(), &desired.role.name);
                (by_name != desired.role_arn()).then(|| by_name.to_string())
            }
            Self::NewKey | Self::Lists => Some("*".to_owned()),
            Self::NewKeyTag => Some(in_kms("key/*")),
            Self::Key | Self::SetupKey => {
                Some(named_key(desired, made).map_or_else(|| in_kms("key/*"), ToString::to_string))
            }
            Self::Alias => desired.key.as_ref().map(|key| in_kms(key.alias.as_str())),
        }
    }

    pub(super) fn condition(self, desired: &Desired, made: Option<&KeyArn>) -> Option<Conditions> {
        let setup = desired.setup.to_string();
        let tag = |on: &str| equals([(format!("aws:{on}/{}", ProgramTag::Setup.key()), setup.clone())]);
        let boundary = desired.role.boundary.as_ref().map(|arn| (BOUNDARY.to_owned(), arn.to_string()));
        let only = (ATTACHED.to_owned(), desired.policy_arn().to_string());
        match self {
            Self::NewKey | Self::NewKeyTag => Some(tag("RequestTag")),
            Self::SetupKey if named_key(desired, made).is_none() => Some(tag("ResourceTag")),
            Self::RoleWithinBoundary => boundary.map(|boundary| equals([boundary])),
            Self::Attachment => Some(equals(std::iter::once(only).chain(boundary))),
            Self::Detachment => Some(equals([only])),
            Self::Bucket
            | Self::Policy
            | Self::Role
            | Self::RoleByName
            | Self::Key
            | Self::SetupKey
            | Self::Alias
            | Self::Lists => None,
        }
    }
}

/// The policy that is attached or detached.
pub(super) const ATTACHED: &str = "iam:PolicyARN";
/// The boundary of the role that is made or changed.
pub(super) const BOUNDARY: &str = "iam:PermissionsBoundary";

/// The key, where it can be named. A bucket they have may be encrypted with another one than it is told to use, and what
/// cannot be read of it could not be set back.
fn named_key<'a>(desired: &'a Desired, made: Option<&'a KeyArn>) -> Option<&'a KeyArn> {
    match &desired.bucket.origin {
        BucketOrigin::New => desired.known_key().or(made),
        origin @ BucketOrigin::Existing { .. } => {
            desired.known_key().filter(|_| !origin.sets(BucketSetting::Encryption))
        }
    }
}

fn equals(pairs: impl IntoIterator<Item = (String, String)>) -> Conditions {
    let mut keys = Ordered::new();
    for (key, value) in pairs {
        keys.insert(key, OneOrMany::one(value));
    }
    let mut conditions = Conditions::new();
    conditions.insert("StringEquals", keys);
    conditions
}
