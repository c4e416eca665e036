//! Setups from elsewhere: as saved records, and found again in an account by what they left there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::sessions::{InHand, Session};
use super::{App, AppError};
use crate::aws::{look, survey, tagged_bucket, traces};
use crate::handoff::record_file;
use crate::health;
use crate::practice;
use crate::record::{CheckResult, Entry, Outcome, Receipt, Record, State, owner_only};
use crate::setup::calls::{Call, Output};
use crate::setup::desired::Desired;
use crate::setup::form::{Field, Form};
use crate::setup::found::{Found, FoundKey, Owner, owner};
use crate::setup::plan::of_desired;
use crate::setup::rebuild::{self, TaggedBucket, Traces};
use crate::setup::request::FormProblem;
use crate::setup::values::{BucketName, Region, SetupId};

/// A setup that was opened from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub setup: String,
    /// It was here already, and what was known of it here stands.
    pub known: bool,
}

/// What an account has of setups of this program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finds {
    /// By the bucket's name.
    pub setups: Vec<FoundSetup>,
    /// How many buckets were looked at.
    pub seen: usize,
    /// How many of them did not let their tags be read.
    pub unread: usize,
}

/// A setup found by the tags of its bucket.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundSetup {
    /// Its id.
    pub setup: SetupId,
    /// Its bucket.
    pub bucket: TaggedBucket,
    /// It is on Home already.
    pub known: bool,
}

impl App {
    /// Writes a setup's record as a file into a folder and answers where. A file of that name that is there already stays:
    /// the new one gets a number.
    ///
    /// # Errors
    /// When no setup past Create has that id, or the file cannot be written.
    pub fn save_record(&self, setup: &str, folder: &Path) -> Result<PathBuf, AppError> {
        let (journal, _) = self.journal_of(setup)?;
        let record = journal.record(setup)?.ok_or(AppError::UnknownSetup)?;
        let (mut file, path) = fresh_file(folder, &record_file::name(&record)).map_err(AppError::SaveRecord)?;
        file.write_all(record_file::write(&record)?.as_bytes()).map_err(AppError::SaveRecord)?;
        Ok(path)
    }

    /// Takes in a saved record. One that is here already is left as it is.
    ///
    /// # Errors
    /// When the text is no saved record, or the journal cannot be written.
    pub fn open_record(&self, text: &str) -> Result<Opened, AppError> {
        let record = record_file::read(text)?;
        let setup = record.desired.setup.to_string();
        let journal = match self.journal_of(&setup) {
            Ok((journal, _)) => journal,
            Err(AppError::UnknownSetup) if record.desired.account.id == *practice::account() => &self.practice_journal,
            Err(AppError::UnknownSetup) => &self.journal,
            Err(error) => return Err(error),
        };
        let known = !journal.adopt(&record)?;
        Ok(Opened { setup, known })
    }

    /// Looks through the buckets of the account in hand for setups of this program.
    ///
    /// # Errors
    /// When nobody is signed in, or AWS cannot be asked.
    pub async fn find_setups(&self) -> Result<Finds, AppError> {
        let session = self.session_in_hand()?;
        let account = &session.identity.account;
        let home = match &session.region {
            Some(region) => region.clone(),
            None => region_of(account.partition.first_region())?,
        };
        let found = survey(&session.access, account, &home).await?;
        let mut setups = Vec::new();
        for bucket in found.tagged {
            let Some(setup) = bucket.setup() else { continue };
            let known = self.journal_in_hand().record(&setup.to_string())?.is_some();
            setups.push(FoundSetup { setup, bucket, known });
        }
        Ok(Finds { setups, seen: found.seen, unread: found.unread })
    }

