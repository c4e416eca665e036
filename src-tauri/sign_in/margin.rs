//! How long before they expire the keys of a session are renewed.

use std::time::Duration;

use aws_credential_types::Credentials;

/// A call that begins with keys that are about to be renewed has this long to end.
pub(super) const MARGIN: Duration = Duration::from_mins(5);

/// The keys as the SDK gets them: said to expire when they are to be renewed, so that it asks then.
pub(super) fn until_renewal(keys: &Credentials) -> Credentials {
    let mut shown = keys.clone();
    if let Some(expiry) = shown.expiry_mut() {
        *expiry -= MARGIN;
    }
    shown
}
