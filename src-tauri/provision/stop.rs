//! The word that a run shall send nothing new, heard at once.

use std::sync::Arc;

use tokio::sync::watch;

/// Says, and hears, that nothing new is to be sent. Copies are the same word.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// Says it. It cannot be taken back.
    pub fn say(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was said.
    #[must_use]
    pub fn is_said(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits for something, or until it is said; answers whether it was.
    pub async fn or(&self, something: impl Future<Output = ()>) -> bool {
        let mut word = self.0.subscribe();
        tokio::select! {
            biased;
            // An error would mean that nobody can say it any more, and `self` can.
            _ = word.wait_for(|said| *said) => true,
            () = something => false,
        }
    }
}
