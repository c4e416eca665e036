//! Setups from elsewhere: as saved records, and found again in an account by what they left there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Setups;
use super::claims::reconstructed;
use crate::app::error::AppError;
use crate::aws::{look, survey, tagged_bucket, traces};
use crate::handoff::record_file::{self, Claim};
use crate::practice;
use crate::record::{Entry, Outcome, Provenance, Receipt, Record, State, owner_only};
use crate::resources::call::{Call, Output};
use crate::resources::fingerprint::Fingerprint;
use crate::setup::claim::unticked;
use crate::setup::form::Field;
use crate::setup::reconstruct::{self, TaggedBucket};
use crate::setup::refusal::FormProblem;
use crate::values::{BucketName, Region, SetupId};

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

impl Setups {
    /// Writes a setup's record as a file into a folder and answers where. A file of that name that is there already stays:
    /// the new one gets a number.
    ///
    /// # Errors
    /// When no setup past Create has that id, or the file cannot be written.
    pub fn save_record(&self, setup: &str, folder: &Path) -> Result<PathBuf, AppError> {
        let (_, record) = self.workspaces.record(setup)?;
        let (mut file, path) = fresh_file(folder, &record_file::name(&record)).map_err(not_saved)?;
        file.write_all(record_file::write(&record)?.as_bytes()).map_err(not_saved)?;
        Ok(path)
    }

    /// Takes in a saved record as a claim: nothing of it counts before [`Setups::confirm`]. A setup that is here already is
    /// left as it is.
    ///
    /// # Errors
    /// When the text is no saved record, or the journal cannot be written.
    pub fn open_record(&self, text: &str) -> Result<Opened, AppError> {
        let claim = record_file::read(text)?;
        let setup = claim.desired.setup.to_string();
        let world = match self.workspaces.with(&setup) {
            Ok(world) => world,
            Err(AppError::UnknownSetup) if claim.desired.account.id == *practice::account() => {
                self.workspaces.practice()
            }
            Err(AppError::UnknownSetup) => self.workspaces.real(),
            Err(error) => return Err(error),
        };
        let known = !world.journal().adopt(&claimed(claim, self.clock.now())?)?;
        Ok(Opened { setup, known })
    }

    /// Looks through the buckets of the account in hand for setups of this program.
    ///
    /// # Errors
    /// When nobody is signed in, or AWS cannot be asked.
    pub async fn find_setups(&self) -> Result<Finds, AppError> {
        let session = self.sessions.signed_in()?;
        let account = &session.identity.account;
        let home = match &session.region {
            Some(region) => region.clone(),
            None => region_of(account.partition.first_region())?,
        };
        let found = survey(&session.access, account, &home).await?;
        let mut setups = Vec::new();
        for bucket in found.tagged {
            let Some(setup) = bucket.setup() else { continue };
            let known = session.workspace.journal().record(&setup.to_string())?.is_some();
            setups.push(FoundSetup { setup, bucket, known });
        }
        Ok(Finds { setups, seen: found.seen, unread: found.unread })
    }

    /// Takes in a setup of the account in hand that was found by its bucket: told anew from what is there, and checked.
    ///
    /// # Errors
    /// When nobody is signed in, AWS cannot be asked, what is left does not say enough, or the journal cannot be written.
    pub async fn open_found(&self, bucket: &str, region: &str) -> Result<Opened, AppError> {
        let session = self.sessions.signed_in()?;
        let account = &session.identity.account;
        let name = BucketName::parse(bucket).map_err(|refusal| FormProblem::new(Field::BucketName, refusal))?;
        let region = region_of(region)?;
        let clients = session.access.clients(&region);
        let bucket = tagged_bucket(&clients, account, &name, &region).await?;
        let traces = traces(&clients, &bucket).await?;
        let form = reconstruct::form(account, &bucket, &traces)?;
        let provisional = reconstruct::provisional(account, &form)?;
        let found = look(&clients, &provisional, None).await?;
        let (form, desired) = reconstruct::as_found(account, form, &found)?;
        // A bucket of theirs is encrypted with a key that only it names.
        let found =
            if desired.known_key() == provisional.known_key() { found } else { look(&clients, &desired, None).await? };
        let record = reconstructed(&session, unticked(form), desired, &found, self.clock.now())?;
        let known = !session.workspace.journal().adopt(&record)?;
        Ok(Opened { setup: record.desired.setup.to_string(), known })
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
    Ok(Region::parse(text).map_err(|refusal| FormProblem::new(Field::Region, refusal))?)
}

/// What a file says of a setup, as it is remembered until AWS has confirmed it.
fn claimed(claim: Claim, now: Timestamp) -> Result<Record, AppError> {
    let Claim { form, desired, role, policy, key, before, earlier } = claim;
    let role = role.map(|id| (Call::CreateRole, Output::Role(desired.role_arn(), id)));
    let policy = policy.map(|id| (Call::CreatePolicy, Output::Policy(desired.policy_arn(), id)));
    let key = key.map(|arn| (Call::CreateKey, Output::Key(arn)));
    let entry = |(call, output): (Call, Output)| Entry {
        call,
        intended: now,
        receipt: Some(Receipt {
            at: now,
            resource: call.resource(&desired, None),
            request_id: None,
            outcome: Outcome::Done(output),
        }),
    };
    Ok(Record {
        entries: [role, policy, key].into_iter().flatten().map(entry).collect(),
        fingerprint: Fingerprint::of(&desired)?,
        caller: String::new(),
        state: State::Unfinished,
        created: now,
        changed: now,
        checks: Vec::new(),
        storage_id: None,
        before: BTreeMap::new(),
        trust: None,
        provenance: Provenance::Claimed,
        claimed_before: before,
        earlier,
        form,
        desired,
    })
}

fn not_saved(source: std::io::Error) -> AppError {
    AppError::RecordNotSaved { source }
}
