//! The keys of a session that was begun in the browser: renewed before they expire, and held in memory only.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, Result, future};
use tokio::sync::Mutex;

use super::failure::BrowserFailure;
use super::token::{TokenServer, Tokens};
use crate::aws::SessionOver;
use crate::sign_in::margin::{MARGIN, until_renewal};

/// How long a session lasts at most, counted from the sign-in
/// (<https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html>).
const LONGEST_SESSION: Duration = Duration::from_hours(12);

/// The keys of a session. Clones share them, and the token they are renewed with.
#[derive(Clone)]
pub struct RenewedKeys(Arc<Session>);

struct Session {
    server: TokenServer,
    client_id: String,
    ends: SystemTime,
    /// Locked while the next keys are fetched: the token for them works once. `None` once AWS has ended the session.
    held: Mutex<Option<Tokens>>,
}

impl RenewedKeys {
    /// A session that begins with these.
    pub(super) fn new(server: TokenServer, client_id: String, first: Tokens) -> Self {
        let ends = server.now() + LONGEST_SESSION;
        Self(Arc::new(Session { server, client_id, ends, held: Mutex::new(Some(first)) }))
    }
}

impl Session {
    async fn keys(&self) -> Result {
        let mut held = self.held.lock().await;
        let now = self.server.now();
        let Some(tokens) = held.as_ref() else { return Err(over(&BrowserFailure::SessionEnded { aws: None })) };
        if now >= self.ends {
            *held = None;
            return Err(over(&BrowserFailure::SessionEnded { aws: None }));
        }
        let until = tokens.keys.expiry().unwrap_or(now);
        if now + MARGIN < until {
            return Ok(until_renewal(&tokens.keys));
        }
        match self.server.refresh(&self.client_id, &tokens.refresh).await {
            Ok(next) => {
                let keys = until_renewal(&next.keys);
                *held = Some(next);
                Ok(keys)
            }
            Err(failure) if failure.ends_session() => {
                *held = None;
                Err(over(&failure))
            }
            // There is time left to try again.
            Err(_) if now < until => Ok(tokens.keys.clone()),
            Err(failure) => Err(CredentialsError::provider_error(failure)),
        }
    }
}

impl ProvideCredentials for RenewedKeys {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let session = Arc::clone(&self.0);
        future::ProvideCredentials::new(async move {
            // Whoever asks may stop waiting, and an answer that nobody takes would hold the only token to go on with.
            let fetching = tokio::spawn(async move { session.keys().await });
            fetching.await.map_err(CredentialsError::unhandled)?
        })
    }
}

fn over(failure: &BrowserFailure) -> CredentialsError {
    let words = failure.aws().map_or_else(|| failure.to_string(), ToString::to_string);
    CredentialsError::provider_error(SessionOver { words })
}

impl fmt::Debug for RenewedKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RenewedKeys").finish_non_exhaustive()
    }
}
