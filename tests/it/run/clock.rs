//! Time as a test wants it.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use export_storage_setup::provision::Clock;
use jiff::Timestamp;
use tokio::sync::watch;

/// A clock on which every look costs a millisecond and every sleep is over at once, unless it is held. Clones are the same
/// clock.
#[derive(Clone)]
pub struct TestClock {
    shared: Arc<Mutex<(Timestamp, Vec<Duration>)>>,
    held: Arc<watch::Sender<bool>>,
}

impl TestClock {
    pub fn new() -> Self {
        Self {
            shared: Arc::new(Mutex::new(("2026-03-01T09:00:00Z".parse().unwrap(), Vec::new()))),
            held: Arc::default(),
        }
    }

    /// Lets no sleep end, or every one again.
    pub fn hold(&self, held: bool) {
        self.held.send_replace(held);
    }

    /// Every sleep so far, in order.
    pub fn slept(&self) -> Vec<Duration> {
        self.shared.lock().unwrap().1.clone()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let mut shared = self.shared.lock().unwrap();
        shared.0 += Duration::from_millis(1);
        shared.0
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut shared = self.shared.lock().unwrap();
        shared.0 += duration;
        shared.1.push(duration);
        let mut held = self.held.subscribe();
        Box::pin(async move {
            held.wait_for(|held| !held).await.unwrap();
            tokio::task::yield_now().await;
        })
    }
}
