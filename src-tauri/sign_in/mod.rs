//! The ways to get a session: AWS's page in the browser, a company's own one, a profile of this computer, pasted keys, a typed account number.

mod answer;
mod base64url;
mod callback;
mod margin;

pub mod browser;
pub mod center;
pub mod failure;
pub mod keys;
pub mod keys_refusal;
pub mod mfa_code;
pub mod pkce;
pub mod profiles;
pub mod second_factor;
pub mod shared_files;

pub use answer::AnswerFailure;
pub use browser::{BrowserFailure, BrowserSignIn};
pub use center::CenterFailure;
pub use failure::SignInFailure;
pub use keys::PastedKeys;
pub use keys_refusal::KeysRefusal;
pub use mfa_code::{MfaCode, MfaCodeRefusal};
pub use profiles::{Profile, ProfileKind, profile_access, profiles};
