//! How far this computer's clock is off, by the date of an answer.

use std::fmt;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// How far a clock may be off. AWS refuses what is signed further off
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>).
const TOLERATED: Duration = Duration::from_mins(5);

/// A clock that is further off than AWS tolerates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockOff {
    /// It is behind by this much.
    Slow(Duration),
    /// It is ahead by this much.
    Fast(Duration),
}

impl ClockOff {
    /// Compares the `Date` of an answer (RFC 9110, section 6.6.1) with this computer's time. `None` when they agree within
    /// 5 minutes, or the date cannot be read.
    #[must_use]
    pub fn of(date: &str, now: SystemTime) -> Option<Self> {
        let theirs = SystemTime::try_from(DateTime::from_str(date, Format::HttpDate).ok()?).ok()?;
        let off = match theirs.duration_since(now) {
            Ok(behind) => Self::Slow(behind),
            Err(ahead) => Self::Fast(ahead.duration()),
        };
        (off.by() > TOLERATED).then_some(off)
    }

    const fn by(self) -> Duration {
        match self {
            Self::Slow(by) | Self::Fast(by) => by,
        }
    }
}

/// `12 minutes slow`, `3 hours fast`, `2 days slow`: the largest unit of which there are two.
impl fmt::Display for ClockOff {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = if matches!(self, Self::Slow(_)) { "slow" } else { "fast" };
        let minutes = (self.by().as_secs() + 30) / 60;
        match minutes {
            0..120 => write!(out, "{minutes} minutes {way}"),
            120..2880 => write!(out, "{} hours {way}", minutes / 60),
            _ => write!(out, "{} days {way}", minutes / 1440),
        }
    }
}
