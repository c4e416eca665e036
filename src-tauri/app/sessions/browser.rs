//! The sign-in in the browser that is going on, if one is: begun, waited for, finished with a code, or cancelled.

use std::sync::Arc;

use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::time::{SharedTimeSource, SystemTimeSource};
use secrecy::SecretString;
use tokio::sync::watch;

use super::Sessions;
use super::session::{Session, Source};
use super::waiting::{Ended, Waiting};
use crate::app::error::AppError;
use crate::aws::Access;
use crate::sign_in::browser::RenewedKeys;
use crate::sign_in::shared_files::shared_files;
use crate::sign_in::{BrowserFailure, BrowserSignIn};

impl Sessions {
    /// Begins a sign-in in the browser; one that was going on is cancelled. Nothing is sent yet.
    ///
    /// # Errors
    /// When it would go neither to AWS nor to this computer, or the system gives no port to wait at.
    pub async fn begin_browser_sign_in(&self) -> Result<Arc<Waiting>, AppError> {
        self.begin_browser_sign_in_with(shared_files()?).await
    }

    /// The same with the settings of these files.
    ///
    /// # Errors
    /// As above.
    pub async fn begin_browser_sign_in_with(&self, files: EnvConfigFiles) -> Result<Arc<Waiting>, AppError> {
        self.cancel_browser_sign_in();
        let sign_in = BrowserSignIn::begin(
            self.settings.network()?,
            &self.settings.sign_in_region()?,
            files,
            SharedTimeSource::new(SystemTimeSource::new()),
        )
        .await?;
        let waiting = Arc::new(Waiting { sign_in, ended: watch::Sender::new(None) });
        self.state().browser = Some(Arc::clone(&waiting));
        Ok(waiting)
    }

    /// The sign-in in the browser that is going on.
    ///
    /// # Errors
    /// When there is none.
    pub fn browser_sign_in(&self) -> Result<Arc<Waiting>, AppError> {
        self.state().browser.clone().ok_or_else(|| BrowserFailure::NotBegun.into())
    }

    /// Waits for the browser, and takes the session in hand that it brings; or the one that was got in another way
    /// meanwhile.
    ///
    /// # Errors
    /// When the browser does not come or brings no code, when AWS gives no keys, or when it was cancelled.
    pub async fn finish_browser_sign_in(&self) -> Result<Session, AppError> {
        let waiting = self.browser_sign_in()?;
        let entered = self.enter(&waiting, waiting.finish_here()).await;
        if entered.is_err() {
            self.let_go_of(&waiting);
        }
        entered
    }

    /// Takes the session in hand that a code gives, which AWS's page showed in another browser. After a refusal the
    /// sign-in goes on.
    ///
    /// # Errors
    /// When it is no code of this sign-in, or AWS gives no keys for it.
    pub async fn finish_with_code(&self, code: &SecretString) -> Result<Session, AppError> {
        let waiting = self.browser_sign_in()?;
        self.enter(&waiting, waiting.finish_elsewhere(code)).await
    }

    /// Takes the session in hand whose keys come, unless the waiting ends before.
    async fn enter(
        &self,
        waiting: &Waiting,
        keys: impl Future<Output = Result<RenewedKeys, BrowserFailure>> + Send,
    ) -> Result<Session, AppError> {
        let mut ended = waiting.ended.subscribe();
        let entering = async {
            let access = waiting.access(keys.await?).await;
            self.sign_in(Access::Real(access), Source::Browser, None).await
        };
        tokio::select! {
            biased;
            entered = Box::pin(entering) => entered,
            how = async { ended.wait_for(Option::is_some).await.ok().and_then(|how| *how) } => {
                match (how, self.current()) {
                    (Some(Ended::SignedIn), Some(session)) => Ok(session),
                    _ => Err(BrowserFailure::Cancelled.into()),
                }
            }
        }
    }

    /// Stops waiting for the browser, and closes the port.
    pub fn cancel_browser_sign_in(&self) {
        if let Some(waiting) = self.state().browser.take() {
            waiting.end(Ended::Cancelled);
        }
    }

    fn let_go_of(&self, waiting: &Arc<Waiting>) {
        let mut state = self.state();
        if state.browser.as_ref().is_some_and(|known| Arc::ptr_eq(known, waiting)) {
            state.browser = None;
        }
    }
}
