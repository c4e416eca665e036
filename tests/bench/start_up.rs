//! From starting a program until the first control of its page can be used, ours beside an empty Tauri window.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::table::ratio;
use crate::window::{Opening, Window};

const RUNS: usize = 5;
const MOST: f64 = 1.5;

/// The medians.
pub struct StartUp {
    ours: Duration,
    empty: Duration,
}

/// Opens both in turn, so that whatever else the machine does meets both.
pub async fn measure() -> StartUp {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_export-storage-setup"));
    let empty = program.with_file_name("examples").join("empty-window");
    assert!(empty.exists(), "{} is missing; `./dev bench` builds it", empty.display());
    // Once each for the file cache.
    time(Window::opening().program(&program)).await;
    time(Window::opening().program(&empty)).await;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(time(Window::opening().program(&program)).await);
        theirs.push(time(Window::opening().program(&empty)).await);
    }
    StartUp { ours: median(ours), empty: median(theirs) }
}

/// The driver starts the program when a session is asked for, and that is when the clock starts.
pub async fn time(opening: Opening) -> Duration {
    let window = opening.open().await;
    let connected = Instant::now();
    let usable = "const controls = document.querySelectorAll('main :is(input, textarea, button)');
        return [...controls].some(control => !control.disabled && control.offsetParent !== null)";
    while window.execute(usable).await != true {
        assert!(connected.elapsed() < Duration::from_secs(30), "the page shows no control");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    window.opened_in + connected.elapsed()
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

impl StartUp {
    pub fn print(&self) {
        println!("{:30} {:>10.2} s", "ours", self.ours.as_secs_f64());
        println!("{:30} {:>10.2} s", "an empty Tauri window", self.empty.as_secs_f64());
        println!("\nours ÷ empty: {:.2} (at most {MOST}); median of {RUNS}", ratio(self.ours, self.empty));
    }

    pub fn broken_promise(&self) -> Option<String> {
        let ratio = ratio(self.ours, self.empty);
        (ratio > MOST).then(|| format!("start-up ÷ an empty window: {ratio:.2}, more than {MOST}"))
    }
}
