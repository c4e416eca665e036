//! The tags that everything made carries: the program's own and the person's.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{length, pattern, text_value, trimmed};

/// The tags this program puts on what it makes, by which it finds it again without a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProgramTag {
    /// The setup's id, on everything.
    Setup,
    /// The program's version, on everything.
    Version,
    /// The plan's fingerprint, on everything.
    Plan,
    /// The role's name, on the bucket: roles cannot be looked up by tag.
    Role,
    /// The alias of the new key, or the ARN of a key they have, on the bucket.
    Key,
    /// `theirs`, on a bucket that this program did not make and therefore never deletes.
    Bucket,
    /// The settings that were changed of such a bucket, by their names with spaces between.
    Changed,
}

impl ProgramTag {
    /// Every tag of the program's.
    pub const ALL: [Self; 7] =
        [Self::Setup, Self::Version, Self::Plan, Self::Role, Self::Key, Self::Bucket, Self::Changed];
    /// What the keys of all of them begin with; a person's own tags may not.
    pub const PREFIX: &'static str = "export-storage-setup:";

    /// The tag's key as AWS has it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Setup => "export-storage-setup:setup",
            Self::Version => "export-storage-setup:version",
            Self::Plan => "export-storage-setup:plan",
            Self::Role => "export-storage-setup:role",
            Self::Key => "export-storage-setup:key",
            Self::Bucket => "export-storage-setup:bucket",
            Self::Changed => "export-storage-setup:changed",
        }
    }
}

/// What a tag may not have: anything but letters, numbers and spaces of every script and `_.:/=+-@`.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html>
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{L}\p{Z}\p{N}_.:/=+\-@]"));

fn foreign_character(text: &str) -> Option<char> {
    FOREIGN.find(text).and_then(|found| found.as_str().chars().next())
}

fn begins_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// The key of a tag the person wants on everything: 1 to 128 characters.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TagKey {
    text: String,
}

/// Why a text is no tag key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum TagKeyRefusal {
    /// Nothing was given.
    #[serde(rename = "tag-key-empty")]
    Empty,
    /// More than 128 characters.
    #[serde(rename = "tag-key-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
    /// A character AWS does not take.
    #[serde(rename = "tag-key-character")]
    Character {
        /// The first such character.
        character: char,
    },
    /// A beginning AWS keeps for itself.
    #[serde(rename = "tag-key-aws-prefix")]
    AwsPrefix,
    /// A beginning this program keeps for itself.
    #[serde(rename = "tag-key-program-prefix")]
    ProgramPrefix {
        /// The beginning.
        prefix: &'static str,
    },
}

text_value!(TagKey, TagKeyRefusal);

impl TagKey {
    /// The most characters a key has.
    pub const MAX_LENGTH: usize = 128;

    /// Reads a tag's key.
    ///
    /// # Errors
    /// When AWS would not take it, or it is one of this program's.
    pub fn parse(text: &str) -> Result<Self, TagKeyRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(TagKeyRefusal::Empty);
        }
        if begins_with_ignoring_case(text, "aws:") {
            return Err(TagKeyRefusal::AwsPrefix);
        }
        if begins_with_ignoring_case(text, ProgramTag::PREFIX) {
            return Err(TagKeyRefusal::ProgramPrefix { prefix: ProgramTag::PREFIX });
        }
        if let Some(character) = foreign_character(text) {
            return Err(TagKeyRefusal::Character { character });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(TagKeyRefusal::TooLong { excess, max: Self::MAX_LENGTH }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}

/// The value of a tag: up to 256 characters, or none.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TagValue {
    text: String,
}

/// Why a text is no tag value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum TagValueRefusal {
    /// More than 256 characters.
    #[serde(rename = "tag-value-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
    /// A character AWS does not take.
    #[serde(rename = "tag-value-character")]
    Character {
        /// The first such character.
        character: char,
    },
}

text_value!(TagValue, TagValueRefusal);

impl TagValue {
    /// The most characters a value has.
    pub const MAX_LENGTH: usize = 256;

    /// Reads a tag's value.
    ///
    /// # Errors
    /// When AWS would not take it.
    pub fn parse(text: &str) -> Result<Self, TagValueRefusal> {
        let text = trimmed(text);
        if let Some(character) = foreign_character(text) {
            return Err(TagValueRefusal::Character { character });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(TagValueRefusal::TooLong { excess, max: Self::MAX_LENGTH }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}

/// A tag the person wants on everything that is made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tag {
    /// Its name.
    pub key: TagKey,
    /// Its value, which may be empty.
    pub value: TagValue,
}

/// The person's tags, in the order they were given: at most 45, so that with this program's own there are AWS's 50, and no
/// two keys that differ in capitals alone, which IAM takes for the same.
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Vec<Tag>", into = "Vec<Tag>")]
pub struct Tags {
    tags: Vec<Tag>,
}

/// Why tags cannot stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum TagsRefusal {
    /// More than 45.
    #[serde(rename = "tags-too-many")]
    TooMany {
        /// How many there are too many.
        excess: usize,
        /// The most there may be.
        max: usize,
    },
    /// Two keys that IAM takes for the same.
    #[serde(rename = "tags-duplicate")]
    Duplicate {
        /// The second of the two.
        #[ts(type = "string")]
        key: TagKey,
    },
}

impl Tags {
    /// How many tags a person may give: AWS's 50 less this program's own.
    pub const MAX: usize = 50 - ProgramTag::ALL.len();

    /// Takes tags together.
    ///
    /// # Errors
    /// When they are more than [`Self::MAX`], or two keys differ in capitals alone.
    pub fn new(tags: Vec<Tag>) -> Result<Self, TagsRefusal> {
        if tags.len() > Self::MAX {
            return Err(TagsRefusal::TooMany { excess: tags.len() - Self::MAX, max: Self::MAX });
        }
        let mut seen = HashSet::new();
        if let Some(tag) = tags.iter().find(|tag| !seen.insert(tag.key.as_str().to_lowercase())) {
            return Err(TagsRefusal::Duplicate { key: tag.key.clone() });
        }
        Ok(Self { tags })
    }

    /// The tags, in the order they were given.
    pub fn iter(&self) -> std::slice::Iter<'_, Tag> {
        self.tags.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }
}

impl<'a> IntoIterator for &'a Tags {
    type Item = &'a Tag;
    type IntoIter = std::slice::Iter<'a, Tag>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl TryFrom<Vec<Tag>> for Tags {
    type Error = TagsRefusal;

    fn try_from(tags: Vec<Tag>) -> Result<Self, Self::Error> {
        Self::new(tags)
    }
}

impl From<Tags> for Vec<Tag> {
    fn from(tags: Tags) -> Self {
        tags.tags
    }
}
