//! Text with wildcards and policy variables, and matching it.

use super::decision::Obstacle;
use super::request::Context;

/// Text once its variables are replaced. What came out of a variable is never a wildcard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expanded(Vec<Piece>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Written(char),
    FromVariable(char),
}

/// Text in which `*` stands for any characters and `?` for any one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    One(char),
    AnyOne,
    Any,
}

impl Expanded {
    /// Text in which `${…}` is ordinary text.
    pub(super) fn verbatim(text: &str) -> Self {
        Self(text.chars().map(Piece::Written).collect())
    }

    /// Replaces each `${key}` by the key's value, each `${key, 'default'}` by the value or else the default, and
    /// `${*}`, `${?}`, `${$}` by those characters as ordinary text. `None` when a key without default has no value:
    /// then the text equals nothing.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
    ///
    /// # Errors
    /// [`Obstacle::UnusableVariable`], when a variable never ends, or its key has several values, which AWS does not
    /// allow as a variable.
    pub(super) fn replace(text: &str, context: &Context) -> Result<Option<Self>, Obstacle> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            let (before, variable) = rest.split_at(start);
            let end = variable_end(variable).ok_or_else(|| unusable(variable))?;
            let (variable, after) = variable.split_at(end);
            let Some(value) = variable_value(variable, context)? else { return Ok(None) };
            pieces.extend(before.chars().map(Piece::Written));
            pieces.extend(value.chars().map(Piece::FromVariable));
            rest = after;
        }
        pieces.extend(rest.chars().map(Piece::Written));
        Ok(Some(Self(pieces)))
    }

    /// The text with `*` and `?` as ordinary characters.
    pub(super) fn into_text(self) -> String {
        let character = |piece| match piece {
            Piece::Written(character) | Piece::FromVariable(character) => character,
        };
        self.0.into_iter().map(character).collect()
    }

    /// The text with `*` and `?` as wildcards, except where a variable put them.
    pub(super) fn into_pattern(self) -> Pattern {
        let part = |piece| match piece {
            Piece::Written('*') => Part::Any,
            Piece::Written('?') => Part::AnyOne,
            Piece::Written(character) | Piece::FromVariable(character) => Part::One(character),
        };
        Pattern(self.0.into_iter().map(part).collect())
    }
}

/// The length of a variable that begins `${`, past any brace inside the quotes of its default.
fn variable_end(variable: &str) -> Option<usize> {
    let mut quoted = false;
    for (index, character) in variable.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '}' if !quoted => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// The value of a variable from `${` to `}`, or its default.
fn variable_value(variable: &str, context: &Context) -> Result<Option<String>, Obstacle> {
    let inside = variable.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    if matches!(inside, "*" | "?" | "$") {
        return Ok(Some(inside.to_owned()));
    }
    let (key, default) = match inside.split_once(',') {
        Some((key, default)) => {
            let default = default.trim().strip_prefix('\'').and_then(|default| default.strip_suffix('\''));
            (key.trim(), Some(default.ok_or_else(|| unusable(variable))?.replace("''", "'")))
        }
        None => (inside.trim(), None),
    };
    match context.values(key) {
        _ if key.is_empty() => Err(unusable(variable)),
        [] => Ok(default),
        [value] => Ok(Some(value.clone())),
        _ => Err(unusable(variable)),
    }
}

fn unusable(variable: &str) -> Obstacle {
    Obstacle::UnusableVariable { variable: variable.to_owned() }
}

impl Pattern {
    /// Whether the pattern covers the whole text.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut part, mut at) = (0, 0);
        // Where to take up again when a guess about the last `*` fails: the part after it, and the text it has not
        // swallowed yet. Only the last `*` ever needs to swallow more, so the work stays within pattern × text.
        let mut retry: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.0.get(part) {
                Some(Part::Any) => {
                    part += 1;
                    retry = Some((part, at));
                }
                Some(Part::AnyOne) => (part, at) = (part + 1, at + 1),
                Some(Part::One(character)) if *character == text[at] => (part, at) = (part + 1, at + 1),
                _ => match retry {
                    Some((after_star, swallowed)) => {
                        (part, at) = (after_star, swallowed + 1);
                        retry = Some((after_star, swallowed + 1));
                    }
                    None => return false,
                },
            }
        }
        self.0[part..].iter().all(|part| *part == Part::Any)
    }

    /// The six parts of an ARN pattern; `None` when there are fewer.
    pub(super) fn arn_parts(&self) -> Option<[Self; 6]> {
        let parts: Vec<Self> =
            self.0.splitn(6, |part| *part == Part::One(':')).map(|part| Self(part.to_vec())).collect();
        parts.try_into().ok()
    }
}
