//! How far this computer's clock is off, by the date of an answer.

use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::Serialize;
use ts_rs::TS;

/// How far a clock may be off. AWS refuses what is signed further off
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>).
const TOLERATED: Duration = Duration::from_mins(5);

/// A clock that is further off than AWS tolerates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ClockOff {
    /// It is behind.
    Slow {
        /// By so many seconds.
        seconds: u32,
    },
    /// It is ahead.
    Fast {
        /// By so many seconds.
        seconds: u32,
    },
}

impl ClockOff {
    /// Compares the `Date` of an answer (RFC 9110, section 6.6.1) with this computer's time. `None` when they agree within
    /// 5 minutes, or the date cannot be read.
    #[must_use]
    pub fn of(date: &str, now: SystemTime) -> Option<Self> {
        let theirs = SystemTime::try_from(DateTime::from_str(date, Format::HttpDate).ok()?).ok()?;
        let (is_slow, by) = match theirs.duration_since(now) {
            Ok(behind) => (true, behind),
            Err(ahead) => (false, ahead.duration()),
        };
        let seconds = u32::try_from(by.as_secs()).unwrap_or(u32::MAX);
        let off = if is_slow { Self::Slow { seconds } } else { Self::Fast { seconds } };
        (by > TOLERATED).then_some(off)
    }
}
