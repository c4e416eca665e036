//! Why a sign-in on a company's page did not work, with what to do about it.

use thiserror::Error;

use crate::aws::network::connector::CertificatesFailure;
use crate::aws::{AwsFailure, FailureKind, Situation, Unclear};
use crate::sign_in::answer::AnswerFailure;

/// Why a sign-in on a company's page did not work. `Display` is one sentence: what caused it. None of it holds a secret.
#[derive(Debug, Error)]
pub enum CenterFailure {
    /// The person cancelled it.
    #[error("The sign-in was cancelled.")]
    Cancelled,
    /// There is none going on.
    #[error("No sign-in on your company’s page is going on.")]
    NotBegun,
    /// The browser brought no code.
    #[error(transparent)]
    Answer(#[from] AnswerFailure),
    /// The address is a name that the company gave its page, and its server cannot be reached.
    #[error("Your company’s own address {host} could not be asked where it leads.")]
    PageUnreached {
        /// The name.
        host: String,
        /// What became of the question.
        aws: Box<AwsFailure>,
    },
    /// The address is not AWS's, and does not lead to AWS's page.
    #[error("The address {host} is not AWS’s, and does not lead to AWS’s page of your company.")]
    LeadsElsewhere {
        /// The name.
        host: String,
    },
    /// AWS knows no such page there.
    #[error("AWS knows no page of this address in this region.")]
    WrongPortal(Box<AwsFailure>),
    /// AWS does not take the code that the browser brought.
    #[error("The answer of your company’s page is too old, or was used already.")]
    AnswerExpired(Box<AwsFailure>),
    /// Nobody entered the code in time.
    #[error("The code was not entered in time.")]
    CodeExpired(Option<Box<AwsFailure>>),
    /// The page was told not to allow it.
    #[error("Your company’s page answered that this was not allowed, by you or by a rule of your company.")]
    CodeRefused(Box<AwsFailure>),
    /// The person may use no account.
    #[error("Your company’s page gives you no AWS account.")]
    NoAccounts,
    /// The person may take no role in the account.
    #[error("Your company’s page gives you no role in this account.")]
    NoRoles,
    /// The account is not among those the page gave.
    #[error("This account is not one that your company’s page gives you.")]
    OtherAccount,
    /// The page does not give the role any more.
    #[error("Your company’s page does not give you this role.")]
    RoleRefused(Box<AwsFailure>),
    /// The session is over.
    #[error("The session of your company’s page has ended.")]
    SessionEnded(Option<Box<AwsFailure>>),
    /// The server did not get the question, or its answer did not get here.
    #[error("{}", .0.words(Situation::default()).cause)]
    Unreachable(Box<AwsFailure>),
    /// The server refused, for a reason that is not one of the above, or its answer makes no sense.
    #[error("AWS’s server for company pages did not go on with the sign-in.")]
    NotGranted(Box<AwsFailure>),
    /// The company's certificates cannot be used.
    #[error(transparent)]
    Certificates(#[from] CertificatesFailure),
}

impl CenterFailure {
    /// Its stable name: what pages and tests switch on.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Cancelled => "center-cancelled",
            Self::NotBegun => "center-not-begun",
            Self::Answer(failure) => failure.kind(),
            Self::PageUnreached { .. } => "center-page-unreached",
            Self::LeadsElsewhere { .. } => "center-page-leads-elsewhere",
            Self::WrongPortal(_) => "center-wrong-portal",
            Self::AnswerExpired(_) => "center-answer-expired",
            Self::CodeExpired(_) => "center-code-expired",
            Self::CodeRefused(_) => "center-code-refused",
            Self::NoAccounts => "center-no-accounts",
            Self::NoRoles => "center-no-roles",
            Self::OtherAccount => "center-other-account",
            Self::RoleRefused(_) => "center-role-refused",
            Self::SessionEnded(_) => "center-session-ended",
            Self::Unreachable(aws) => aws.cause().kind(),
            Self::NotGranted(_) => "center-not-granted",
            Self::Certificates(_) => "certificates-unusable",
        }
    }

