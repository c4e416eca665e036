//! The question before something is changed in AWS, in words.

use crate::app::confirm::{Deed, Question};

/// A question as a window of the system shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// What is asked, with the account's number.
    pub title: String,
    /// What happens, and to what.
    pub text: String,
    /// The button that says yes.
    pub yes: &'static str,
}

/// The button that says no.
pub const NO: &str = "Cancel";

impl From<&Question> for Confirmation {
    fn from(question: &Question) -> Self {
        let desired = &question.desired;
        let account = &desired.account.id;
        let (title, happens, yes) = match question.deed {
            Deed::Create => (
                format!("Create this in AWS account {account}?"),
                "The bucket, the policy and the role below are made as you reviewed them, and with them the key if the \
                 review had one.",
                "Create",
            ),
            Deed::GoOn => (
                format!("Go on with this setup in AWS account {account}?"),
                "What is missing of the setup is made.",
                "Go on",
            ),
            Deed::Undo => (
                format!("Take this setup back in AWS account {account}?"),
                "What this setup made is deleted, as the page said. A bucket that holds anything stays.",
                "Take back",
            ),
            Deed::Stop => (
                format!("Stop Vonage in AWS account {account}?"),
                "The role below lets nobody in any more. Nothing is deleted.",
                "Stop Vonage",
            ),
            Deed::LetIn => (
                format!("Let Vonage in again in AWS account {account}?"),
                "The role below lets in again whom it let in before.",
                "Let Vonage in",
            ),
        };
        let lets_in: Vec<String> = match question.deed {
            Deed::Create | Deed::GoOn => {
                desired.role.principals.iter().map(|principal| format!("Lets in: {principal}\n")).collect()
            }
            Deed::Undo | Deed::Stop | Deed::LetIn => Vec::new(),
        };
        let lets_in = lets_in.concat();
        let text = format!(
            "{happens}\n\nBucket: {}\nRegion: {}\nRole: {}\n{lets_in}Plan: {}\n\nThis window is not part of the page. \
             Press “{yes}” only if you have just asked for this.",
            desired.bucket.name,
            desired.region,
            desired.role.name,
            question.fingerprint.short(),
        );
        Self { title, text, yes }
    }
}
