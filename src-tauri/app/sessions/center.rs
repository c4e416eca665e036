//! The sign-in on a company's page that is going on, if one is: begun, waited for, an account and a role chosen.

use std::sync::{Arc, OnceLock};

use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::{SharedTimeSource, SystemTimeSource};
use tokio::sync::watch;

use super::Sessions;
use super::session::{Session, Source};
use super::signing::{Asked, Signing};
use crate::app::error::AppError;
use crate::aws::Access;
use crate::setup::form::Field;
use crate::setup::refusal::FormProblem;
use crate::sign_in::CenterFailure;
use crate::sign_in::center::{Center, CenterAccount, Portal, Time, known_to_aws};
use crate::sign_in::shared_files::shared_files;
use crate::values::{Partition, Region, RoleName, StartUrl};

impl Sessions {
    /// Begins a sign-in on a company's page; one that was going on is cancelled.
    ///
    /// # Errors
    /// When address or region is none, a company's own address does not lead to AWS's page, AWS knows no such page, it would go neither to AWS nor to this computer, or the
    /// system gives no port to wait at.
    pub async fn begin_center_sign_in(&self, start_url: &str, region: &str) -> Result<Arc<Signing>, AppError> {
        let time = Time {
            source: SharedTimeSource::new(SystemTimeSource::new()),
            sleep: SharedAsyncSleep::new(TokioSleep::new()),
        };
        self.begin_center_sign_in_with(start_url, region, shared_files()?, time).await
    }

    /// The same with the settings of these files, and at another time.
    ///
    /// # Errors
    /// As above.
    pub async fn begin_center_sign_in_with(
        &self,
        start_url: &str,
        region: &str,
        files: EnvConfigFiles,
        time: Time,
    ) -> Result<Arc<Signing>, AppError> {
        let start_url = StartUrl::parse(start_url).map_err(|refusal| FormProblem::new(Field::StartUrl, refusal))?;
        let region = Region::parse(region).map_err(|refusal| FormProblem::new(Field::Region, refusal))?;
        self.cancel_center_sign_in();
        let portal = Portal { start_url: known_to_aws(start_url, self.settings.network()?).await?, region };
        let center = self.center(portal.clone(), files.clone(), time.clone()).await?;
        match center.ask_browser().await {
            Ok(asked) => Ok(self.go_on_with(center, Asked::Browser(asked))),
            Err(failure) => {
                if failure.leaves_code() {
                    self.state().center.leaves_code = Some((portal, files, time));
                }
                Err(failure.into())
            }
        }
    }

    /// Begins again with a code to enter on the page. Only after the browser could not bring its answer to this program: a
    /// code is easier to be tricked with.
    ///
    /// # Errors
    /// When the browser did not fail before, or AWS gives no code.
    pub async fn begin_center_code(&self) -> Result<Arc<Signing>, AppError> {
        let left = self.state().center.leaves_code.clone();
        let (portal, files, time) = left.ok_or(CenterFailure::NotBegun)?;
        let center = self.center(portal, files, time).await?;
        let asked = center.ask_with_code().await?;
        Ok(self.go_on_with(center, Asked::Code(asked)))
    }

    /// The sign-in on a company's page that is going on.
    ///
    /// # Errors
    /// When there is none.
    pub fn center_sign_in(&self) -> Result<Arc<Signing>, AppError> {
        self.state().center.going_on.clone().ok_or_else(|| CenterFailure::NotBegun.into())
    }

    /// Waits until the person has signed in, keeps the page for the next time, and gives the accounts to choose from.
    ///
    /// # Errors
    /// When the browser does not come or brings no code, the code is not entered, AWS gives no tokens or no accounts, or it
    /// was cancelled.
    pub async fn finish_center_sign_in(&self) -> Result<Vec<CenterAccount>, AppError> {
        let signing = self.center_sign_in()?;
        let finished = signing.unless_ended(async { Ok(signing.finish().await?) }).await;
        match finished {
            Ok((session, accounts)) => {
                self.portals.keep(signing.center.portal());
                let _ = signing.entered.set((session, accounts.clone()));
                Ok(accounts)
            }
            Err(failure) => {
                self.let_go_of_center(&signing, &failure);
                Err(failure)
            }
        }
    }

    /// The roles to choose from in an account of the page.
    ///
    /// # Errors
    /// When the page does not give the account, or no role in it.
    pub async fn center_roles(&self, account: &str) -> Result<Vec<String>, AppError> {
        let signing = self.center_sign_in()?;
        let (session, account) = signing.account(account)?;
        signing.unless_ended(async { Ok(session.roles(&account.id).await?) }).await
    }

    /// Takes the session in hand of a role in an account of the page.
    ///
    /// # Errors
    /// When the page does not give the account or the role, or AWS does not take its keys.
    pub async fn sign_in_center(&self, account: &str, role: &str) -> Result<Session, AppError> {
        let role = RoleName::parse(role).map_err(|refusal| FormProblem::new(Field::CenterRole, refusal))?;
        let role = role.as_str();
        let signing = self.center_sign_in()?;
        let (session, account) = signing.account(account)?;
        let source = Source::IdentityCenter { account: account.name.clone(), role: role.to_owned() };
        // Whoever is asked whose account it is must be in the page's partition. Elsewhere than in the common one that is a
        // region which the form may begin with, too.
        let region = &signing.center.portal().region;
        let region = (region.partition() != Partition::Aws).then(|| region.clone());
        let entering = async {
            let access = signing.center.access(session.keys(&account.id, role).await?).await;
            self.sign_in(Access::Real(access), source, region).await
        };
        signing.unless_ended(entering).await
    }

    /// Stops the sign-in, and closes the port.
    pub fn cancel_center_sign_in(&self) {
        self.state().center.end();
    }

    async fn center(&self, portal: Portal, files: EnvConfigFiles, time: Time) -> Result<Center, AppError> {
        let center = Center::at(self.settings.network()?, portal, files, time, self.registrations.clone()).await?;
        center.stays()?;
        Ok(center)
    }

    fn go_on_with(&self, center: Center, asked: Asked) -> Arc<Signing> {
        let signing = Arc::new(Signing { center, asked, entered: OnceLock::new(), ended: watch::Sender::new(false) });
        let mut state = self.state();
        state.center.end();
        state.center.going_on = Some(Arc::clone(&signing));
        signing
    }

    fn let_go_of_center(&self, signing: &Arc<Signing>, failure: &AppError) {
        let mut state = self.state();
        if state.center.going_on.as_ref().is_some_and(|known| Arc::ptr_eq(known, signing)) {
            state.center.going_on = None;
            if matches!(failure, AppError::Center(failure) if failure.leaves_code()) {
                state.center.leaves_code = Some(signing.center.begun_with());
            }
        }
    }
}
