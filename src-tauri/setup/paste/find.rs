//! Spots ARNs and account numbers in mended text, putting those together that were broken over lines.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::FoundKind;
use super::head::{self, Head};
use crate::values::{AccountId, PrincipalArn, TrustWholeAccount, is_iam_name_character, pattern};

/// A value and where it stands in the mended text.
pub(super) struct Spotted {
    pub(super) text: String,
    pub(super) kind: FoundKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a line break was taken out of its name, where nothing but the look of it says that it goes on.
    pub(super) rejoined: bool,
}

pub(super) struct Spottings {
    /// In the order of the text.
    pub(super) principals: Vec<Spotted>,
    /// ARNs that are no principal, or not whole.
    pub(super) other_arns: Vec<String>,
}

/// What may follow a piece of an ARN that has a line to itself.
static LINE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^["'`)\]},;*]*[ \t]*(?:\n|$)"#));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern("[0-9]+(?:-[0-9]+)*"));
/// What makes a number something else than an account's.
static OTHER_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:tel|phone|telephone|mobile|cell|fax|call|whatsapp|ticket|case|order|invoice|reference|ref)\b[^0-9\n]{0,16}$",
    )
});
/// Digits in front that make it a longer number: a bracketed code, a decimal, another group that is not 12 digits too.
static MORE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\(\+?[0-9]+\)[ \t]?|[0-9][.:)]|(?:^|[^0-9])(?:[0-9]{1,11}|[0-9]{13,})[ \t])$"));
static MORE_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[.:][0-9]|[ \t](?:[0-9]{1,11}|[0-9]{13,})(?:[^0-9]|$))"));
static ACCOUNT_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:account|aws)\b"));

/// Spots everything that could be a principal.
pub(super) fn spot(text: &str) -> Spottings {
    let (mut principals, mut other_arns) = (Vec::new(), Vec::new());
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices(['a', 'A']) {
        if taken.last().is_some_and(|range| range.end > start) {
            continue;
        }
        if let Some(head) = head::read(text, start) {
            let (end, arn) = principal(text, start, &head);
            match arn {
                Some(arn) => principals.push(arn),
                None => other_arns.push(shortened(&text[start..end])),
            }
            taken.push(start..end);
        } else if text[start..].starts_with("arn:") {
            let end = text[start..].find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
            let end = end.map_or(text.len(), |length| start + length);
            other_arns.push(shortened(&text[start..end]));
            taken.push(start..end);
        }
    }
    if principals.len() < 2 {
        principals.extend(numbers(text, &taken, &principals));
        principals.sort_by_key(|one| one.start);
    }
    Spottings { principals, other_arns }
}

