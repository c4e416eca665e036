//! The session in hand: how it came about, whose account it is, and what it may be used for.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use secrecy::{ExposeSecret, SecretString};

use super::session::{InHand, Session, Source};
use super::waiting::Ended;
use super::{App, AppError};
use crate::aws::{Access, PracticeAccess, identify};
use crate::practice::{Failure, FailureKind, Operation, PracticeAws, Service};
use crate::resources::step::Step;
use crate::setup::form::Field;
use crate::setup::misfit::Misfit;
use crate::setup::refusal::FormProblem;
use crate::sign_in::shared_files::shared_files;
use crate::sign_in::{MfaCode, PastedKeys, Profile, SignInFailure, profile_access, profiles};
use crate::values::Account;
use crate::values::{AccountId, Partition, Region};

/// How long a session must still last when something is begun with it. A setup takes some seconds, and AWS needs up to
/// half a minute to show what was made.
const LEAST_LEFT: Duration = Duration::from_mins(2);

impl App {
    /// The session in hand.
    #[must_use]
    pub fn session(&self) -> Option<InHand> {
        self.state().session.clone()
    }

    /// Lets go of the session, of its plan, and of a sign-in that is going on.
    pub fn sign_out(&self) {
        let mut state = self.state();
        state.session = None;
        state.under_review = None;
        if let Some(waiting) = state.browser.take() {
            waiting.end(Ended::Cancelled);
        }
        state.center.end();
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
    pub async fn sign_in_practice(&self) -> Result<InHand, AppError> {
        let practice = self.practice_aws().await?;
        let access = Access::Practice(PracticeAccess::new(practice.http_client()));
        self.sign_in(access, Source::Practice, None).await
    }

    /// With a profile of this computer, and a code where it wants one.
    ///
    /// # Errors
    /// When the profile gives no keys, or AWS does not take them.
    pub async fn sign_in_profile(&self, name: &str, code: Option<&SecretString>) -> Result<InHand, AppError> {
        let code = code.map(MfaCode::parse).transpose().map_err(SignInFailure::from)?;
        let files = shared_files()?;
        let (access, region) = profile_access(self.network()?, &files, name, code.as_ref()).await?;
        self.sign_in(Access::Real(access), Source::Profile { name: name.to_owned() }, region).await
    }

    /// With pasted keys.
    ///
    /// # Errors
    /// When the text holds no usable keys, or AWS does not take them.
    pub async fn sign_in_keys(&self, text: &SecretString, region: &str) -> Result<InHand, AppError> {
        let keys = PastedKeys::parse(text.expose_secret()).map_err(SignInFailure::from)?;
        let region = Region::parse(region).map_err(|refusal| FormProblem::new(Field::Region, refusal))?;
        let source = Source::Keys { lasting: keys.are_lasting() };
        let access = keys.access(self.network()?).await?;
        self.sign_in(Access::Real(access), source, Some(region)).await
    }

    /// With nothing but a number: everything but Create works.
    ///
    /// # Errors
    /// When it is no account number.
    pub fn sign_in_number(&self, number: &str, partition: &str) -> Result<InHand, AppError> {
        let id = AccountId::parse(number).map_err(|refusal| FormProblem::new(Field::AccountNumber, refusal))?;
        let partition = Partition::parse(partition).unwrap_or(Partition::Aws);
        let in_hand = InHand::NumberOnly(Account { id, partition });
        self.put(in_hand.clone());
        Ok(in_hand)
    }

    /// Sees that the session lasts long enough to begin something with it.
    ///
    /// # Errors
    /// When it ends in less than two minutes, and no longer one can be had without the person.
    pub async fn session_lasts(&self) -> Result<(), AppError> {
        let Some(InHand::Session(session)) = self.session() else { return Ok(()) };
        let seconds = u64::try_from(self.clock.now().as_second()).unwrap_or_default();
        let now = UNIX_EPOCH + Duration::from_secs(seconds);
        if session.access.lasts(LEAST_LEFT, now).await { Ok(()) } else { Err(AppError::SessionEndsSoon) }
    }

    /// Compares the number that IT gave the person with the account in hand.
    #[must_use]
    pub fn confirm_account(&self, expected: &str) -> Option<FormProblem> {
        let session = self.session()?;
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
        let aws = self.practice.practice_aws().await?;
        Ok(aws.unwrap_or_else(|| unreachable!("Practice has an AWS of its own")))
    }

    /// With a way to AWS: asks whose it is, and takes it in hand.
    ///
    /// # Errors
    /// When its requests would go neither to AWS nor to this computer, or AWS does not take its keys.
    pub async fn sign_in(&self, access: Access, source: Source, region: Option<Region>) -> Result<InHand, AppError> {
        access.stays()?;
        let ask = match &region {
            Some(region) => region.clone(),
            None => self.sign_in_region()?,
        };
        let identity = match identify(&access, &ask).await {
            Ok(identity) => identity,
            Err(failure) => return Err(AppError::NotEntered { failure: Box::new(failure), region }),
        };
        let workspace = Arc::clone(match source {
            Source::Practice => &self.practice,
            Source::Browser | Source::IdentityCenter { .. } | Source::Profile { .. } | Source::Keys { .. } => {
                &self.real
            }
        });
        let in_hand = InHand::Session(Box::new(Session { access, identity, source, region, workspace }));
        self.put(in_hand.clone());
        Ok(in_hand)
    }

    fn put(&self, in_hand: InHand) {
        let mut state = self.state();
        state.session = Some(in_hand);
        state.under_review = None;
        if let Some(waiting) = state.browser.take() {
            waiting.end(Ended::SignedIn);
        }
        state.center.end();
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
