//! Takes out of pasted text what mail programs and web pages put in: markup, invisible characters, look-alikes.

use std::sync::LazyLock;

use regex::Regex;

use crate::values::{is_zero_width, pattern};

/// The pasted text, mended, with the way back to where each part of it came from.
pub(super) struct Clean {
    /// Line breaks are `\n`, spaces and hyphens plain, HTML tags and entities gone, quoted-printable lines joined.
    pub(super) text: String,
    /// For each byte of `text`, where in the pasted text it came from.
    offsets: Vec<usize>,
}

/// An HTML tag. The name is looked up, because mails put ARNs in angle brackets as well.
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"^</?([A-Za-z][A-Za-z0-9:]*)(?:\s[^<>]*)?/?>"));
static ENTITY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"));
/// A line of quoted-printable text that goes on in the next (RFC 2045, section 6.7).
static SOFT_BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^=[ \t]*\r?\n"));

/// Tags that stand inside a word or a line.
const INLINE: [&str; 21] = [
    "a", "abbr", "b", "big", "code", "em", "font", "i", "ins", "kbd", "mark", "o:p", "samp", "small", "span", "strong",
    "sub", "sup", "tt", "u", "wbr",
];
/// Tags that end a line.
const BLOCK: [&str; 29] = [
    "address",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

impl Clean {
    pub(super) fn of(pasted: &str) -> Self {
        let mut clean = Self { text: String::with_capacity(pasted.len()), offsets: Vec::with_capacity(pasted.len()) };
        let mut at = 0;
        while let Some(c) = pasted[at..].chars().next() {
            at += clean.take(&pasted[at..], c, at);
        }
        clean
    }

    /// Where in the pasted text a byte of the clean text came from.
    pub(super) fn original_offset(&self, at: usize) -> usize {
        self.offsets.get(at).copied().unwrap_or_default()
    }

    /// Takes over what stands at the start of `rest` and says how many bytes that was.
    fn take(&mut self, rest: &str, c: char, at: usize) -> usize {
        match c {
            '=' => {
                if let Some(found) = SOFT_BREAK.find(rest) {
                    return found.len();
                }
            }
            '<' => {
                // An ARN is no attribute: what stands in such brackets is text.
                if let Some(found) = TAG.captures(rest).filter(|found| !found[0].contains("arn:")) {
                    let (whole, [name]) = found.extract();
                    let name = name.to_ascii_lowercase();
                    if INLINE.contains(&name.as_str()) {
                        return whole.len();
                    }
                    if BLOCK.contains(&name.as_str()) {
                        self.push('\n', at);
                        return whole.len();
                    }
                }
            }
            '&' => {
                if let Some(found) = ENTITY.captures(rest) {
                    let (whole, [name]) = found.extract();
                    if let Some(decoded) = entity(name) {
                        self.push(decoded, at);
                        return whole.len();
                    }
                }
            }
            _ => {}
        }
        self.push(c, at);
        c.len_utf8()
    }

    fn push(&mut self, c: char, at: usize) {
        let plain = match c {
            '\r' => return,
            c if is_zero_width(c) => return,
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c if c.is_whitespace() => ' ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' => '\'',
            '：' => ':',
            '／' | '\u{2044}' | '\u{2215}' => '/',
            c => c,
        };
        self.text.push(plain);
        self.offsets.resize(self.text.len(), at);
    }
}

/// The few entities that mail programs write, and all the numbered ones.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" | "ldquo" | "rdquo" => '"',
        "apos" | "lsquo" | "rsquo" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "colon" => ':',
        "sol" => '/',
        "hyphen" | "dash" | "ndash" => '-',
        "shy" | "zwj" | "zwnj" => '\u{AD}',
        _ => return None,
    })
}
