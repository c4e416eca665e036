//! A sign-in that waits for the browser.

use std::ops::Deref;

use tokio::sync::watch;

use crate::sign_in::BrowserSignIn;

/// A sign-in that waits for the browser.
#[derive(Debug)]
pub struct Waiting {
    pub(super) sign_in: BrowserSignIn,
    pub(super) ended: watch::Sender<Option<Ended>>,
}

/// How the waiting ended, when not by the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Cancelled,
    /// With a code, or in another way altogether.
    SignedIn,
}

impl Waiting {
    pub(super) fn end(&self, how: Ended) {
        self.ended.send_replace(Some(how));
    }
}

impl Deref for Waiting {
    type Target = BrowserSignIn;

    fn deref(&self) -> &BrowserSignIn {
        &self.sign_in
    }
}
