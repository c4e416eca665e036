//! A sign-in on a company's page that is under way.

use std::sync::{Arc, OnceLock};

use aws_runtime::env_config::file::EnvConfigFiles;
use tokio::sync::watch;

use crate::app::error::AppError;
use crate::sign_in::CenterFailure;
use crate::sign_in::center::{BrowserQuestion, Center, CenterAccount, CenterSession, CodeQuestion, Portal, Time};
use crate::values::Link;

/// The sign-in that is going on, and the page of one whose browser could not bring the answer here.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) going_on: Option<Arc<Signing>>,
    pub(super) leaves_code: Option<(Portal, EnvConfigFiles, Time)>,
}

impl State {
    /// Ends whatever is going on.
    pub(super) fn end(&mut self) {
        self.leaves_code = None;
        if let Some(signing) = self.going_on.take() {
            signing.ended.send_replace(true);
        }
    }
}

/// A sign-in that has begun. Dropping it closes its port.
#[derive(Debug)]
pub struct Signing {
    pub(super) center: Center,
    pub(super) asked: Asked,
    /// What came of it.
    pub(super) entered: OnceLock<(CenterSession, Vec<CenterAccount>)>,
    pub(super) ended: watch::Sender<bool>,
}

#[derive(Debug)]
pub(super) enum Asked {
    Browser(BrowserQuestion),
    Code(CodeQuestion),
}

impl Signing {
    /// The link for the browser.
    #[must_use]
    pub fn link(&self) -> Link {
        match &self.asked {
            Asked::Browser(asked) => asked.link().clone(),
            Asked::Code(asked) => asked.link().clone(),
        }
    }

    /// The code that the page behind the link asks for, in a sign-in with one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.asked {
            Asked::Browser(_) => None,
            Asked::Code(asked) => Some(asked.code()),
        }
    }

    pub(super) async fn finish(&self) -> Result<(CenterSession, Vec<CenterAccount>), CenterFailure> {
        let session = match &self.asked {
            Asked::Browser(asked) => self.center.answered(asked).await?,
            Asked::Code(asked) => self.center.entered(asked).await?,
        };
        let accounts = session.accounts().await?;
        Ok((session, accounts))
    }

    pub(super) fn session(&self) -> Result<&(CenterSession, Vec<CenterAccount>), CenterFailure> {
        self.entered.get().ok_or(CenterFailure::NotBegun)
    }

    pub(super) fn account(&self, number: &str) -> Result<(&CenterSession, &CenterAccount), CenterFailure> {
        let (session, accounts) = self.session()?;
        let account = accounts.iter().find(|account| account.id.as_str() == number);
        Ok((session, account.ok_or(CenterFailure::OtherAccount)?))
    }

    /// Does some work, unless the sign-in ends before.
    pub(super) async fn unless_ended<T>(
        &self,
        work: impl Future<Output = Result<T, AppError>> + Send,
    ) -> Result<T, AppError> {
        let mut ended = self.ended.subscribe();
        tokio::select! {
            biased;
            done = Box::pin(work) => done,
            _ = ended.wait_for(|ended| *ended) => Err(CenterFailure::Cancelled.into()),
        }
    }
}
