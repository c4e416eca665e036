//! The few sentences that are said where no page is: the system's dialogs, and the page that ends a sign-in in the browser.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The page's own catalogue, so that every sentence stands in one place.
const ENGLISH: &str = include_str!("../../ui/src/language/en.json");

static MESSAGES: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(ENGLISH).unwrap_or_default());

/// A sentence of the catalogue by its key, such as `dialog.create.title`, with its values in place of `{name}`. Messages that
/// are said here have nothing else in braces. An unknown key is said as it is, which a test looks for.
#[must_use]
pub fn say(key: &str, values: &[(&str, &str)]) -> String {
    let message = MESSAGES.get(key).map_or(key, String::as_str);
    let mut parts = message.split('{');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        said.push_str(values.iter().find(|(given, _)| *given == name).map_or(name, |(_, value)| value));
        said.push_str(rest);
    }
    said
}
