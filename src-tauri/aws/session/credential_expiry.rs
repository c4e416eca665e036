//! How long the credentials in hand still last.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, Result, SharedCredentialsProvider, future};
use thiserror::Error;

use crate::aws::error::not_sent::{NotSent, find};

/// Whoever gives credentials says that there will be no more of them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{words}")]
pub struct SessionOver {
    /// How it knows.
    pub words: String,
}

/// Credentials, and the time at which those that were given last expire.
#[derive(Clone)]
pub(in crate::aws) struct Lasting {
    inner: SharedCredentialsProvider,
    first: Arc<Mutex<Option<Credentials>>>,
    until: Arc<Mutex<Option<SystemTime>>>,
}

impl Lasting {
    pub(in crate::aws) fn new(inner: SharedCredentialsProvider) -> Self {
        Self { inner, first: Arc::default(), until: Arc::default() }
    }

    /// Asks for the first ones, so that it is known whether there are any. They are what is given next: a program that gives
    /// keys may ask a person for something each time.
    pub(in crate::aws) async fn begin(&self) -> std::result::Result<(), CredentialsError> {
        let first = self.inner.provide_credentials().await?;
        *self.first.lock().unwrap_or_else(PoisonError::into_inner) = Some(first);
        Ok(())
    }

    /// Whether they last so long from now. Where they do not, new ones are asked for first. Credentials that say no time
    /// last as far as anybody knows.
    pub(in crate::aws) async fn last(&self, least: Duration, now: SystemTime) -> bool {
        let lasts = |until: Option<SystemTime>| until.is_none_or(|until| until >= now + least);
        lasts(self.known()) || (self.give().await.is_ok() && lasts(self.known()))
    }

    fn known(&self) -> Option<SystemTime> {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn give(&self) -> Result {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        let given = match first {
            Some(first) => first,
            None => self.inner.provide_credentials().await?,
        };
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = given.expiry();
        Ok(given)
    }
}

impl ProvideCredentials for Lasting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.give())
    }
}

impl fmt::Debug for Lasting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Lasting").finish_non_exhaustive()
    }
}

/// Why there was nothing to sign a request with.
pub(in crate::aws) fn unsigned(failure: &(impl StdError + 'static)) -> NotSent {
    if find::<SessionOver>(failure).is_some() { NotSent::SessionEnded } else { NotSent::NoCredentials }
}
