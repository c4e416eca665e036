//! The things that AWS holds, by name. What each is stands in the file of that name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::listed::listed;

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
