//! How much later Home is of use with five thousand setups in the journal than with one. With none there is no Home: the
//! window begins with the way into AWS.

use std::time::Duration;

use export_storage_setup::record::Journal;
use jiff::Timestamp;

use crate::start_up::{median, time};
use crate::window::{Home, Window};

const SETUPS: u32 = 5000;
const RUNS: usize = 5;
const MOST: Duration = Duration::from_millis(100);

/// The medians.
pub struct HomePage {
    many: Duration,
    one: Duration,
}

/// Opens both in turn, so that whatever else the machine does meets both.
pub async fn measure() -> HomePage {
    let (full, single) = (Home::new(), Home::new());
    fill(&full, SETUPS);
    fill(&single, 1);
    time(Window::opening().home(&full)).await;
    time(Window::opening().home(&single)).await;
    let (mut many, mut one) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        many.push(time(Window::opening().home(&full)).await);
        one.push(time(Window::opening().home(&single)).await);
    }
    HomePage { many: median(many), one: median(one) }
}

/// A whole setup, and copies of it under ids of their own until there are that many.
fn fill(home: &Home, setups: u32) {
    let folder = home.path("data/io.github.export-storage-setup");
    std::fs::create_dir_all(&folder).unwrap();
    let journal = Journal::open(&folder).unwrap();
    let form = crate::ours::form();
    let plan = crate::ours::planned(&form);
    let (caller, now) = ("arn:aws:iam::123456789012:user/bench", Timestamp::now());
    journal.begin(&form, &plan.desired, &plan.fingerprint, caller, now).unwrap();
    drop(journal);
    let database = rusqlite::Connection::open(folder.join("setups.db")).unwrap();
    let copies = "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1 - 1)
        INSERT INTO setup (id, state, title, account, region, created, changed, form, desired, fingerprint, caller)
            SELECT printf('00000000-0000-4000-8000-%012d', n), 'ready', title, account, region, created, changed, form,
                desired, fingerprint, caller FROM setup, number WHERE ?1 > 1";
    database.execute(copies, [setups]).unwrap();
}

impl HomePage {
    pub fn print(&self) {
        println!("{:30} {:>10.2} s", format!("{SETUPS} setups"), self.many.as_secs_f64());
        println!("{:30} {:>10.2} s", "one", self.one.as_secs_f64());
        println!("\nlater by {:?} (at most {MOST:?}); median of {RUNS}", self.later());
    }

    fn later(&self) -> Duration {
        self.many.saturating_sub(self.one)
    }

    pub fn broken_promise(&self) -> Option<String> {
        (self.later() > MOST).then(|| format!("{SETUPS} setups open Home {:?} later, more than {MOST:?}", self.later()))
    }
}
