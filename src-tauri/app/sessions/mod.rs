//! What the person is signed in with: how it came about, whose account it is, and what it may be used for.

pub mod browser;
pub mod center;
pub mod portals;
pub mod session;
pub mod signing;
pub mod waiting;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use secrecy::{ExposeSecret, SecretString};

use super::error::AppError;
use super::folder::Folder;
use super::settings::Settings;
use super::workspaces::Workspaces;
use crate::aws::{Access, PracticeAccess, identify};
use crate::practice::{Failure, FailureKind, Operation, PracticeAws, Service};
use crate::provision::Clock;
use crate::record::Record;
use crate::resources::step::Step;
use crate::setup::form::Field;
use crate::setup::misfit::Misfit;
use crate::setup::refusal::FormProblem;
use crate::sign_in::center::Registrations;
use crate::sign_in::shared_files::shared_files;
use crate::sign_in::{MfaCode, PastedKeys, Profile, SignInFailure, profile_access, profiles};
use crate::values::{Account, AccountId, Partition, Region};
use portals::Portals;
use session::{Session, SignedIn, Source};
use waiting::{Ended, Waiting};

/// How long a session must still last when something is begun with it. A setup takes some seconds, and AWS needs up to
/// half a minute to show what was made.
const LEAST_LEFT: Duration = Duration::from_mins(2);

/// The session, and the ways to one. There is at most one, and at most one sign-in of a kind under way.
pub struct Sessions {
    settings: Arc<Settings>,
    workspaces: Arc<Workspaces>,
    clock: Arc<dyn Clock>,
    portals: Portals,
    /// What the servers of company pages know this program as.
    registrations: Registrations,
    state: Mutex<State>,
}

/// Never locked across an await.
#[derive(Default)]
struct State {
    session: Option<Session>,
    browser: Option<Arc<Waiting>>,
    center: signing::State,
}

impl State {
    /// Takes a session, or none, in the place of the one before. A sign-in that is under way ends.
    fn put(&mut self, session: Option<Session>) {
        let how = if session.is_some() { Ended::SignedIn } else { Ended::Cancelled };
        self.session = session;
        if let Some(waiting) = self.browser.take() {
            waiting.end(how);
        }
        self.center.end();
    }
}

impl Sessions {
    pub(super) fn new(
        folder: &Folder,
        settings: Arc<Settings>,
        workspaces: Arc<Workspaces>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let (registrations, state) = (Registrations::default(), Mutex::default());
        Self { settings, workspaces, clock, portals: Portals::new(folder.portals()), registrations, state }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked while holding it has left complete values behind: each write is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session, if there is one.
    #[must_use]
    pub fn current(&self) -> Option<Session> {
        self.state().session.clone()
    }

    /// The session.
    ///
    /// # Errors
    /// When there is none, not even a number.
    pub fn any(&self) -> Result<Session, AppError> {
        self.current().ok_or(AppError::NoSession)
    }

    /// The session with a way to AWS.
    ///
    /// # Errors
    /// When there is none, or only a number.
    pub fn signed_in(&self) -> Result<Arc<SignedIn>, AppError> {
        match self.any()? {
            Session::SignedIn(session) => Ok(session),
            Session::NumberOnly(_) => Err(AppError::NumberOnly),
        }
    }

    /// The session with which a setup may be worked on: into its account, and in its world.
    ///
    /// # Errors
    /// When there is none, or it is into another account or another world.
    pub fn of_setup(&self, record: &Record) -> Result<Arc<SignedIn>, AppError> {
        let session = self.signed_in()?;
        self.workspaces.own(&record.desired.setup.to_string(), &Session::SignedIn(Arc::clone(&session)))?;
        let (expected, found) = (&record.desired.account, &session.identity.account);
        if expected == found {
            Ok(session)
        } else {
            Err(AppError::OtherAccount { expected: expected.id.to_string(), found: found.id.to_string() })
        }
    }

    /// The account.
    ///
    /// # Errors
    /// When nobody is signed in, not even with a number.
    pub fn account(&self) -> Result<Account, AppError> {
        Ok(self.any()?.account().clone())
    }

    /// Whether somebody is in Practice.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.current().is_some_and(|session| self.workspaces.of_session(&session).is_practice())
    }

    /// The company pages that can be chosen.
    #[must_use]
    pub const fn portals(&self) -> &Portals {
        &self.portals
    }

    /// Lets go of the session, with it of the plan that was made in it, and of a sign-in that is going on.
    pub fn sign_out(&self) {
        self.state().put(None);
    }

    /// The profiles of this computer.
    ///
    /// # Errors
    /// When the shared files are there and cannot be read.
    pub async fn profiles(&self) -> Result<Vec<Profile>, AppError> {
        Ok(profiles(&shared_files()?).await?)
    }

    /// Into the AWS inside the program.
    ///
    /// # Errors
    /// When the practice account that was kept cannot be read.
    pub async fn sign_in_practice(&self) -> Result<Session, AppError> {
        let practice = self.practice_aws().await?;
        let access = Access::Practice(PracticeAccess::new(practice.http_client()));
        self.sign_in(access, Source::Practice, None).await
    }