    /// One sentence: what to do now.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Cancelled | Self::NotBegun => "Begin again, or choose another way in.",
            Self::Answer(AnswerFailure::NoPort(_)) => {
                "Sign in with a code instead, below, or restart this computer and begin again."
            }
            Self::Answer(AnswerFailure::NoAnswer) => {
                "Check address and region with IT and begin again, or sign in with a code instead, below."
            }
            Self::Answer(AnswerFailure::NotUnderstood) => {
                "Close AWS’s pages in the browser and begin again, or sign in with a code instead, below."
            }
            Self::Answer(AnswerFailure::Declined { .. }) => {
                "Begin again, and show the words below to IT if the page says the same again."
            }
            Self::Answer(AnswerFailure::Refused) => {
                "Begin again and allow it; if the page did not ask you, ask IT whether programs may sign in there."
            }
            Self::CodeRefused(_) => {
                "Sign in with another code, below, and allow it; if the page did not ask you, ask IT whether programs may sign in there."
            }
            Self::PageUnreached { .. } => {
                "Check that this computer is on the internet, or on your company’s VPN if it needs one, or ask IT for the AWS access portal URL, which ends in awsapps.com/start."
            }
            Self::LeadsElsewhere { .. } => {
                "Copy the address from your browser while it shows the page with tiles, or ask IT for the AWS access portal URL."
            }
            Self::WrongPortal(_) => {
                "Copy the address from your browser while it shows the page with tiles, and ask IT for the region of your company’s IAM Identity Center."
            }
            Self::AnswerExpired(_) => "Begin again; an answer works once and for a few minutes.",
            Self::CodeExpired(_) => "Sign in with another code, below, and enter it within a few minutes.",
            Self::NoAccounts | Self::NoRoles => "Send the text below to whoever looks after AWS in your company.",
            Self::OtherAccount => "Choose an account of the list.",
            Self::RoleRefused(_) => "Choose another role, or ask whoever looks after AWS in your company for this one.",
            Self::SessionEnded(_) => "Sign in again; what was made stays.",
            Self::Unreachable(aws) => return aws.words(Situation::default()).remedy,
            Self::NotGranted(_) => {
                "Try again in a few minutes, or show AWS’s own words below to whoever looks after AWS in your company."
            }
            Self::Certificates(certificates) => certificates.remedy(),
        }
        .to_owned()
    }

    /// A text to send to whoever must act, when it is not the person themselves.
    #[must_use]
    pub fn ask(&self) -> Option<String> {
        let lack = match self {
            Self::NoAccounts => "our page of IAM Identity Center shows me no AWS account",
            Self::NoRoles => "our page of IAM Identity Center gives me no role (permission set) in the account",
            Self::Unreachable(aws) => return aws.words(Situation::default()).ask,
            Self::Certificates(certificates) => return certificates.ask(),
            _ => return None,
        };
        Some(format!(
            "Hello, I am setting up the storage that Vonage Contact Center exports recordings into, and {lack}.\n\
             Could you assign me the account it shall be made in, with a permission set that may make an S3 bucket, a KMS key, \
             an IAM policy and an IAM role, or make the setup for me?"
        ))
    }

    /// The refused call, when AWS was asked.
    #[must_use]
    pub fn aws(&self) -> Option<&AwsFailure> {
        match self {
            Self::PageUnreached { aws, .. }
            | Self::WrongPortal(aws)
            | Self::AnswerExpired(aws)
            | Self::CodeRefused(aws)
            | Self::RoleRefused(aws)
            | Self::Unreachable(aws)
            | Self::NotGranted(aws) => Some(aws),
            Self::CodeExpired(aws) | Self::SessionEnded(aws) => aws.as_deref(),
            _ => None,
        }
    }

    /// What the page or the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Answer(failure) => failure.said(),
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
            Self::Answer(AnswerFailure::NoPort(_) | AnswerFailure::NoAnswer | AnswerFailure::NotUnderstood)
                | Self::CodeExpired(_)
                | Self::CodeRefused(_)
        )
    }

    /// A call that got no answer is [`CenterFailure::Unreachable`], and any other [`CenterFailure::NotGranted`].
    pub(super) fn of(aws: Box<AwsFailure>) -> Self {
        match &aws.kind {
            FailureKind::NotSent(_) | FailureKind::Unclear(Unclear::TimedOut | Unclear::ConnectionLost) => {
                Self::Unreachable(aws)
            }
            _ => Self::NotGranted(aws),
        }
    }

    /// An answer that lacks what it always has.
    pub(super) fn malformed(call: &'static str, message: &str) -> Self {
        let kind = FailureKind::Unclear(Unclear::Malformed);
        let message = Some(message.to_owned());
        Self::NotGranted(Box::new(AwsFailure { call, kind, code: None, message, request_id: None }))
    }
}
