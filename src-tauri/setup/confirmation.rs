//! Whether AWS has what a file says of a setup: told by the setup's tag on each thing, and by nothing in the file. Pure.

use thiserror::Error;

use crate::resources::desired::Desired;
use crate::resources::fate::Thing;
use crate::resources::made::Made;
use crate::resources::observed::TagSet;
use crate::resources::observed::{Found, FoundBucket, FoundKey, Owner, Reading, owner};
use crate::values::ProgramTag;

/// Why a file is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Contradiction {
    /// Nothing of it is there.
    #[error("AWS has nothing in this account that carries this setup’s tag.")]
    NothingThere,
    /// There without the tag.
    #[error("The {thing} that the file names is there and does not carry this setup’s tag.")]
    NoTag {
        /// Which.
        thing: Thing,
    },
    /// There with another setup's tag.
    #[error("The {thing} that the file names belongs to another setup of this program ({setup}).")]
    OtherSetup {
        /// Which.
        thing: Thing,
        /// Whose, as its tag says.
        setup: String,
    },
    /// There with another unique id.
    #[error("The {thing} that the file names was deleted and made again since.")]
    MadeAgain {
        /// Which.
        thing: Thing,
    },
    /// The bucket's own tag leads elsewhere, and what the file names instead is not there.
    #[error("The bucket says that its role is “{role}”, and the file names another, which is not there.")]
    OtherRole {
        /// The role that the bucket names.
        role: String,
    },
    /// A bucket that cannot be seen.
    #[error("A bucket of the name in the file exists, and AWS does not let you see it.")]
    Unseen,
    /// A bucket that is elsewhere.
    #[error("The bucket that the file names is in another region.")]
    OtherRegion,
    /// Tags that cannot be read.
    #[error("AWS did not let {call} be read, and without it the file cannot be confirmed.")]
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
pub fn confirmed(desired: &Desired, claimed: &Made, found: &Found) -> Result<(), Vec<Contradiction>> {
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
    if let (Some(_), FoundKey::Here(key)) = (&desired.key, &found.key) {
        judge(Thing::Key, &key.tags, claimed.key.as_ref().is_none_or(|claimed| *claimed == key.arn));
    }
    match &found.bucket {
        FoundBucket::Here(bucket) => match (desired.bucket.origin.is_new(), owner(&bucket.tags, &desired.setup)) {
            // One that somebody had before need not carry the tag; then nothing of it is changed.
            (false, Owner::Stranger) => {}
            _ => judge(Thing::Bucket, &bucket.tags, true),
        },
        FoundBucket::Foreign => against.push(Contradiction::Unseen),
        FoundBucket::ElsewhereInAccount(_) => against.push(Contradiction::OtherRegion),
        FoundBucket::Absent => {}
    }
    if let (FoundBucket::Here(bucket), None) = (&found.bucket, &found.role)
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
