//! Reads a setup back and judges it against what was desired.

mod bucket;
mod identity;
mod key;

use crate::record::{Check, CheckResult};
use crate::setup::desired::Desired;
use crate::setup::found::{Found, Reading, Unread};
use crate::setup::step::Step;
use crate::setup::values::KeyArn;

/// Judges what was found against what was desired: one line per setting and document, in the order of the steps. `key` is
/// the key's ARN, made or known.
#[must_use]
pub fn judge(desired: &Desired, key: Option<&KeyArn>, found: &Found) -> Vec<Check> {
    let mut checks = key::judge(desired, key, &found.key);
    checks.extend(bucket::judge(desired, key, &found.bucket));
    checks.extend(identity::judge(desired, key, found));
    checks
}

/// What is asked of one setting.
#[derive(Clone, Copy)]
struct Question {
    id: &'static str,
    step: Step,
    title: &'static str,
}

impl Question {
    const fn new(id: &'static str, step: Step, title: &'static str) -> Self {
        Self { id, step, title }
    }

    fn answered(self, passes: bool, right: impl Into<String>, wrong: impl Into<String>) -> Check {
        let (result, detail) =
            if passes { (CheckResult::Passes, right.into()) } else { (CheckResult::Fails, wrong.into()) };
        self.with(result, detail)
    }

    /// Judges what was read; what AWS did not say is not judged.
    fn read<T>(
        self,
        reading: &Reading<T>,
        is_right: impl FnOnce(&T) -> bool,
        right: impl Into<String>,
        wrong: impl FnOnce(&T) -> String,
    ) -> Check {
        match reading {
            Reading::Unknown(why) => self.unread(why),
            Reading::Known(value) if is_right(value) => self.with(CheckResult::Passes, right.into()),
            Reading::Known(value) => self.with(CheckResult::Fails, wrong(value)),
        }
    }

    fn unread(self, why: &Unread) -> Check {
        let code = why.code.as_deref().unwrap_or("no answer");
        self.with(CheckResult::NotChecked, format!("Could not be checked, because AWS refused {} ({code}).", why.call))
    }

    fn with(self, result: CheckResult, detail: String) -> Check {
        Check { id: self.id.to_owned(), step: self.step, title: self.title.to_owned(), result, detail }
    }
}
