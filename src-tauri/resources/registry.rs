//! What is known of each resource and of each write, from the file that says it. The compiler names what a new one lacks.

use super::bucket_value::BucketSetting;
use super::call::Call;
use super::desired::Desired;
use super::resource::Resource;
use super::rules::Rules;
use super::step::Step;
use super::write::{Purpose, Write};
use super::{
    alias, attachment, boundary, bucket, bucket_tags, encryption, https_only, key, lifecycle, managed_policy,
    ownership, policy_versions, public_access, role, rotation, sessions, versioning,
};
use crate::values::KeyArn;

impl Resource {
    /// What is known of it.
    #[must_use]
    pub const fn rules(self) -> &'static Rules {
        match self {
            Self::Key => &key::RULES,
            Self::Rotation => &rotation::RULES,
            Self::Alias => &alias::RULES,
            Self::Bucket => &bucket::RULES,
            Self::Ownership => &ownership::RULES,
            Self::PublicAccess => &public_access::RULES,
            Self::Encryption => &encryption::RULES,
            Self::HttpsOnly => &https_only::RULES,
            Self::Versioning => &versioning::RULES,
            Self::Lifecycle => &lifecycle::RULES,
            Self::BucketTags => &bucket_tags::RULES,
            Self::Policy => &managed_policy::RULES,
            Self::PolicyVersions => &policy_versions::RULES,
            Self::Role => &role::RULES,
            Self::Boundary => &boundary::RULES,
            Self::Attachment => &attachment::RULES,
            Self::EarlierSessions => &sessions::RULES,
        }
    }
}

impl Call {
    /// What is known of it.
    #[must_use]
    pub const fn write(self) -> &'static Write {
        match self {
            Self::CreateKey => &key::CREATE,
            Self::EnableKeyRotation => &rotation::ENABLE,
            Self::CreateAlias => &alias::CREATE,
            Self::CreateBucket => &bucket::CREATE,
            Self::PutPublicAccessBlock => &public_access::PUT,
            Self::PutBucketEncryption => &encryption::PUT,
            Self::PutBucketPolicy => &https_only::PUT,
            Self::PutBucketVersioning => &versioning::PUT,
            Self::PutBucketLifecycleConfiguration => &lifecycle::PUT,
            Self::CreatePolicy => &managed_policy::CREATE,
            Self::CreatePolicyVersion => &managed_policy::CREATE_VERSION,
            Self::CreateRole => &role::CREATE,
            Self::UpdateAssumeRolePolicy => &role::UPDATE_TRUST,
            Self::AttachRolePolicy => &attachment::ATTACH,
            Self::DetachRolePolicy => &attachment::DETACH,
            Self::DeleteRole => &role::DELETE,
            Self::DeletePolicyVersion => &policy_versions::DELETE,
            Self::DeletePolicy => &managed_policy::DELETE,
            Self::DeleteBucket => &bucket::DELETE,
            Self::DeleteAlias => &alias::DELETE,
            Self::ScheduleKeyDeletion => &key::SCHEDULE_DELETION,
            Self::CancelKeyDeletion => &key::CANCEL_DELETION,
            Self::EnableKey => &key::ENABLE,
            Self::PutBucketTagging => &bucket_tags::PUT,
            Self::RestorePublicAccessBlock => &public_access::RESTORE,
            Self::DeletePublicAccessBlock => &public_access::DELETE,
            Self::RestoreBucketEncryption => &encryption::RESTORE,
            Self::RestoreBucketPolicy => &https_only::RESTORE,
            Self::DeleteBucketPolicy => &https_only::DELETE,
            Self::RestoreBucketVersioning => &versioning::RESTORE,
            Self::RestoreBucketLifecycle => &lifecycle::RESTORE,
            Self::DeleteBucketLifecycle => &lifecycle::DELETE,
            Self::RestoreBucketTagging => &bucket_tags::RESTORE,
            Self::DeleteBucketTagging => &bucket_tags::DELETE,
            Self::CloseTrust => &role::CLOSE_TRUST,
            Self::RevokeSessions => &sessions::REVOKE,
            Self::AllowSessions => &sessions::ALLOW,
            Self::ReopenTrust => &role::REOPEN_TRUST,
        }
    }

    /// The step it belongs to.
    #[must_use]
    pub const fn step(self) -> Step {
        self.write().resource.rules().step
    }

    /// AWS's name of the call, with its service, for example `s3:CreateBucket`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.write().name
    }

    /// The IAM actions it needs.
    #[must_use]
    pub const fn actions(self) -> &'static [&'static str] {
        self.write().actions
    }

    /// What it is about, as an ARN; for a key that has none yet, its alias.
    #[must_use]
    pub fn resource(self, desired: &Desired, key: Option<&KeyArn>) -> String {
        (self.write().resource.rules().arn)(desired, key)
    }

    /// The setting of the bucket that it writes over; `None` for any other call.
    #[must_use]
    pub const fn setting(self) -> Option<BucketSetting> {
        BucketSetting::of(self.write().resource)
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
        matches!(self.write().purpose, Purpose::TakeBack | Purpose::Revert | Purpose::Unlock)
    }

    /// Whether it sets a bucket that existed before back to what it was.
    #[must_use]
    pub const fn sets_back(self) -> bool {
        matches!(self.write().purpose, Purpose::Revert)
    }

    /// Whether it closes Vonage's way in or opens it again, which is neither making nor taking back.
    #[must_use]
    pub const fn opens_or_closes(self) -> bool {
        matches!(self.write().purpose, Purpose::Door | Purpose::Unlock)
    }
}