    /// With a profile of this computer, and a code where it wants one.
    ///
    /// # Errors
    /// When the profile gives no keys, or AWS does not take them.
    pub async fn sign_in_profile(&self, name: &str, code: Option<&SecretString>) -> Result<Session, AppError> {
        let code = code.map(MfaCode::parse).transpose().map_err(SignInFailure::from)?;
        let files = shared_files()?;
        let (access, region) = profile_access(self.settings.network()?, &files, name, code.as_ref()).await?;
        self.sign_in(Access::Real(access), Source::Profile { name: name.to_owned() }, region).await
    }

    /// With pasted keys.
    ///
    /// # Errors
    /// When the text holds no usable keys, or AWS does not take them.
    pub async fn sign_in_keys(&self, text: &SecretString, region: &str) -> Result<Session, AppError> {
        let keys = PastedKeys::parse(text.expose_secret()).map_err(SignInFailure::from)?;
        let region = Region::parse(region).map_err(|refusal| FormProblem::new(Field::Region, refusal))?;
        let source = Source::Keys { lasting: keys.are_lasting() };
        let access = keys.access(self.settings.network()?).await?;
        self.sign_in(Access::Real(access), source, Some(region)).await
    }

    /// With nothing but a number: everything but Create works.
    ///
    /// # Errors
    /// When it is no account number.
    pub fn sign_in_number(&self, number: &str, partition: &str) -> Result<Session, AppError> {
        let id = AccountId::parse(number).map_err(|refusal| FormProblem::new(Field::AccountNumber, refusal))?;
        let partition = Partition::parse(partition).unwrap_or(Partition::Aws);
        let session = Session::NumberOnly(Account { id, partition });
        self.put(session.clone());
        Ok(session)
    }

    /// Sees that the session lasts long enough to begin something with it.
    ///
    /// # Errors
    /// When it ends in less than two minutes, and no longer one can be had without the person.
    pub async fn lasts(&self) -> Result<(), AppError> {
        let Some(Session::SignedIn(session)) = self.current() else { return Ok(()) };
        let seconds = u64::try_from(self.clock.now().as_second()).unwrap_or_default();
        let now = UNIX_EPOCH + Duration::from_secs(seconds);
        if session.access.lasts(LEAST_LEFT, now).await { Ok(()) } else { Err(AppError::SessionEndsSoon) }
    }

    /// Compares the number that IT gave the person with the account in hand.
    #[must_use]
    pub fn confirm_account(&self, expected: &str) -> Option<FormProblem> {
        let session = self.current()?;
        let found = &session.account().id;
        match AccountId::parse(expected) {
            Ok(expected) if expected == *found => None,
            Ok(expected) => Some(FormProblem::new(
                Field::ExpectedAccount,
                Misfit::OtherAccountThanExpected { expected, found: found.clone() },
            )),
            Err(refusal) => Some(FormProblem::new(Field::ExpectedAccount, refusal)),
        }
    }

    /// Tells Practice to fail a step once, or no step any more.
    ///
    /// # Errors
    /// When the practice account that was kept cannot be read.
    pub async fn fail_in_practice(&self, step: Option<Step>) -> Result<(), AppError> {
        self.practice_aws().await?.fail_next(step.and_then(failure_of));
        Ok(())
    }

    async fn practice_aws(&self) -> Result<&PracticeAws, AppError> {
        let aws = self.workspaces.practice().practice_aws().await?;
        Ok(aws.unwrap_or_else(|| unreachable!("Practice has an AWS of its own")))
    }

    /// With a way to AWS: asks whose it is, and takes it in hand.
    ///
    /// # Errors
    /// When its requests would go neither to AWS nor to this computer, or AWS does not take its keys.
    pub async fn sign_in(&self, access: Access, source: Source, region: Option<Region>) -> Result<Session, AppError> {
        access.stays()?;
        let ask = match &region {
            Some(region) => region.clone(),
            None => self.settings.sign_in_region()?,
        };
        let identity = match identify(&access, &ask).await {
            Ok(identity) => identity,
            Err(failure) => return Err(AppError::NotEntered { failure: Box::new(failure), region }),
        };
        let workspace = Arc::clone(match source {
            Source::Practice => self.workspaces.practice(),
            Source::Browser | Source::IdentityCenter { .. } | Source::Profile { .. } | Source::Keys { .. } => {
                self.workspaces.real()
            }
        });
        let session = Session::SignedIn(Arc::new(SignedIn { access, identity, source, region, workspace }));
        self.put(session.clone());
        Ok(session)
    }

    fn put(&self, session: Session) {
        self.state().put(Some(session));
    }
}

/// The failure of a step: its first call is refused once, as AWS refuses what nobody allowed. The checks only read, and
/// what they read differs for reasons of its own.
fn failure_of(step: Step) -> Option<Failure> {
    let operation = match step {
        Step::Key => Operation::new(Service::Kms, "CreateKey"),
        Step::Bucket => Operation::new(Service::S3, "CreateBucket"),
        Step::PublicAccess => Operation::new(Service::S3, "PutPublicAccessBlock"),
        Step::Encryption => Operation::new(Service::S3, "PutBucketEncryption"),
        Step::HttpsOnly => Operation::new(Service::S3, "PutBucketPolicy"),
        Step::Keeping => Operation::new(Service::S3, "PutBucketLifecycleConfiguration"),
        Step::Policy => Operation::new(Service::Iam, "CreatePolicy"),
        Step::Role => Operation::new(Service::Iam, "CreateRole"),
        Step::Attach => Operation::new(Service::Iam, "AttachRolePolicy"),
        Step::Checks => return None,
    };
    Some(Failure { operation, error: FailureKind::AccessDenied, times: 1 })
}
