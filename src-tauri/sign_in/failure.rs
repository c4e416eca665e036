//! Why a way in did not work, with what to do about it.

use std::path::PathBuf;

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::keys_refusal::KeysRefusal;
use super::mfa_code::MfaCodeRefusal;
use crate::aws::network::connector::CertificatesFailure;
use crate::aws::{AwsFailure, Elsewhere, FailureKind};
use crate::files::shown;
use crate::setup::form::Field;
use crate::values::kind_of;

/// The most sections that one of them may have.
pub const MOST_SECTIONS: usize = 5_000;

/// Why a way in did not work. None of it holds a secret.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum SignInFailure {
    /// The shared files are there and cannot be read.
    #[serde(rename = "profiles-unreadable")]
    FilesUnreadable {
        /// What the parser said.
        #[serde(skip)]
        said: String,
    },
    /// One of the shared files may not be read, or is none.
    #[serde(rename = "profiles-file-unusable")]
    FileUnusable {
        /// The file.
        #[serde(serialize_with = "shown")]
        #[ts(type = "string")]
        path: PathBuf,
        /// Why not.
        #[serde(skip)]
        source: std::io::Error,
    },
    /// One of the shared files has more profiles than anybody could choose from.
    #[serde(rename = "profiles-too-many")]
    TooManyProfiles {
        /// The file.
        #[serde(serialize_with = "shown")]
        #[ts(type = "string")]
        path: PathBuf,
        /// The most there may be.
        max: usize,
    },
    /// A profile's secret stands where its id belongs, and would be sent to AWS as such.
    #[serde(rename = "profile-keys-swapped")]
    KeysSwapped {
        /// The name.
        name: String,
    },
    /// There is no such profile.
    #[serde(rename = "profile-missing")]
    NoSuchProfile {
        /// The name.
        name: String,
    },
    /// The profile lacks something, or names a profile that does.
    #[serde(rename = "profile-incomplete")]
    Incomplete {
        /// The name.
        name: String,
        /// What the SDK said, when it got that far.
        #[serde(skip)]
        said: Option<String>,
    },
    /// The profile takes a role that wants a code.
    #[serde(rename = "profile-wants-code")]
    WantsCode {
        /// The name.
        name: String,
    },
    /// AWS does not take the code.
    #[serde(rename = "mfa-code-refused")]
    CodeRefused {
        /// The profile's name.
        name: String,
        /// What AWS said.
        #[serde(skip)]
        said: String,
    },
    /// The profile works only on a machine inside AWS.
    #[serde(rename = "profile-inside-aws-only")]
    InsideAwsOnly {
        /// The name.
        name: String,
    },
    /// The sign-in page's session has ended.
    #[serde(rename = "profile-company-sign-in-ended")]
    IdentityCenterEnded {
        /// The name.
        name: String,
        /// What the SDK said.
        #[serde(skip)]
        said: String,
    },
    /// The session of `aws login` has ended.
    #[serde(rename = "profile-console-sign-in-ended")]
    LoginEnded {
        /// The name.
        name: String,
        /// What the SDK said.
        #[serde(skip)]
        said: String,
    },
    /// The program that gives the keys did not.
    #[serde(rename = "profile-program-failed")]
    ProcessFailed {
        /// The name.
        name: String,
        /// What the SDK said.
        #[serde(skip)]
        said: String,
    },
    /// The role of the profile could not be taken.
    #[serde(rename = "profile-role-refused")]
    RoleRefused {
        /// The name.
        name: String,
        /// What the SDK said.
        #[serde(skip)]
        said: String,
    },
    /// The profile gave no keys, for a reason that is not one of the above.
    #[serde(rename = "profile-no-keys")]
    NoKeys {
        /// The name.
        name: String,
        /// What the SDK said.
        #[serde(skip)]
        said: String,
    },
    /// What was typed is no code.
    #[serde(untagged)]
    Code(#[from] MfaCodeRefusal),
    /// The role's keys would be asked for elsewhere.
    #[serde(untagged)]
    Elsewhere(#[from] Elsewhere),
    /// The company's certificates cannot be used.
    #[serde(untagged)]
    Certificates(#[from] CertificatesFailure),
    /// Whoever gives the keys could not be reached, or answered something that is not about this profile.
    #[serde(untagged)]
    Aws(Box<AwsFailure>),
    /// The pasted text holds no usable keys.
    #[serde(untagged)]
    Keys(#[from] KeysRefusal),
}

impl SignInFailure {
    /// Why AWS gave no keys for the role of a profile. Only a refusal is about the role: keys that are over, a busy AWS and
    /// a cut network are not.
    pub(super) fn of_role(name: &str, aws: AwsFailure, said: String) -> Self {
        match &aws.kind {
            FailureKind::Refused(_) if !aws.kind.ends_session() => Self::RoleRefused { name: name.to_owned(), said },
            _ => Self::Aws(Box::new(aws)),
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

    /// What the SDK, AWS or the system said about it, for whoever set the profile up.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::FilesUnreadable { said }
            | Self::IdentityCenterEnded { said, .. }
            | Self::LoginEnded { said, .. }
            | Self::ProcessFailed { said, .. }
            | Self::RoleRefused { said, .. }
            | Self::CodeRefused { said, .. }
            | Self::NoKeys { said, .. } => Some(said.clone()),
            Self::Incomplete { said, .. } => said.clone(),
            Self::FileUnusable { source, .. } => Some(source.to_string()),
            Self::Certificates(certificates) => certificates.said(),
            _ => None,
        }
    }
}
