//! How long the longest text that the box for Vonage's message takes is read, in the shape that takes longest.

use std::time::{Duration, Instant};

use export_storage_setup::setup::paste::{MOST_BYTES, read_vonage};

use crate::support::pastes::shapes;

/// Of a debug build, which this is. A reader that compares everything with everything takes seconds.
const MOST: Duration = Duration::from_millis(500);

/// The shape that took longest.
pub struct Paste {
    shape: &'static str,
    wall: Duration,
}

/// Reads each shape a few times and keeps its best.
pub fn measure() -> Paste {
    let best = |text: &str| (0..5).map(|_| timed(text)).min().unwrap();
    let all = shapes(MOST_BYTES).into_iter().map(|(shape, text)| Paste { shape, wall: best(&text) });
    all.max_by_key(|paste| paste.wall).unwrap()
}

fn timed(text: &str) -> Duration {
    let started = Instant::now();
    std::hint::black_box(read_vonage(text));
    started.elapsed()
}

impl Paste {
    pub fn print(&self) {
        println!("{:30} {:>10.2} ms (at most {MOST:?})", self.shape, self.wall.as_secs_f64() * 1000.0);
    }

    pub fn broken_promise(&self) -> Option<String> {
        (self.wall > MOST)
            .then(|| format!("{} of {MOST_BYTES} bytes take {:?}, more than {MOST:?}", self.shape, self.wall))
    }
}
