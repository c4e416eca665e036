//! Whether AWS has what a file says of a setup: told by the setup's tag on each thing, and by nothing in the file. Pure.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::resources::desired::Desired;
use crate::resources::made::Made;
use crate::resources::observed::{ObservedBucket, ObservedKey, ObservedSetup};
use crate::resources::reading::{Owner, Reading, TagSet, owner};
use crate::resources::removal_outcome::Thing;
use crate::values::{ProgramTag, kind_of};

/// Why a file is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum Contradiction {
    /// Nothing of it is there.
    #[serde(rename = "nothing-there")]
    NothingThere,
    /// There without the tag.
    #[serde(rename = "no-tag")]
    NoTag {
        /// Which.
        thing: Thing,
    },
    /// There with another setup's tag.
    #[serde(rename = "other-setup")]
    OtherSetup {
        /// Which.
        thing: Thing,
        /// Whose, as its tag says.
        setup: String,
    },
    /// There with another unique id.
    #[serde(rename = "made-again")]
    MadeAgain {
        /// Which.
        thing: Thing,
    },
    /// The bucket's own tag leads elsewhere, and what the file names instead is not there.
    #[serde(rename = "other-role")]
    OtherRole {
        /// The role that the bucket names.
        role: String,
    },
    /// A bucket that cannot be seen.
    #[serde(rename = "unseen")]
    Unseen,
    /// A bucket that is elsewhere.
    #[serde(rename = "other-region")]
    OtherRegion,
    /// Tags that cannot be read.
    #[serde(rename = "unreadable")]
    Unreadable {
        /// The call.
        call: String,
    },
}

/// Compares what a file says with what AWS has. It is confirmed where something carries the setup's tag, and nothing that the
/// file names belongs to anybody else.
///
/// # Errors
/// All that speaks against it, at least one.
pub fn confirmed(desired: &Desired, claimed: &Made, found: &ObservedSetup) -> Result<(), Vec<Contradiction>> {
    let (mut ours, mut against) = (false, Vec::new());
    let mut judge = |thing, tags: &Reading<TagSet>, same_id: bool| match owner(tags, &desired.setup) {
        Owner::Us if same_id => ours = true,
        Owner::Us => against.push(Contradiction::MadeAgain { thing }),
        Owner::OtherSetup(setup) => against.push(Contradiction::OtherSetup { thing, setup }),
        Owner::Stranger => against.push(match tags {
            Reading::Known(_) => Contradiction::NoTag { thing },
            Reading::Unknown(why) => Contradiction::Unreadable { call: why.call.clone() },
        }),
    };
    let is = |claimed: &Option<String>, id: &str| claimed.as_ref().is_none_or(|claimed| claimed == id);
    if let Some(role) = &found.role {
        judge(Thing::Role, &role.tags, is(&claimed.role, &role.id) && role.arn == desired.role_arn());
    }
    if let Some(policy) = &found.policy {
        judge(Thing::Policy, &policy.tags, is(&claimed.policy, &policy.id));
    }
    if let (Some(_), ObservedKey::Here(key)) = (&desired.key, &found.key) {
        judge(Thing::Key, &key.tags, claimed.key.as_ref().is_none_or(|claimed| *claimed == key.arn));
    }
    match &found.bucket {
        ObservedBucket::Here(bucket) => match (desired.bucket.origin.is_new(), owner(&bucket.tags, &desired.setup)) {
            // One that somebody had before need not carry the tag; then nothing of it is changed.
            (false, Owner::Stranger) => {}
            _ => judge(Thing::Bucket, &bucket.tags, true),
        },
        ObservedBucket::Foreign => against.push(Contradiction::Unseen),
        ObservedBucket::ElsewhereInAccount(_) => against.push(Contradiction::OtherRegion),
        ObservedBucket::Absent => {}
    }
    if let (ObservedBucket::Here(bucket), None) = (&found.bucket, &found.role)
        && let Some(role) = bucket.tags.known().and_then(|tags| tags.get(ProgramTag::Role.key()))
        && *role != desired.role.name.as_str()
    {
        against.push(Contradiction::OtherRole { role: role.clone() });
    }
    if against.is_empty() && !ours {
        against.push(Contradiction::NothingThere);
    }
    if against.is_empty() { Ok(()) } else { Err(against) }
}
