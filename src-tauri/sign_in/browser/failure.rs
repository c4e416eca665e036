//! Why a sign-in in the browser did not work, with what to do about it.

use thiserror::Error;

use crate::aws::network::connector::CertificatesFailure;
use crate::aws::{AwsFailure, Situation};
use crate::sign_in::answer::AnswerFailure;

/// Why a sign-in in the browser did not work. `Display` is one sentence: what caused it. None of it holds a secret.
#[derive(Debug, Error)]
pub enum BrowserFailure {
    /// The person cancelled it.
    #[error("The sign-in was cancelled.")]
    Cancelled,
    /// There is none to wait for.
    #[error("No sign-in in the browser is going on.")]
    NotBegun,
    /// The browser brought no code.
    #[error(transparent)]
    Answer(#[from] AnswerFailure),
    /// Nothing was pasted.
    #[error("Nothing was pasted.")]
    CodeEmpty,
    /// What was pasted is no code of AWS's.
    #[error("This is not a whole code of AWS’s sign-in page.")]
    CodeNotUnderstood,
    /// What was pasted is the answer to another question.
    #[error("This code belongs to another sign-in.")]
    CodeOfOtherSignIn,
    /// AWS does not take the code any more.
    #[error("The code of this sign-in is too old, or was used already.")]
    CodeExpired(Box<AwsFailure>),
    /// The person's user may not do this.
    #[error("Your AWS user may not sign in to a program on a computer.")]
    NotPermitted(Box<AwsFailure>),
    /// The person's password, or something else of their user, is another one now.
    #[error("Your AWS password or user was changed after this sign-in.")]
    UserChanged(Box<AwsFailure>),
    /// The session is over, by AWS's word or by the clock.
    #[error("The session of this sign-in has ended.")]
    SessionEnded(Option<Box<AwsFailure>>),
    /// AWS's sign-in server did not get the question, or its answer did not get here.
    #[error("{}", .0.words(Situation::default()).cause)]
    Unreachable(Box<AwsFailure>),
    /// AWS's sign-in server gave no keys, for a reason that is not one of the above.
    #[error("AWS’s sign-in server gave no keys.")]
    NoKeys(Box<AwsFailure>),
    /// The company's certificates cannot be used.
    #[error(transparent)]
    Certificates(#[from] CertificatesFailure),
}

impl BrowserFailure {
    /// Its stable name: what pages and tests switch on.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Cancelled => "browser-cancelled",
            Self::NotBegun => "browser-not-begun",
            Self::Answer(failure) => failure.kind(),
            Self::CodeEmpty => "browser-code-empty",
            Self::CodeNotUnderstood => "browser-code-not-understood",
            Self::CodeOfOtherSignIn => "browser-code-of-other-sign-in",
            Self::CodeExpired(_) => "browser-code-expired",
            Self::NotPermitted(_) => "browser-not-permitted",
            Self::UserChanged(_) => "browser-user-changed",
            Self::SessionEnded(_) => "browser-session-ended",
            Self::Unreachable(aws) => aws.cause().kind(),
            Self::NoKeys(_) => "browser-no-keys",
            Self::Certificates(_) => "certificates-unusable",
        }
    }

    /// One sentence: what to do now.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Cancelled | Self::NotBegun => "Begin again, or choose another way in.",
            Self::Answer(AnswerFailure::NoPort(_)) => "Restart this computer, or choose another way in.",
            Self::Answer(AnswerFailure::NoAnswer) => "Sign in to the AWS console in that browser first, then begin again here.",
            Self::Answer(AnswerFailure::Refused) => {
                "Begin again and allow it; if AWS’s page did not ask you, send the text below to whoever looks after AWS in your company."
            }
            Self::Answer(AnswerFailure::Declined { .. }) => "Begin again, and choose another way in if AWS’s page says the same again.",
            Self::Answer(AnswerFailure::NotUnderstood) => "Close AWS’s pages in the browser, and begin again.",
            Self::CodeEmpty | Self::CodeNotUnderstood => {
                "Copy the whole code that AWS’s page shows, and paste it here."
            }
            Self::CodeOfOtherSignIn => "Open the link above once more, and paste the code that its page shows.",
            Self::CodeExpired(_) => "Open AWS’s page once more; a code works once and for a few minutes.",
            Self::NotPermitted(_) => "Send the text below to whoever looks after AWS in your company.",
            Self::UserChanged(_) => "Begin again, and sign in with the new password.",
            Self::SessionEnded(_) => "Sign in again; what was made stays.",
            Self::Unreachable(aws) => return aws.words(Situation::default()).remedy,
            Self::NoKeys(_) => {
                "Try again in a few minutes, or show AWS’s own words below to whoever looks after AWS in your company."
            }
            Self::Certificates(certificates) => certificates.remedy(),
        }
        .to_owned()
    }

    /// A text to send to whoever must act, when it is not the person themselves. The two permissions are those of AWS's
    /// own policy for this (<https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SignInLocalDevelopmentAccess.html>).
    #[must_use]
    pub fn ask(&self) -> Option<String> {
        let said = match self {
            Self::Answer(AnswerFailure::Refused) => String::new(),
            Self::NotPermitted(aws) => {
                let words =
                    [("AWS’s code", &aws.code), ("AWS’s message", &aws.message), ("AWS’s request ID", &aws.request_id)];
                words.iter().filter_map(|(name, word)| Some(format!("{name}: {}\n", word.as_deref()?))).collect()
            }
            Self::Unreachable(aws) => return aws.words(Situation::default()).ask,
            Self::Certificates(certificates) => return certificates.ask(),
            _ => return None,
        };
        Some(format!(
            "Hello, I am setting up the storage that Vonage Contact Center exports recordings into.\n\
             To sign in from the program on my computer, my AWS user needs signin:AuthorizeOAuth2Access and signin:CreateOAuth2Token.\n\
             {said}Could you attach AWS’s managed policy SignInLocalDevelopmentAccess to my user, or make the setup for me?"
        ))
    }

    /// The refused call, when AWS was asked.
    #[must_use]
    pub fn aws(&self) -> Option<&AwsFailure> {
        match self {
            Self::CodeExpired(aws)
            | Self::NotPermitted(aws)
            | Self::UserChanged(aws)
            | Self::Unreachable(aws)
            | Self::NoKeys(aws) => Some(aws),
            Self::SessionEnded(aws) => aws.as_deref(),
            _ => None,
        }
    }

    /// What AWS's page or the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Answer(failure) => failure.said(),
            _ => None,
        }
    }

    /// Whether it is about a code that was pasted.
    #[must_use]
    pub const fn is_about_pasted_code(&self) -> bool {
        matches!(self, Self::CodeEmpty | Self::CodeNotUnderstood | Self::CodeOfOtherSignIn)
    }

    /// Whether keys that are still good do not help either: AWS has ended the session.
    pub(super) const fn ends_session(&self) -> bool {
        matches!(self, Self::UserChanged(_) | Self::SessionEnded(_) | Self::NotPermitted(_) | Self::CodeExpired(_))
    }
}
