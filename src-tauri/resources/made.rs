//! What is known of what a setup made.

use super::bucket_value::BucketValue;
use crate::values::KeyArn;

/// What the journal knows of what a setup made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// The setup came from elsewhere: only what carries its tag is its, and ids make that less and never more.
    pub needs_tag: bool,
    /// AWS's unique id of the role; absent when it was never made or its answer was lost.
    pub role: Option<String>,
    /// AWS's unique id of the policy, likewise.
    pub policy: Option<String>,
    /// The new key's ARN, likewise.
    pub key: Option<KeyArn>,
    /// A key was asked for and its answer was lost: AWS may have one that the journal does not know.
    pub key_unclear: bool,
    /// The bucket may have been told to use the key, so that files may need it.
    pub key_set: bool,
    /// What the settings of a bucket they have were like before this setup changed them.
    pub before: Vec<BucketValue>,
    /// The same as somebody else's word has it: set back only where the bucket's own tag names the setting and the person
    /// ticked it.
    pub claimed_before: Vec<BucketValue>,
}
