//! Reads the fields of an IAM ARN up to the name, wherever a mail program broke it.
//!
//! These fields say themselves that more must come, so line breaks are taken out anywhere, and spaces around the colons.

use super::FoundKind;

/// An IAM ARN up to where its name begins, or the whole of an account's.
pub(super) struct Head {
    pub(super) partition: String,
    pub(super) account: String,
    pub(super) kind: FoundKind,
    /// `role/`, `user/` or `root`.
    pub(super) resource: &'static str,
    /// Where the head ends.
    pub(super) end: usize,
}

/// Reads the head that begins at `start`. A capital there is what a telephone makes of it.
pub(super) fn read(text: &str, start: usize) -> Option<Head> {
    const KINDS: [(&str, FoundKind); 3] =
        [("role/", FoundKind::Role), ("user/", FoundKind::User), ("root", FoundKind::Account)];
    /// AWS's longest, `aws-iso-b` and its kin, have 9 characters.
    const LONGEST_PARTITION: usize = 32;
    let mut cursor = Cursor { text, at: start };
    if !text[start..].starts_with(['a', 'A']) {
        return None;
    }
    cursor.at += 1;
    cursor.word("rn")?;
    cursor.colon()?;
    let partition = cursor.run(|byte| byte.is_ascii_lowercase() || byte == b'-', LONGEST_PARTITION);
    cursor.colon()?;
    cursor.word("iam")?;
    cursor.colon()?;
    cursor.colon()?;
    let account = cursor.run(|byte| byte.is_ascii_digit(), 12);
    cursor.colon()?;
    for (resource, kind) in KINDS {
        let mut cursor = Cursor { ..cursor };
        if cursor.word(resource).is_some() {
            if kind != FoundKind::Account {
                cursor.gap();
            }
            return Some(Head { partition, account, kind, resource, end: cursor.at });
        }
    }
    None
}

/// Where the text goes on after the one line break at `at`, spaces and the marks of a quoted reply left out.
pub(super) fn after_line_break(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    Some(text.len() - rest.trim_start_matches([' ', '\t', '>', '|']).len())
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the letters of a word, line breaks before each left out.
    fn word(&mut self, word: &str) -> Option<()> {
        for byte in word.bytes() {
            self.skip_break();
            if self.byte()? != byte {
                return None;
            }
            self.at += 1;
        }
        Some(())
    }

    /// Takes a colon and the space around it.
    fn colon(&mut self) -> Option<()> {
        self.gap();
        self.word(":")?;
        self.gap();
        Some(())
    }

    /// Takes as many characters of a sort as there are, up to `most`.
    fn run(&mut self, is_of_sort: impl Fn(u8) -> bool, most: usize) -> String {
        let mut run = String::new();
        while run.len() < most {
            let before = self.at;
            self.skip_break();
            let Some(byte) = self.byte().filter(|&byte| is_of_sort(byte)) else {
                self.at = before;
                break;
            };
            run.push(char::from(byte));
            self.at += 1;
        }
        run
    }

    fn gap(&mut self) {
        self.skip_break();
        while matches!(self.byte(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn skip_break(&mut self) {
        if let Some(after) = after_line_break(self.text, self.at) {
            self.at = after;
        }
    }
}
