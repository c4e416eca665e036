//! Why a way in did not work, with what to do about it.

use std::path::PathBuf;

use thiserror::Error;

use super::keys_refusal::KeysRefusal;
use super::mfa_code::MfaCodeRefusal;
use crate::aws::network::connector::CertificatesFailure;
use crate::aws::{AwsFailure, Elsewhere, FailureKind, Situation};
use crate::setup::form::Field;

/// The most sections that one of them may have.
pub const MOST_SECTIONS: usize = 5_000;

/// Why a way in did not work. `Display` is one sentence: what caused it. None of it holds a secret.
#[derive(Debug, Error)]
pub enum SignInFailure {
    /// The shared files are there and cannot be read.
    #[error("The AWS settings of this computer cannot be read.")]
    FilesUnreadable {
        /// What the parser said.
        said: String,
    },
    /// One of the shared files may not be read, or is none.
    #[error("The file {}, which holds AWS settings of this computer, cannot be used: {source}.", .path.display())]
    FileUnusable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// One of the shared files has more profiles than anybody could choose from.
    #[error("The file {} holds more than {MOST_SECTIONS} profiles.", .path.display())]
    TooManyProfiles {
        /// The file.
        path: PathBuf,
    },
    /// A profile's secret stands where its id belongs, and would be sent to AWS as such.
    #[error("The profile “{name}” has the two parts of its access key the wrong way round.")]
    KeysSwapped {
        /// The name.
        name: String,
    },
    /// There is no such profile.
    #[error("This computer has no profile called “{name}”.")]
    NoSuchProfile {
        /// The name.
        name: String,
    },
    /// The profile lacks something, or names a profile that does.
    #[error("The profile “{name}” is not complete.")]
    Incomplete {
        /// The name.
        name: String,
        /// What the SDK said, when it got that far.
        said: Option<String>,
    },
    /// The profile takes a role that wants a code.
    #[error("The profile “{name}” wants a code from your phone or key fob.")]
    WantsCode {
        /// The name.
        name: String,
    },
    /// What was typed is no code.
    #[error(transparent)]
    Code(#[from] MfaCodeRefusal),
    /// AWS does not take the code.
    #[error("AWS did not take the code.")]
    CodeRefused {
        /// The profile's name.
        name: String,
        /// What AWS said.
        said: String,
    },
    /// The role's keys would be asked for elsewhere.
    #[error(transparent)]
    Elsewhere(#[from] Elsewhere),
    /// The profile works only on a machine inside AWS.
    #[error("The profile “{name}” works only on a computer inside AWS.")]
    InsideAwsOnly {
        /// The name.
        name: String,
    },
    /// The sign-in page's session has ended.
    #[error("The company sign-in behind the profile “{name}” has ended, or was never begun on this computer.")]
    IdentityCenterEnded {
        /// The name.
        name: String,
        /// What the SDK said.
        said: String,
    },
    /// The session of `aws login` has ended.
    #[error("The console sign-in behind the profile “{name}” has ended, or was never begun on this computer.")]
    LoginEnded {
        /// The name.
        name: String,
        /// What the SDK said.
        said: String,
    },
    /// The program that gives the keys did not.
    #[error("The program that the profile “{name}” gets its keys from gave none.")]
    ProcessFailed {
        /// The name.
        name: String,
        /// What the SDK said.
        said: String,
    },
    /// The role of the profile could not be taken.
    #[error("AWS did not let the profile “{name}” take its role.")]
    RoleRefused {
        /// The name.
        name: String,
        /// What the SDK said.
        said: String,
    },
    /// The profile gave no keys, for a reason that is not one of the above.
    #[error("The profile “{name}” gave no keys.")]
    NoKeys {
        /// The name.
        name: String,
        /// What the SDK said.
        said: String,
    },
    /// The company's certificates cannot be used.
    #[error(transparent)]
    Certificates(#[from] CertificatesFailure),
    /// Whoever gives the keys could not be reached, or answered something that is not about this profile.
    #[error("{}", .0.words(Situation::default()).cause)]
    Aws(Box<AwsFailure>),
    /// The pasted text holds no usable keys.
    #[error(transparent)]
    Keys(#[from] KeysRefusal),
}

impl SignInFailure {
    /// Why AWS gave no keys for the role of a profile. Only a refusal is about the role: keys that are over, a busy AWS and
    /// a cut network are not.
    pub(super) fn of_role(name: &str, aws: AwsFailure, said: String) -> Self {
        match &aws.kind {
            FailureKind::Refused(cause) if !cause.ends_session() => Self::RoleRefused { name: name.to_owned(), said },
            _ => Self::Aws(Box::new(aws)),
        }
    }

    /// Its stable name: what pages and tests switch on.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::FilesUnreadable { .. } => "profiles-unreadable",
            Self::FileUnusable { .. } => "profiles-file-unusable",
            Self::TooManyProfiles { .. } => "profiles-too-many",
            Self::KeysSwapped { .. } => "profile-keys-swapped",
            Self::NoSuchProfile { .. } => "profile-missing",
            Self::Incomplete { .. } => "profile-incomplete",
            Self::WantsCode { .. } => "profile-wants-code",
            Self::Code(refusal) => refusal.kind(),
            Self::CodeRefused { .. } => "mfa-code-refused",
            Self::Elsewhere(_) => Elsewhere::KIND,
            Self::InsideAwsOnly { .. } => "profile-inside-aws-only",
            Self::IdentityCenterEnded { .. } => "profile-company-sign-in-ended",
            Self::LoginEnded { .. } => "profile-console-sign-in-ended",
            Self::ProcessFailed { .. } => "profile-program-failed",
            Self::RoleRefused { .. } => "profile-role-refused",
            Self::NoKeys { .. } => "profile-no-keys",
            Self::Certificates(_) => "certificates-unusable",
            Self::Aws(failure) => failure.cause().kind(),
            Self::Keys(refusal) => refusal.kind(),
        }
    }

    /// The control that holds what must change, when there is one.
    #[must_use]
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::WantsCode { .. } | Self::Code(_) | Self::CodeRefused { .. } => Some(Field::MfaCode),
            Self::Keys(_) => Some(Field::KeysPaste),
            _ => None,
        }
    }

