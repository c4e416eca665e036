//! The ways to get a session: a profile of this computer, pasted keys, a typed account number.

pub mod failure;
pub mod keys;
pub mod profiles;

pub use failure::SignInFailure;
pub use keys::{KeysRefusal, PastedKeys};
pub use profiles::{Profile, ProfileKind, profile_access, profiles};