    /// Takes in a setup of the account in hand that was found by its bucket: told anew from what is there, and checked.
    ///
    /// # Errors
    /// When nobody is signed in, AWS cannot be asked, what is left does not say enough, or the journal cannot be written.
    pub async fn open_found(&self, bucket: &str, region: &str) -> Result<Opened, AppError> {
        let session = self.session_in_hand()?;
        let account = &session.identity.account;
        let name = BucketName::parse(bucket).map_err(|refusal| FormProblem::new(Field::BucketName, &refusal))?;
        let region = region_of(region)?;
        let clients = session.access.clients(&region);
        let bucket = tagged_bucket(&clients, account, &name, &region).await?;
        let traces = traces(&clients, &bucket).await?;
        let form = rebuild::form(account, &bucket, &traces)?;
        let provisional = rebuild::provisional(account, &form)?;
        let found = look(&clients, &provisional, None).await?;
        let (form, desired) = rebuild::as_found(account, form, &found)?;
        // A bucket of theirs is encrypted with a key that only it names.
        let found =
            if desired.known_key() == provisional.known_key() { found } else { look(&clients, &desired, None).await? };
        let record = self.told(&session, form, desired, &traces, &found)?;
        let known = !self.journal_in_hand().adopt(&record)?;
        Ok(Opened { setup: record.desired.setup.to_string(), known })
    }

    /// The record of what was found, as if it had been made here.
    fn told(
        &self,
        session: &Session,
        form: Form,
        desired: Desired,
        traces: &Traces,
        found: &Found,
    ) -> Result<Record, AppError> {
        let now = self.clock.now();
        let plan = of_desired(desired.clone(), found)?;
        let checks = health::judge(&desired, plan.key.as_ref(), found);
        let sound = checks.iter().all(|check| check.result != CheckResult::Fails);
        Ok(Record {
            entries: entries(&desired, traces, found, now),
            caller: session.identity.caller.to_string(),
            state: if sound { State::Ready } else { State::Unfinished },
            fingerprint: plan.fingerprint,
            created: now,
            changed: now,
            checks,
            storage_id: None,
            before: BTreeMap::new(),
            earlier: Vec::new(),
            trust: None,
            form,
            desired,
        })
    }

    fn session_in_hand(&self) -> Result<Box<Session>, AppError> {
        match self.session().ok_or(AppError::NoSession)? {
            InHand::Session(session) => Ok(session),
            InHand::NumberOnly(_) => Err(AppError::NumberOnly),
        }
    }
}

/// Where files that a person asked for are put: the folder for downloads, or the home folder where there is none.
#[must_use]
pub fn downloads() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    let downloads = folders.download_dir().filter(|folder| folder.is_dir());
    Some(downloads.unwrap_or_else(|| folders.home_dir()).to_owned())
}

/// A file that was not there before: `name`, or with a number before its ending.
fn fresh_file(folder: &Path, name: &str) -> std::io::Result<(File, PathBuf)> {
    const MOST: u32 = 1000;
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    for number in 1..MOST {
        let name = if number == 1 { name.to_owned() } else { format!("{stem} ({number}).{ending}") };
        let path = folder.join(name);
        match owner_only::options().create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn region_of(text: &str) -> Result<Region, AppError> {
    Ok(Region::parse(text).map_err(|refusal| FormProblem::new(Field::Region, &refusal))?)
}

/// What was found of what this setup made, as calls that AWS answered: by their ids undo knows each again.
fn entries(desired: &Desired, traces: &Traces, found: &Found, now: Timestamp) -> Vec<Entry> {
    let key = match &found.key {
        FoundKey::Here(state) if owner(&state.tags, &desired.setup) == Owner::Us => Some(state.arn.clone()),
        _ => None,
    };
    // It may have been told to use the key, and files in it may need it.
    let encrypted =
        key.is_some().then_some((Call::PutBucketEncryption, Output::Nothing, desired.bucket_arn().to_string()));
    let key = key.map(|arn| (Call::CreateKey, Output::Key(arn.clone()), arn.to_string()));
    let policy = traces.policy.as_ref().map(|policy| {
        (Call::CreatePolicy, Output::Policy(policy.arn.clone(), policy.id.clone()), policy.arn.to_string())
    });
    let role = traces
        .role
        .as_ref()
        .map(|role| (Call::CreateRole, Output::Role(role.arn.clone(), role.id.clone()), role.arn.to_string()));
    [key, encrypted, policy, role]
        .into_iter()
        .flatten()
        .map(|(call, output, resource)| Entry {
            call,
            intended: now,
            receipt: Some(Receipt { at: now, resource, request_id: None, outcome: Outcome::Done(output) }),
        })
        .collect()
}
