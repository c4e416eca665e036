//! What the program makes in AWS, one file per thing: what is desired of it, how that compares with what AWS has, what is
//! written, whether it took effect, and how it is taken back. Pure.

/// Everything that is made, in the order it is shown: each thing that AWS holds with the file that says what it is, each
/// setting of a bucket, and each call that changes something with what is known of it.
macro_rules! listing {
    ($then:ident) => {
        $then! {
            resources {
                /// The KMS key.
                Key = key,
                /// That the key is renewed every year.
                #[serde(rename = "key-rotation")]
                Rotation = rotation,
                /// The short name of the key.
                #[serde(rename = "key-alias")]
                Alias = alias,
                /// The bucket.
                Bucket = bucket,
                /// That access lists are off.
                #[serde(rename = "owner")]
                Ownership = ownership,
                /// The four public-access switches.
                PublicAccess = public_access,
                /// The default encryption.
                Encryption = encryption,
                /// The statement of the bucket policy that refuses unencrypted connections.
                HttpsOnly = https_only,
                /// Whether old versions stay.
                Versioning = versioning,
                /// How long files stay.
                Lifecycle = lifecycle,
                /// This program's tags on a bucket that existed before.
                BucketTags = bucket_tags,
                /// The permissions policy.
                Policy = managed_policy,
                /// The policy's versions besides the default one.
                PolicyVersions = policy_versions,
                /// The role, and whom it lets in.
                #[serde(rename = "trust")]
                Role = role,
                /// The role's permissions boundary.
                Boundary = boundary,
                /// The policies that the role has.
                #[serde(rename = "attach")]
                Attachment = attachment,
                /// The deny for sessions that a closed role gave out before.
                EarlierSessions = sessions,
            }
            settings {
                /// The four public-access switches.
                PublicAccess "public-access" = public_access,
                /// The key new files are encrypted with.
                Encryption "encryption" = encryption,
                /// The rule that refuses unencrypted connections.
                HttpsOnly "https-only" = https_only,
                /// Whether old versions stay.
                Versioning "versioning" = versioning,
                /// How long files stay.
                Lifecycle "lifecycle" = lifecycle,
                /// This program's tags, by which the setup is found from another computer.
                Tags "tags" = bucket_tags,
            }
            calls {
                CreateKey = key::CREATE,
                EnableKeyRotation = rotation::ENABLE,
                CreateAlias = alias::CREATE,
                CreateBucket = bucket::CREATE,
                CreatePolicy = managed_policy::CREATE,
                CreatePolicyVersion = managed_policy::CREATE_VERSION,
                CreateRole = role::CREATE,
                UpdateAssumeRolePolicy = role::UPDATE_TRUST,
                AttachRolePolicy = attachment::ATTACH,
                DetachRolePolicy = attachment::DETACH,
                DeleteRole = role::DELETE,
                DeletePolicyVersion = policy_versions::DELETE,
                DeletePolicy = managed_policy::DELETE,
                DeleteBucket = bucket::DELETE,
                DeleteAlias = alias::DELETE,
                ScheduleKeyDeletion = key::SCHEDULE_DELETION,
                CancelKeyDeletion = key::CANCEL_DELETION,
                EnableKey = key::ENABLE,
                /// `UpdateAssumeRolePolicy` with a document that lets nobody in.
                CloseTrust = role::CLOSE_TRUST,
                /// `PutRolePolicy` with AWS's own deny for earlier sessions.
                RevokeSessions = sessions::REVOKE,
                /// `DeleteRolePolicy` of that deny.
                AllowSessions = sessions::ALLOW,
                /// `UpdateAssumeRolePolicy` with the document that was there before.
                ReopenTrust = role::REOPEN_TRUST,
            }
            setting_calls {
                PutPublicAccessBlock = public_access::PUT,
                PutBucketEncryption = encryption::PUT,
                PutBucketPolicy = https_only::PUT,
                PutBucketVersioning = versioning::PUT,
                PutBucketLifecycleConfiguration = lifecycle::PUT,
                PutBucketTagging = bucket_tags::PUT,
                RestorePublicAccessBlock = public_access::RESTORE,
                DeletePublicAccessBlock = public_access::DELETE,
                RestoreBucketEncryption = encryption::RESTORE,
                RestoreBucketPolicy = https_only::RESTORE,
                DeleteBucketPolicy = https_only::DELETE,
                RestoreBucketVersioning = versioning::RESTORE,
                RestoreBucketLifecycle = lifecycle::RESTORE,
                DeleteBucketLifecycle = lifecycle::DELETE,
                RestoreBucketTagging = bucket_tags::RESTORE,
                DeleteBucketTagging = bucket_tags::DELETE,
            }
        }
    };
}

pub mod action;
pub mod alias;
pub mod attachment;
pub mod boundary;
pub mod bucket;
pub mod bucket_setting;
pub mod bucket_tags;
pub mod bucket_value;
pub mod call;
pub mod comparison;
mod condition;
pub mod desired;
pub mod encryption;
pub mod fingerprint;
pub mod https_only;
pub mod key;
pub mod lifecycle;
pub mod lifecycle_rule;
pub mod made;
pub mod managed_policy;
pub mod observed;
pub mod ownership;
pub mod parameter;
pub mod policy_versions;
pub mod public_access;
pub mod reading;
pub mod refusal;
mod registry;
pub mod removal_outcome;
pub mod resource;
mod revert;
pub mod role;
pub mod rotation;
pub mod rules;
pub mod sessions;
pub mod setting;
pub mod step;
pub mod tags;
pub mod versioning;
pub mod write;

pub use resource::Resource;
