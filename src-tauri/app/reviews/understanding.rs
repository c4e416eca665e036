//! From a form to a request and what exists where it points. Of a bucket they have, region and encryption are the bucket's.

use crate::app::error::AppError;
use crate::app::forms::with_some_region;
use crate::app::lost_key::{LostKey, made_key};
use crate::app::sessions::session::{Session, SignedIn};
use crate::aws::{AwsFailure, Clients, bucket_region, look};
use crate::record::Record;
use crate::resources::bucket_value::BucketState;
use crate::resources::desired::{Desired, Encryption};
use crate::resources::observed::{ObservedBucket, ObservedSetup};
use crate::resources::refusal::PlanRefusal;
use crate::setup::form::{BucketMode, Field, Form};
use crate::setup::misfit::Misfit;
use crate::setup::refusal::FormProblem;
use crate::setup::request::{desired, keeping_encryption};
use crate::values::{BucketName, Region};

/// A form that was understood, or what must change of it.
pub(super) enum Understood {
    Asked(Box<Asked>),
    Problems(Vec<FormProblem>),
}

/// What is asked for, and what exists.
pub(super) struct Asked {
    pub(super) desired: Desired,
    pub(super) found: ObservedSetup,
    pub(super) existing: Option<ExistingBucket>,
}

/// An existing bucket, as it is, and how its files would be encrypted if that were ticked.
#[derive(Clone, Debug)]
pub struct ExistingBucket {
    /// As it is.
    pub state: BucketState,
    /// As Details has it.
    pub wish: Encryption,
}

/// Reads a form in an account, and looks at what exists. `record` is what is remembered of the setup, once Create was
/// pressed.
pub(super) async fn understand(
    session: &Session,
    form: &Form,
    record: Option<&Record>,
) -> Result<Understood, AppError> {
    match (session, form.bucket_mode) {
        (Session::SignedIn(session), BucketMode::Existing) => Box::pin(existing_bucket(session, form, record)).await,
        (Session::NumberOnly(account), BucketMode::Existing) => {
            let mut problems = desired(&with_some_region(form, account), account).err().unwrap_or_default();
            problems.push(FormProblem::new(Field::BucketName, Misfit::BucketNotSeen));
            Ok(Understood::Problems(problems))
        }
        (_, BucketMode::AccountRegional | BucketMode::Ordinary) => {
            let account = session.account();
            let desired = match desired(form, account) {
                Ok(desired) => desired,
                Err(problems) => return Ok(Understood::Problems(problems)),
            };
            let found = match session {
                Session::NumberOnly(_) => ObservedSetup::nothing(),
                Session::SignedIn(session) => {
                    let clients = session.access.clients(&desired.region);
                    Box::pin(look_with(&clients, &desired, record)).await?
                }
            };
            Ok(Understood::Asked(Box::new(Asked { desired, found, existing: None })))
        }
    }
}

/// Looks at what exists, the key of an earlier run included: that may have been cut before it gave the key its alias.
async fn look_with(clients: &Clients, desired: &Desired, record: Option<&Record>) -> Result<ObservedSetup, AppError> {
    let made = match record.filter(|_| desired.key.is_some()) {
        Some(record) => match record.made_of(desired).key {
            Some(arn) => Some(arn),
            None if record.desired.region == desired.region => made_key(clients, record, LostKey::LookAgain).await?,
            None => None,
        },
        None => None,
    };
    Ok(look(clients, desired, made.as_ref()).await?)
}

async fn existing_bucket(session: &SignedIn, form: &Form, record: Option<&Record>) -> Result<Understood, AppError> {
    let account = &session.identity.account;
    let anywhere = match desired(&with_some_region(form, account), account) {
        Ok(desired) => desired,
        Err(problems) => return Ok(Understood::Problems(problems)),
    };
    let name = anywhere.bucket.name.clone();
    let asked = bucket_region(&session.access.clients(&anywhere.region), &name, &account.id).await;
    let region = match region(name, asked)? {
        Ok(region) => region,
        Err(refusal) => return Ok(Understood::Problems(vec![refusal.into()])),
    };
    let clients = session.access.clients(&region);
    let there = Form { region: region.to_string(), ..form.clone() };
    let wished = match desired(&there, account) {
        Ok(desired) => desired,
        Err(problems) => return Ok(Understood::Problems(problems)),
    };
    let found = Box::pin(look_with(&clients, &wished, record)).await?;
    settled(&clients, wished, found, record).await
}

/// Takes the encryption from the bucket where nobody ticked that it shall change, and looks at the key once more then.
async fn settled(
    clients: &Clients,
    wished: Desired,
    found: ObservedSetup,
    record: Option<&Record>,
) -> Result<Understood, AppError> {
    let state = match &found.bucket {
        ObservedBucket::Here(state) => Some((**state).clone()),
        _ => None,
    };
    let wish = wished.bucket.encryption.clone();
    let encryption = state.as_ref().and_then(|state| state.encryption.known());
    let desired = match encryption.map(|encryption| keeping_encryption(wished.clone(), encryption)) {
        None => wished,
        Some(Ok(desired)) => desired,
        Some(Err(problem)) => return Ok(Understood::Problems(vec![problem])),
    };
    let found =
        if desired.bucket.encryption == wish { found } else { Box::pin(look_with(clients, &desired, record)).await? };
    let existing = state.map(|state| ExistingBucket { state, wish });
    Ok(Understood::Asked(Box::new(Asked { desired, found, existing })))
}

/// The bucket's region, or why there is none to be had.
fn region(
    name: BucketName,
    asked: Result<Option<Region>, AwsFailure>,
) -> Result<Result<Region, PlanRefusal>, AwsFailure> {
    match asked {
        Ok(Some(region)) => Ok(Ok(region)),
        Ok(None) => Ok(Err(PlanRefusal::BucketMissing { name })),
        Err(failure) if failure.is_about_one_thing() => Ok(Err(PlanRefusal::BucketHidden { name })),
        Err(failure) => Err(failure),
    }
}
