//! The things that AWS holds, by name. What each is stands in the file of that name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::action::Action;
use super::call::Call;
use super::comparison::{Comparison, View};
use super::desired::Desired;
use super::listed::listed;
use super::step::Step;
use crate::values::KeyArn;

listed! {
    /// One thing that AWS holds, or one setting of it. Its name as text is the name of its check on the page.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Resource {
        /// The KMS key.
        Key,
        /// That the key is renewed every year.
        #[serde(rename = "key-rotation")]
        Rotation,
        /// The short name of the key.
        #[serde(rename = "key-alias")]
        Alias,
        /// The bucket.
        Bucket,
        /// That access lists are off.
        #[serde(rename = "owner")]
        Ownership,
        /// The four public-access switches.
        PublicAccess,
        /// The default encryption.
        Encryption,
        /// The statement of the bucket policy that refuses unencrypted connections.
        HttpsOnly,
        /// Whether old versions stay.
        Versioning,
        /// How long files stay.
        Lifecycle,
        /// This program's tags on a bucket that existed before.
        BucketTags,
        /// The permissions policy.
        Policy,
        /// The policy's versions besides the default one.
        PolicyVersions,
        /// The role, and whom it lets in.
        #[serde(rename = "trust")]
        Role,
        /// The role's permissions boundary.
        Boundary,
        /// The policies that the role has.
        #[serde(rename = "attach")]
        Attachment,
        /// The deny for sessions that a closed role gave out before.
        EarlierSessions,
    }
}

/// What the rest of the program asks of a resource. One that lacks an answer does not compile.
pub struct Rules {
    /// The step it belongs to.
    pub step: Step,
    /// What it is, as an ARN; for a key that has none yet, its alias.
    pub arn: fn(&Desired, Option<&KeyArn>) -> String,
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
}
