//! What AWS takes as tags, on whichever resource.
//!
//! Source: <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>

use std::collections::HashSet;

use crate::values::{TagKey, TagValue};

/// The most tags a resource has.
pub(super) const MAX_TAGS: usize = 50;

/// Why tags are refused.
pub(super) enum TagFault<'a> {
    /// More than [`MAX_TAGS`].
    TooMany,
    /// A key AWS keeps for itself.
    Reserved,
    /// Two tags of one key.
    Duplicate,
    /// A key or value that is too long or has a character AWS does not take.
    Text { index: usize, part: TagPart, text: &'a str },
}

/// Which half of a tag.
#[derive(Clone, Copy)]
pub(super) enum TagPart {
    Key,
    Value,
}

/// Whether two keys that differ in capitals alone are the same.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum KeyCase {
    Counts,
    Ignored,
}

/// Checks the tags of one request.
pub(super) fn check<'a>(tags: &[(&'a str, &'a str)], case: KeyCase) -> Result<(), TagFault<'a>> {
    if tags.len() > MAX_TAGS {
        return Err(TagFault::TooMany);
    }
    let mut keys = HashSet::new();
    for (index, &(key, value)) in tags.iter().enumerate() {
        if key.to_lowercase().starts_with("aws:") {
            return Err(TagFault::Reserved);
        }
        if key.is_empty() || key.chars().count() > TagKey::MAX_LENGTH || !has_tag_characters(key) {
            return Err(TagFault::Text { index, part: TagPart::Key, text: key });
        }
        if value.chars().count() > TagValue::MAX_LENGTH || !has_tag_characters(value) {
            return Err(TagFault::Text { index, part: TagPart::Value, text: value });
        }
        let key = if case == KeyCase::Ignored { key.to_lowercase() } else { key.to_owned() };
        if !keys.insert(key) {
            return Err(TagFault::Duplicate);
        }
    }
    Ok(())
}

/// Keys and values take the same characters.
fn has_tag_characters(text: &str) -> bool {
    text.chars().all(|character| {
        character.is_whitespace() && !character.is_control() || TagValue::parse(&character.to_string()).is_ok()
    })
}
