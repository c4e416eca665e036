//! Why a sign-in in the browser did not work, with what to do about it.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::aws::AwsFailure;
use crate::aws::network::connector::CertificatesFailure;
use crate::sign_in::answer::{AnswerFailure, Unanswered, Way};
use crate::values::kind_of;

/// Why a sign-in in the browser did not work. None of it holds a secret.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum BrowserFailure {
    /// The person cancelled it.
    #[serde(rename = "browser-cancelled")]
    Cancelled,
    /// There is none to wait for.
    #[serde(rename = "browser-not-begun")]
    NotBegun,
    /// Nothing was pasted.
    #[serde(rename = "browser-code-empty")]
    CodeEmpty,
    /// What was pasted is no code of AWS's.
    #[serde(rename = "browser-code-not-understood")]
    CodeNotUnderstood,
    /// What was pasted is the answer to another question.
    #[serde(rename = "browser-code-of-other-sign-in")]
    CodeOfOtherSignIn,
    /// AWS does not take the code any more.
    #[serde(rename = "browser-code-expired")]
    CodeExpired {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The person's user may not do this.
    #[serde(rename = "browser-not-permitted")]
    NotPermitted {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The person's password, or something else of their user, is another one now.
    #[serde(rename = "browser-user-changed")]
    UserChanged {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The session is over, by AWS's word or by the clock.
    #[serde(rename = "browser-session-ended")]
    SessionEnded {
        /// What AWS answered.
        #[serde(skip)]
        aws: Option<Box<AwsFailure>>,
    },
    /// AWS's sign-in server gave no keys, for a reason that is not one of the above.
    #[serde(rename = "browser-no-keys")]
    NoKeys {
        /// What AWS answered.
        #[serde(skip)]
        aws: Box<AwsFailure>,
    },
    /// The browser brought no code.
    #[serde(untagged)]
    Answer(Unanswered),
    /// AWS's sign-in server did not get the question, or its answer did not get here.
    #[serde(untagged)]
    Unreachable(Box<AwsFailure>),
    /// The company's certificates cannot be used.
    #[serde(untagged)]
    Certificates(#[from] CertificatesFailure),
}

impl BrowserFailure {
    /// The refused call, when AWS was asked.
    #[must_use]
    pub fn aws(&self) -> Option<&AwsFailure> {
        match self {
            Self::CodeExpired { aws }
            | Self::NotPermitted { aws }
            | Self::UserChanged { aws }
            | Self::Unreachable(aws)
            | Self::NoKeys { aws } => Some(aws),
            Self::SessionEnded { aws } => aws.as_deref(),
            _ => None,
        }
    }

    /// What AWS's page or the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Answer(unanswered) => unanswered.why.said(),
            Self::Certificates(certificates) => certificates.said(),
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
        matches!(
            self,
            Self::UserChanged { .. } | Self::SessionEnded { .. } | Self::NotPermitted { .. } | Self::CodeExpired { .. }
        )
    }
}

impl From<AnswerFailure> for BrowserFailure {
    fn from(why: AnswerFailure) -> Self {
        Self::Answer(Unanswered { why, way: Way::Browser })
    }
}