    /// A text to send to whoever must act, when it is not the person themselves.
    #[must_use]
    pub fn ask(&self) -> Option<String> {
        match self {
            Self::Aws(failure) => failure.words(Situation::default()).ask,
            Self::Certificates(certificates) => certificates.ask(),
            _ => None,
        }
    }

    /// One sentence: what to do now.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Aws(failure) => return failure.words(Situation::default()).remedy,
            Self::FileUnusable { .. } | Self::TooManyProfiles { .. } => {
                "Ask whoever set up AWS on this computer to put another file in its place, and open the program again."
            }
            Self::KeysSwapped { .. } => {
                "Ask whoever set it up to write the access key ID, which begins with AKIA or ASIA, behind aws_access_key_id."
            }
            Self::FilesUnreadable { .. } => {
                "Ask whoever set up AWS on this computer to correct the files in the folder .aws."
            }
            Self::NoSuchProfile { .. } => "Choose a profile of the list.",
            Self::Incomplete { .. } => "Choose another profile, or ask whoever set it up to complete it.",
            Self::WantsCode { .. } => "Type the six digits that it shows now.",
            Self::Code(_) => "It is in the app of your phone or on your key fob, and changes every half minute.",
            Self::CodeRefused { .. } => {
                "Wait for the next code and type that one; a code works once and for about a minute."
            }
            Self::Elsewhere(_) => Elsewhere::REMEDY,
            Self::InsideAwsOnly { .. } | Self::NoKeys { .. } => "Choose another profile or another way in.",
            Self::IdentityCenterEnded { .. } => {
                "Choose “I use my company’s page with tiles”, or run “aws sso login” for this profile."
            }
            Self::LoginEnded { .. } => "Choose “I have a user name and password”, or run “aws login” for this profile.",
            Self::ProcessFailed { .. } => "Sign in with that program and try again, or choose another way in.",
            Self::RoleRefused { .. } => {
                "Ask whoever looks after AWS in your company whether you may still take this role."
            }
            Self::Certificates(certificates) => certificates.remedy(),
            Self::Keys(_) => "Copy the keys again, all of them together, and paste them here.",
        }
        .to_owned()
    }

    /// What the SDK or AWS said about it, for whoever set the profile up.
    #[must_use]
    pub fn said(&self) -> Option<&str> {
        match self {
            Self::FilesUnreadable { said }
            | Self::IdentityCenterEnded { said, .. }
            | Self::LoginEnded { said, .. }
            | Self::ProcessFailed { said, .. }
            | Self::RoleRefused { said, .. }
            | Self::CodeRefused { said, .. }
            | Self::NoKeys { said, .. } => Some(said),
            Self::Incomplete { said, .. } => said.as_deref(),
            _ => None,
        }
    }
}
