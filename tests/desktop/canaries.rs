//! What nobody may find afterwards: looked for in the page, and in everything that a program leaves on a computer.

use std::collections::BTreeSet;
use std::fs;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use regex::bytes::Regex;

use crate::window::{Home, Window};

/// Secrets that a way in was given or got.
pub struct Canaries(Vec<String>);

impl Canaries {
    pub fn of<S: Into<String>>(secrets: impl IntoIterator<Item = S>) -> Self {
        let secrets: BTreeSet<String> = secrets.into_iter().map(Into::into).collect();
        assert!(!secrets.is_empty() && secrets.iter().all(|secret| secret.len() >= 6), "{secrets:?}");
        Self(secrets.into_iter().flat_map(written).collect())
    }

    /// Looks in everything of the page that a script of its own could reach.
    pub async fn assert_not_on(&self, window: &Window) {
        self.assert_not_in(&everything_on(window).await);
    }

    /// Looks in what was [`everything_on`] a page, for secrets that nobody knew yet when it was shown.
    pub fn assert_not_in(&self, page: &str) {
        for secret in &self.0 {
            assert!(!page.contains(secret), "the page holds {secret}");
        }
    }

    /// Ends the program and looks through the home folder, which holds what it printed too. `there` is something that
    /// is kept: what is there is found, so what is not found is not there. Hands back the folder.
    pub fn assert_not_left(&self, window: Window, there: &str) -> Home {
        let home = window.pull_the_plug();
        assert!(!holding(&home, &[there.to_owned()]).is_empty(), "{there} is not found either");
        assert_eq!(holding(&home, &self.0), Vec::<String>::new());
        home
    }
}

/// What a script of the page's own could reach.
pub async fn everything_on(window: &Window) -> String {
    let script = "const fields = [...document.querySelectorAll('input, textarea')].map(field => field.value);
        return JSON.stringify([document.documentElement.outerHTML, fields, location.href, history.state, name,
            document.cookie, { ...localStorage }, { ...sessionStorage }])";
    let page = window.execute(script).await.as_str().unwrap().to_owned();
    assert!(page.contains("Export Storage Setup"));
    page
}

/// A secret as it is, as an address has it, and as HTML has it.
fn written(secret: String) -> BTreeSet<String> {
    let in_address = utf8_percent_encode(&secret, UNRESERVED).to_string();
    [secret.replace('&', "&amp;"), in_address, secret].into()
}

/// What RFC 3986 lets stand in an address as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a home folder holds one of these texts, in either of the ways in which a webview writes text down.
fn holding(home: &Home, texts: &[String]) -> Vec<String> {
    let wide = |text: &String| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sought = texts.iter().flat_map(|text| [text.clone().into_bytes(), wide(text)]);
    let sought = sought.map(|octets| octets.iter().map(|octet| format!(r"\x{octet:02x}")).collect::<Vec<_>>().concat());
    // All of them at once: byte by byte, and one after the other, it would take seconds.
    let sought = Regex::new(&format!("(?-u:{})", sought.collect::<Vec<_>>().join("|"))).unwrap();
    let found = home.files().into_iter().filter_map(|path| {
        let bytes = fs::read(&path).unwrap();
        let found = sought.find(&bytes)?;
        Some(format!("{} holds {}", path.display(), String::from_utf8_lossy(found.as_bytes())))
    });
    found.collect()
}
