//! A session on a company's page, and the keys that are had with it: renewed before they expire, held in memory only.

use std::fmt;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use secrecy::SecretString;
use tokio::sync::Mutex;

use super::directory::{CenterAccount, Directory};
use super::failure::CenterFailure;
use super::oidc::{Oidc, Registration, Tokens};
use crate::aws::SessionOver;
use crate::sign_in::margin::{MARGIN, until_renewal};
use crate::values::AccountId;

/// A session on a company's page. Clones share its tokens.
#[derive(Clone)]
pub struct CenterSession(Arc<Held>);

struct Held {
    oidc: Oidc,
    directory: Directory,
    registration: Registration,
    /// Locked while the next tokens are fetched: what they are had for works once. `None` once the session has ended.
    tokens: Mutex<Option<Tokens>>,
}

impl Held {
    async fn access(&self) -> Result<SecretString, CenterFailure> {
        let mut held = self.tokens.lock().await;
        let now = self.oidc.now();
        let Some(tokens) = held.as_mut() else { return Err(CenterFailure::SessionEnded { aws: None }) };
        if now + MARGIN < tokens.expires {
            return Ok(tokens.access.clone());
        }
        let renewed = match &tokens.refresh {
            Some(refresh) => self.oidc.refresh(&self.registration, refresh).await,
            None => Err(CenterFailure::SessionEnded { aws: None }),
        };
        match renewed {
            Ok(next) => {
                // Not every answer brings another one, and then the old one stays good.
                let refresh = next.refresh.or_else(|| tokens.refresh.take());
                *tokens = Tokens { refresh, ..next };
                Ok(tokens.access.clone())
            }
            Err(failure) => {
                let over = matches!(failure, CenterFailure::SessionEnded { .. });
                if over {
                    tokens.refresh = None;
                }
                // There is time left to use, and to try again.
                if now < tokens.expires {
                    return Ok(tokens.access.clone());
                }
                if over {
                    *held = None;
                }
                Err(failure)
            }
        }
    }
}

impl CenterSession {
    pub(super) fn new(oidc: Oidc, directory: Directory, registration: Registration, first: Tokens) -> Self {
        Self(Arc::new(Held { oidc, directory, registration, tokens: Mutex::new(Some(first)) }))
    }

    async fn access(&self) -> Result<SecretString, CenterFailure> {
        let held = Arc::clone(&self.0);
        // Whoever asks may stop waiting, and an answer that nobody takes would hold the only token to go on with.
        let asking = tokio::spawn(async move { held.access().await });
        asking.await.unwrap_or(Err(CenterFailure::Cancelled))
    }

    /// The accounts that the page gives the person.
    ///
    /// # Errors
    /// When there are none, the session has ended, or AWS cannot be reached.
    pub async fn accounts(&self) -> Result<Vec<CenterAccount>, CenterFailure> {
        self.0.directory.accounts(&self.access().await?).await
    }

    /// The roles that the person may take in an account.
    ///
    /// # Errors
    /// When there are none, the session has ended, or AWS cannot be reached.
    pub async fn roles(&self, account: &AccountId) -> Result<Vec<String>, CenterFailure> {
        self.0.directory.roles(&self.access().await?, account).await
    }

    /// Keys for a role. The first are had here, so that a role that is not given is known at once.
    ///
    /// # Errors
    /// When the page does not give the role, the session has ended, or AWS cannot be reached.
    pub async fn keys(&self, account: &AccountId, role: &str) -> Result<RoleKeys, CenterFailure> {
        let first = self.0.directory.keys(&self.access().await?, account, role).await?;
        let (session, account, name) = (self.clone(), account.clone(), role.to_owned());
        Ok(RoleKeys(Arc::new(Role { session, account, name, held: Mutex::new(first) })))
    }
}

/// The keys of a role. Clones share them.
#[derive(Clone)]
pub struct RoleKeys(Arc<Role>);

struct Role {
    session: CenterSession,
    account: AccountId,
    name: String,
    /// Locked while the next keys are fetched, so that they are fetched once.
    held: Mutex<Credentials>,
}

impl Role {
    async fn keys(&self) -> Result<Credentials, CenterFailure> {
        let mut held = self.held.lock().await;
        let now = self.session.0.oidc.now();
        let until = held.expiry().unwrap_or(now);
        if now + MARGIN < until {
            return Ok(until_renewal(&held));
        }
        let next = match self.session.access().await {
            Ok(access) => self.session.0.directory.keys(&access, &self.account, &self.name).await,
            Err(failure) => Err(failure),
        };
        match next {
            Ok(next) => {
                *held = next;
                Ok(until_renewal(&held))
            }
            // There is time left to use, and to try again.
            Err(_) if now < until => Ok(held.clone()),
            Err(failure) => Err(failure),
        }
    }
}

impl ProvideCredentials for RoleKeys {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async move {
            self.0.keys().await.map_err(|failure| match &failure {
                CenterFailure::SessionEnded { .. } | CenterFailure::RoleRefused { .. } => {
                    let words = failure.aws().map_or_else(|| failure.to_string(), ToString::to_string);
                    CredentialsError::provider_error(SessionOver { words })
                }
                _ => CredentialsError::provider_error(failure),
            })
        })
    }
}

impl fmt::Debug for CenterSession {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("CenterSession").finish_non_exhaustive()
    }
}

impl fmt::Debug for RoleKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RoleKeys").finish_non_exhaustive()
    }
}
