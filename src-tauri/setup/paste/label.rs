//! Tells the primary service from the secondary by the words around the values.

use std::sync::LazyLock;

use regex::Regex;

use super::ServiceLabel;
use super::find::Spotted;
use crate::values::pattern;

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern("(?i)primary|secondary"));
/// A label behind its value: `… (primary)`, `… is the primary service`, `… | Primary`.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)^["'`*)\]>., \t]*(?:\(|\[|-+|\||is\b|as\b|for\b|<--?)[ \t*]*(?:the |your |our |a )?(primary|secondary)"#,
    )
});

/// The label of each value, in their order.
pub(super) fn labels(text: &str, principals: &[Spotted]) -> Vec<Option<ServiceLabel>> {
    let mut labels = Vec::with_capacity(principals.len());
    let mut from = 0;
    let mut labels_stand_above = true;
    for (index, principal) in principals.iter().enumerate() {
        let until = principals.get(index + 1).map_or(text.len(), |next| next.start);
        let (before, after) = (&text[from..principal.start], &text[principal.end..until]);
        from = principal.end;
        let mut label = on_same_line(before);
        if label.is_none()
            && let Some((found, length)) = behind(after)
        {
            // Spent: it must not label the next value too.
            from += length;
            label = Some(found);
        }
        let above = above(before);
        if index == 0 {
            labels_stand_above = label.is_some() || above.is_some();
        }
        let apart = if labels_stand_above { above } else { below(after) };
        labels.push(label.or(apart).or_else(|| only_label(&principal.text)));
    }
    labels
}

/// The label all the words of a text agree on.
fn only_label(text: &str) -> Option<ServiceLabel> {
    let mut words = WORD.find_iter(text).map(|word| label(word.as_str()));
    let first = words.next()?;
    words.all(|other| other == first).then_some(first)
}

fn label(word: &str) -> ServiceLabel {
    if word.eq_ignore_ascii_case("primary") { ServiceLabel::Primary } else { ServiceLabel::Secondary }
}

fn on_same_line(before: &str) -> Option<ServiceLabel> {
    before.rsplit('\n').next().and_then(only_label)
}

/// The label behind a value on its line, and how far behind. A word with a colon after it belongs to what comes next.
fn behind(after: &str) -> Option<(ServiceLabel, usize)> {
    let line = after.split('\n').next()?;
    let found = BEHIND.captures(line)?;
    let (whole, [word]) = found.extract();
    let is_key = line[whole.len()..].contains([':', '=']);
    (!is_key).then(|| (label(word), whole.len()))
}

/// The label in the nearest line above that has one. A line that has both, such as a heading, says nothing.
fn above(before: &str) -> Option<ServiceLabel> {
    let lines = before.rsplit('\n').skip(1);
    let line = near(lines).find(|line| WORD.is_match(line))?;
    only_label(line)
}

/// The label in a line of its own below a value, as in a table whose second column it is.
fn below(after: &str) -> Option<ServiceLabel> {
    let (_, rest) = after.split_once('\n')?;
    let (lines, _) = rest.rsplit_once('\n').unwrap_or((rest, ""));
    let line = near(lines.split('\n')).find(|line| WORD.is_match(line))?;
    if line.contains([':', '=']) { None } else { only_label(line) }
}

/// The few lines that are near enough to be about a value.
fn near<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    const NEAR: usize = 3;
    lines.filter(|line| !line.trim().is_empty()).take(NEAR)
}
