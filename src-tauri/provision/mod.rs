//! Runs a plan's calls against AWS, journaling each before and after.

pub mod attempt;
mod carry_out;
pub mod clock;
pub mod progress;
pub mod run;
pub mod stop;

pub use clock::{Clock, SystemClock};
pub use progress::{Progress, StepProgress, StepState};
pub use run::{End, Run, RunFailure};
pub use stop::Stop;
