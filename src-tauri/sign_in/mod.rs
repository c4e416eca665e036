//! The ways to get a session: AWS's page in the browser, a profile of this computer, pasted keys, a typed account number.

pub mod browser;
pub mod failure;
pub mod keys;
pub mod profiles;
pub mod second_factor;

pub use browser::{BrowserFailure, BrowserSignIn};
pub use failure::SignInFailure;
pub use keys::{KeysRefusal, PastedKeys};
pub use profiles::{Profile, ProfileKind, profile_access, profiles};
pub use second_factor::{MfaCode, MfaCodeRefusal};
