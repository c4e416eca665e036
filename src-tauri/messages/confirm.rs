//! The question before something is changed in AWS, in words.

use crate::app::runs::confirm::{Deed, Question};
use crate::language::say;

/// A question as a window of the system shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// What is asked, with the account's number.
    pub title: String,
    /// What happens, and to what.
    pub text: String,
    /// The button that says yes.
    pub yes: String,
}

/// The button that says no.
#[must_use]
pub fn no() -> String {
    say("common.cancel", &[])
}

impl From<&Question> for Confirmation {
    fn from(question: &Question) -> Self {
        let desired = &question.desired;
        let deed = match question.deed {
            Deed::Create => "create",
            Deed::GoOn => "goOn",
            Deed::Undo => "undo",
            Deed::Stop => "stop",
            Deed::LetIn => "letIn",
        };
        let of_deed = |part: &str, values: &[(&str, &str)]| say(&format!("dialog.{deed}.{part}"), values);
        let line = |name: &str, value: &str| say(&format!("dialog.line.{name}"), &[("value", value)]);
        let yes = of_deed("yes", &[]);
        let lets_in = match question.deed {
            Deed::Create | Deed::GoOn => desired.role.principals.as_slice(),
            Deed::Undo | Deed::Stop | Deed::LetIn => &[],
        };
        let mut lines = vec![
            of_deed("happens", &[]),
            String::new(),
            line("bucket", desired.bucket.name.as_str()),
            line("region", desired.region.as_str()),
            line("role", desired.role.name.as_str()),
        ];
        lines.extend(lets_in.iter().map(|principal| line("letsIn", principal.as_ref())));
        lines.push(line("plan", &question.fingerprint.short()));
        lines.extend([String::new(), say("dialog.notOfThePage", &[("yes", &yes)])]);
        Self { title: of_deed("title", &[("account", desired.account.id.as_str())]), text: lines.join("\n"), yes }
    }
}
