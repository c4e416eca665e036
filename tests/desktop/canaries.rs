//! What nobody may find afterwards: looked for in the page, and in everything that a program leaves on a computer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::window::{Home, Window};

/// Secrets that a way in was given or got.
pub struct Canaries(Vec<String>);

impl Canaries {
    pub fn of<S: Into<String>>(secrets: impl IntoIterator<Item = S>) -> Self {
        let secrets: Vec<String> = secrets.into_iter().map(Into::into).collect();
        assert!(!secrets.is_empty() && secrets.iter().all(|secret| secret.len() >= 6), "{secrets:?}");
        Self(secrets)
    }

    /// Looks in everything of the page that a script of its own could reach.
    pub async fn assert_not_on(&self, window: &Window) {
        let script = "const fields = [...document.querySelectorAll('input, textarea')].map(field => field.value);
            return JSON.stringify([document.documentElement.outerHTML, fields, location.href, history.state, name,
                document.cookie, { ...localStorage }, { ...sessionStorage }])";
        let page = window.execute(script).await;
        let page = page.as_str().unwrap();
        assert!(page.contains("Export Storage Setup"));
        for secret in &self.0 {
            assert!(!page.contains(secret), "the page holds {secret}");
        }
    }

    /// Ends the program and looks through the home folder, which holds what it printed too. `there` is something that
    /// is kept: what is there is found, so what is not found is not there.
    pub fn assert_not_left(&self, window: Window, there: &str) {
        self.assert_not_left_but_in(&[], window, there);
    }

    /// The same, where the person's own computer keeps secrets in these files and folders of the home folder.
    pub fn assert_not_left_but_in(&self, kept: &[&str], window: Window, there: &str) {
        let home = window.pull_the_plug();
        assert!(!holding(&home, there).is_empty(), "{there} is not found either");
        let is_kept = |file: &PathBuf| kept.iter().any(|kept| file.starts_with(home.path(kept)));
        for secret in &self.0 {
            let left: Vec<PathBuf> = holding(&home, secret).into_iter().filter(|file| !is_kept(file)).collect();
            assert_eq!(left, Vec::<PathBuf>::new(), "they hold {secret}");
        }
    }
}

/// The files of a home folder that hold a text, in either of the ways in which a webview writes text down.
fn holding(home: &Home, text: &str) -> Vec<PathBuf> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        [text.as_bytes(), &wide].iter().any(|sought| bytes.windows(sought.len()).any(|part| part == *sought))
    };
    home.files().into_iter().filter(|path| holds(path)).collect()
}
