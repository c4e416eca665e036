//! Why a sign-in on a company's page did not work, with what to do about it.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::aws::network::connector::CertificatesFailure;
use crate::aws::{AwsFailure, FailureKind, Unclear};
use crate::sign_in::answer::{AnswerFailure, Unanswered, Way};
use crate::values::kind_of;

/// Why a sign-in on a company's page did not work. None of it holds a secret.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum CenterFailure {
    /// The person cancelled it.
    #[serde(rename = "center-cancelled")]
    Cancelled,
    /// There is none going on.
    #[serde(rename = "center-not-begun")]
    NotBegun,
    /// The address is a name that the company gave its page, and its server cannot be reached.
    #[serde(rename = "center-page-unreached")]
    PageUnreached {
        /// The name.
        host: String,
        /// What became of the question.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The address is not AWS's, and does not lead to AWS's page.
    #[serde(rename = "center-page-leads-elsewhere")]
    LeadsElsewhere {
        /// The name.
        host: String,
    },
    /// AWS knows no such page there.
    #[serde(rename = "center-wrong-portal")]
    WrongPortal {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// AWS does not take the code that the browser brought.
    #[serde(rename = "center-answer-expired")]
    AnswerExpired {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// Nobody entered the code in time.
    #[serde(rename = "center-code-expired")]
    CodeExpired {
        /// What AWS answered.
        #[serde(skip)]
        aws: Option<Box<AwsFailure>>,
    },
    /// The page was told not to allow it.
    #[serde(rename = "center-code-refused")]
    CodeRefused {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The person may use no account.
    #[serde(rename = "center-no-accounts")]
    NoAccounts,
    /// The person may take no role in the account.
    #[serde(rename = "center-no-roles")]
    NoRoles,
    /// The account is not among those the page gave.
    #[serde(rename = "center-other-account")]
    OtherAccount,
    /// The page does not give the role any more.
    #[serde(rename = "center-role-refused")]
    RoleRefused {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The session is over.
    #[serde(rename = "center-session-ended")]
    SessionEnded {
        /// What AWS answered.
        #[serde(skip)]
        aws: Option<Box<AwsFailure>>,
    },
    /// The server refused, for a reason that is not one of the above, or its answer makes no sense.
    #[serde(rename = "center-not-granted")]
    NotGranted {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The browser brought no code.
    #[serde(untagged)]
    Answer(Unanswered),
    /// The server did not get the question, or its answer did not get here.
    #[serde(untagged)]
    Unreachable(Box<AwsFailure>),
    /// The company's certificates cannot be used.
    #[serde(untagged)]
    Certificates(#[from] CertificatesFailure),
}

impl CenterFailure {
    /// The refused call, when AWS was asked.
    #[must_use]
    pub fn aws(&self) -> Option<&AwsFailure> {
        match self {
            Self::PageUnreached { aws, .. }
            | Self::WrongPortal { aws }
            | Self::AnswerExpired { aws }
            | Self::CodeRefused { aws }
            | Self::RoleRefused { aws }
            | Self::Unreachable(aws)
            | Self::NotGranted { aws } => Some(aws),
            Self::CodeExpired { aws } | Self::SessionEnded { aws } => aws.as_deref(),
            _ => None,
        }
    }

    /// What the page or the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Answer(unanswered) => unanswered.why.said(),
            Self::Certificates(certificates) => certificates.said(),
            _ => None,
        }
    }

    /// Whether a code is the way that is left: the browser could not bring an answer to this program, for ten minutes or at
    /// all, or the answer to its own question held no code; and neither can it after a code that came to nothing. A code is
    /// easier to be tricked with, so nothing that somebody else can bring about leads to it: not a request with another
    /// answer, nor a page's *no*, nor cancelling. The page asks here, too.
    #[must_use]
    pub const fn leaves_code(&self) -> bool {
        matches!(
            self,
            Self::Answer(Unanswered {
                why: AnswerFailure::NoPort { .. } | AnswerFailure::NoAnswer { .. } | AnswerFailure::NotUnderstood,
                ..
            }) | Self::CodeExpired { .. }
                | Self::CodeRefused { .. }
        )
    }

    /// A call that got no answer is [`CenterFailure::Unreachable`], and any other [`CenterFailure::NotGranted`].
    pub(super) fn of(aws: Box<AwsFailure>) -> Self {
        match &aws.kind {
            FailureKind::NotSent(_) | FailureKind::Unclear(Unclear::TimedOut | Unclear::ConnectionLost) => {
                Self::Unreachable(aws)
            }
            _ => Self::NotGranted { aws },
        }
    }

    /// An answer that lacks what it always has.
    pub(super) fn malformed(call: &'static str, message: &str) -> Self {
        let kind = FailureKind::Unclear(Unclear::Malformed);
        let message = Some(message.to_owned());
        Self::NotGranted { aws: Box::new(AwsFailure { call, kind, code: None, message, request_id: None }) }
    }
}

impl From<AnswerFailure> for CenterFailure {
    fn from(why: AnswerFailure) -> Self {
        Self::Answer(Unanswered { why, way: Way::Center })
    }
}
