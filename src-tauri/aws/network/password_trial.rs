//! A proxy's password is tried by one request at a time until it is known to be right: each wrong one counts towards being
//! locked out.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Mutex, MutexGuard};

/// What is known of the password in use.
#[derive(Debug, Default)]
pub(in crate::aws) struct Trial {
    gate: Mutex<()>,
    /// How often a password was refused.
    refusals: AtomicU64,
    /// The choice whose password was taken, counted from 1; 0 for none.
    proven: AtomicU64,
}

/// Whether a request may go to the proxy.
pub(in crate::aws) enum Turn<'a> {
    /// It may, beside others.
    Free,
    /// It may, alone: it is the one that tries the password.
    Alone(MutexGuard<'a, ()>),
    /// It may not: the password was refused while it waited.
    Refused,
}

impl Trial {
    /// Waits until a request may go to the proxy with the password of a choice.
    pub(in crate::aws) async fn turn(&self, choice: u64) -> Turn<'_> {
        let refusals = self.refusals.load(Ordering::SeqCst);
        if self.is_proven(choice) {
            return Turn::Free;
        }
        let alone = self.gate.lock().await;
        if self.refusals.load(Ordering::SeqCst) != refusals {
            Turn::Refused
        } else if self.is_proven(choice) {
            Turn::Free
        } else {
            Turn::Alone(alone)
        }
    }

    /// The proxy took the password of this choice.
    pub(in crate::aws) fn prove(&self, choice: u64) {
        self.proven.store(choice + 1, Ordering::SeqCst);
    }

    /// The proxy refused the password.
    pub(in crate::aws) fn refuse(&self) {
        self.refusals.fetch_add(1, Ordering::SeqCst);
    }

    fn is_proven(&self, choice: u64) -> bool {
        self.proven.load(Ordering::SeqCst) == choice + 1
    }
}