/// Where the ARN ends whose head was read; without a value when it is a placeholder, a pattern or cut off.
fn principal(text: &str, start: usize, head: &Head) -> (usize, Option<Spotted>) {
    let (name, goes_on) = if head.kind == FoundKind::Account {
        let goes_on = text[head.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_'));
        (Name { text: String::new(), end: head.end, rejoined: false }, goes_on)
    } else {
        let name = read_name(text, head.end);
        let goes_on = is_cut_off(text, start, name.end);
        (name, goes_on)
    };
    let arn = format!("arn:{}:iam::{}:{}{}", head.partition, head.account, head.resource, name.text);
    let principal = PrincipalArn::parse(&arn, TrustWholeAccount(true)).ok().filter(|_| !goes_on);
    let spotted = principal.map(|principal| Spotted {
        text: principal.as_str().to_owned(),
        kind: head.kind,
        start,
        end: name.end,
        rejoined: name.rejoined,
    });
    (name.end, spotted)
}

struct Name {
    text: String,
    end: usize,
    rejoined: bool,
}

/// Reads path and name, across line breaks that look like a mail program's.
fn read_name(text: &str, from: usize) -> Name {
    let mut name = Name { text: String::new(), end: from, rejoined: false };
    loop {
        let piece = piece(&text[name.end..]);
        name.text.push_str(piece);
        name.end += piece.len();
        let Some(after) = head::after_line_break(text, name.end).filter(|&after| continues(text, &name, after)) else {
            break;
        };
        name.rejoined = true;
        name.end = after;
    }
    // What ends a sentence or a list is not part of the name. Cut-off names keep their dots until `is_cut_off` saw them.
    let kept = name.text.trim_end_matches(['.', ',', '/']).len();
    name.end -= name.text.len() - kept;
    name.text.truncate(kept);
    name
}

/// The run of characters a path and a name have, up to where the next ARN begins.
fn piece(text: &str) -> &str {
    let run = text.find(|c: char| !is_iam_name_character(c) && c != '/').unwrap_or(text.len());
    // The next ARN's `arn` is such characters too, its colon is not.
    let end = match text[..run].strip_suffix("arn") {
        Some(before) if text[run..].starts_with(":aws") => before.len(),
        _ => run,
    };
    &text[..end]
}

/// Whether a name goes on after a line break: when it ends or goes on with a joining character, or when the line is as
/// long as mail programs make them and the next holds nothing but something like the rest of a name.
fn continues(text: &str, name: &Name, after: usize) -> bool {
    /// Where mail programs break lines; RFC 5322 asks for at most 78 characters.
    const WRAPPED_LINE: Range<usize> = 60..81;
    let piece = piece(&text[after..]);
    let rest = &text[after + piece.len()..];
    let Some(first) = piece.chars().next() else { return false };
    if rest.starts_with(':') || piece.contains('@') || !piece.contains(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    if name.text.ends_with(['-', '_', '/', '+', '=']) && first.is_ascii_alphanumeric() {
        return true;
    }
    // From here on only a break in the middle of a word will do, and a piece that has the line to itself.
    let is_bare = text[name.end..after].trim_end_matches(['>', '|', ' ']) == "\n" && !text[..after].ends_with("  ");
    let is_indented = text[..after].ends_with("\n ");
    if !is_bare || is_indented || !LINE_END.is_match(rest) {
        return false;
    }
    let is_joined = matches!(first, '-' | '_' | '/') && piece[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let line = name.end - text[..name.end].rfind('\n').map_or(0, |at| at + 1);
    let is_like_a_name = piece.contains(|c: char| matches!(c, '-' | '_' | '/') || c.is_ascii_digit());
    is_joined || (WRAPPED_LINE.contains(&line) && is_like_a_name)
}

/// Whether a name is followed by what stands for more of it: dots, a placeholder, a pattern.
fn is_cut_off(text: &str, start: usize, end: usize) -> bool {
    let (before, rest) = (&text[..end], &text[end..]);
    let is_bold = text[..start].ends_with('*');
    rest.starts_with("...")
        || rest.starts_with(['…', '{', '$'])
        || rest.starts_with("/*")
        || (rest.starts_with('*') && !is_bold)
        || (rest.starts_with(['<', '[', '(']) && before.ends_with(['-', '_', '/']))
}

fn shortened(arn: &str) -> String {
    const SHOWN: usize = 120;
    let line: String = arn.split_whitespace().collect();
    let line = line.trim_end_matches(['.', ',', ';', ')', ']', '}', '>']);
    if line.chars().count() > SHOWN { line.chars().take(SHOWN).chain(['…']).collect() } else { line.to_owned() }
}

/// Account numbers that stand alone and are no ARN's.
fn numbers(text: &str, taken: &[Range<usize>], arns: &[Spotted]) -> Vec<Spotted> {
    let mut numbers = Vec::new();
    for found in NUMBER.find_iter(text) {
        let Some(account) = account_number(text, found.range()) else { continue };
        // They stand in the order of the text.
        let before = taken.partition_point(|range| range.end <= found.start());
        let is_an_arns = taken.get(before).is_some_and(|range| range.contains(&found.start()))
            || arns.iter().any(|arn| arn.text.contains(account.as_str()));
        if !is_an_arns {
            numbers.push(Spotted {
                text: account.as_str().to_owned(),
                kind: FoundKind::AccountNumber,
                start: found.start(),
                end: found.end(),
                rejoined: false,
            });
        }
    }
    numbers
}

fn account_number(text: &str, range: Range<usize>) -> Option<AccountId> {
    let (before, number, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let line = last_line(before);
    // The console writes 1234-5678-9012, but so do some countries their telephone numbers.
    let groups: Vec<usize> = number.split('-').map(str::len).collect();
    let is_number = groups == [12] || (groups == [4, 4, 4] && ACCOUNT_WORD.is_match(line));
    let touches = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '#' | '/' | '-' | '@' | '%'))
        || after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '-' | '@' | '%'))
        || MORE_BEFORE.is_match(line)
        || MORE_BEHIND.is_match(after);
    if !is_number || touches || OTHER_NUMBER.is_match(line) {
        return None;
    }
    AccountId::parse(number).ok()
}

/// The end of the line a text stops in, as much of it as can be about what follows.
fn last_line(before: &str) -> &str {
    const NEAR: usize = 80;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    near.rsplit('\n').next().unwrap_or_default()
}
