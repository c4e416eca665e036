//! The Details page: a fresh form, its drafts, and its checks while the person types.

use std::sync::Arc;

use rand::RngExt;
use uuid::Uuid;

use super::error::AppError;
use super::sessions::Sessions;
use super::sessions::session::Session;
use super::workspaces::Workspaces;
use crate::provision::Clock;
use crate::record::Provenance;
use crate::setup::advice::advice;
use crate::setup::form::{BucketMode, EncryptionMode, Form};
use crate::setup::paste::{PasteReading, read_vonage};
use crate::setup::refusal::FormProblem;
use crate::setup::request::{desired, overfull};
use crate::values::{Account, BucketName, KeyArn, KnownRegion, Region, known_regions};

/// The region Practice starts in, so that nothing but Vonage's mail has to be given.
const PRACTICE_REGION: &str = "eu-west-1";

/// A form, judged.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What must change.
    pub problems: Vec<FormProblem>,
    /// What is worth a second look.
    pub advice: Vec<FormProblem>,
    /// The bucket's whole name.
    pub bucket: Option<BucketName>,
    /// What follows a typed prefix; without a region it cannot be told.
    pub suffix: Option<String>,
    /// How many characters may be typed.
    pub limit: usize,
}

/// The forms: fresh, kept as drafts, and judged while the person types.
pub struct Forms {
    sessions: Arc<Sessions>,
    workspaces: Arc<Workspaces>,
    clock: Arc<dyn Clock>,
}

impl Forms {
    pub(super) const fn new(sessions: Arc<Sessions>, workspaces: Arc<Workspaces>, clock: Arc<dyn Clock>) -> Self {
        Self { sessions, workspaces, clock }
    }

    /// A fresh form with everything filled in that can be. Its id is drawn here.
    ///
    /// # Errors
    /// When nobody is signed in, not even with a number.
    pub fn fresh(&self) -> Result<Form, AppError> {
        let session = self.sessions.any()?;
        let practice = self.workspaces.of_session(&session).is_practice();
        let region = match &session {
            _ if practice => PRACTICE_REGION.to_owned(),
            Session::SignedIn(session) => session.region.as_ref().map(Region::to_string).unwrap_or_default(),
            Session::NumberOnly(_) => String::new(),
        };
        let offers_own_names = Region::parse(&region).map_or(true, |region| region.has_account_regional_namespace());
        let mode = if offers_own_names { BucketMode::AccountRegional } else { BucketMode::Ordinary };
        let ending = ending(10);
        let name = format!("{}vcc-export-{ending}", prefix(practice));
        Ok(Form {
            region,
            bucket_mode: mode,
            bucket_name: self.suggested_bucket_name(mode),
            policy_name: name.clone(),
            role_name: name,
            ..Form::empty(Uuid::new_v4().to_string())
        })
    }

    /// A bucket name for a way of naming: short where account and region follow, with a long random ending where the
    /// name must be unlike every other in the world. That of a bucket they have is theirs to say.
    #[must_use]
    pub fn suggested_bucket_name(&self, mode: BucketMode) -> String {
        let length = match mode {
            BucketMode::AccountRegional => 4,
            BucketMode::Ordinary => 12,
            BucketMode::Existing => return String::new(),
        };
        format!("{}vcc-recordings-{}", prefix(self.sessions.is_practice()), ending(length))
    }

    /// What was typed for a setup.
    ///
    /// # Errors
    /// When no setup has that id, only a file speaks of it, or it belongs to another world than the session.
    pub fn of_setup(&self, setup: &str) -> Result<Form, AppError> {
        let journal = self.workspaces.with(setup)?.journal();
        if journal.record(setup)?.is_some_and(|record| record.provenance == Provenance::Claimed) {
            return Err(AppError::NotConfirmed);
        }
        if let Some(session) = self.sessions.current() {
            self.workspaces.own(setup, &session)?;
        }
        journal.form(setup)?.ok_or(AppError::UnknownSetup)
    }

    /// Keeps what has been typed so far.
    ///
    /// # Errors
    /// When a field holds more than anything that belongs there, nobody is signed in, not even with a number, it belongs to
    /// another world than the session, or it cannot be written.
    pub fn save(&self, form: &Form) -> Result<(), AppError> {
        if let Some(problem) = overfull(form).into_iter().next() {
            return Err(problem.into());
        }
        let session = self.sessions.any()?;
        let workspace = self.workspaces.own(&form.setup, &session)?;
        Ok(workspace.journal().save_draft(form, Some(session.account().id.as_str()), self.clock.now())?)
    }

    /// Judges what has been typed so far.
    ///
    /// # Errors
    /// When nobody is signed in, not even with a number.
    pub fn judge(&self, form: &Form) -> Result<Judged, AppError> {
        let account = self.sessions.account()?;
        let parsed = match form.bucket_mode {
            BucketMode::Existing => desired(&with_some_region(form, &account), &account),
            BucketMode::AccountRegional | BucketMode::Ordinary => desired(form, &account),
        };
        let region = Region::parse(&form.region).ok();
        let own_name = form.bucket_mode == BucketMode::AccountRegional;
        Ok(Judged {
            advice: if form.overfull().is_empty() { advice(form) } else { Vec::new() },
            suffix: region
                .as_ref()
                .filter(|_| own_name)
                .map(|region| BucketName::account_regional_suffix(&account.id, region)),
            limit: region.as_ref().filter(|_| own_name).map_or(BucketName::MAX_LENGTH, BucketName::max_prefix_length),
            bucket: bucket(form, &account, region.as_ref()),
            problems: parsed.err().unwrap_or_default(),
        })
    }

    /// Finds Vonage's two values in a text.
    #[must_use]
    pub fn read_vonage(&self, text: &str) -> PasteReading {
        read_vonage(text)
    }

    /// The regions to choose from: those of the account in hand, or all of them before there is one.
    #[must_use]
    pub fn regions(&self) -> Vec<&'static KnownRegion> {
        let partition = self.sessions.current().map(|session| session.account().partition);
        known_regions().iter().filter(|region| partition.is_none_or(|own| region.partition == own)).collect()
    }
}

const fn prefix(practice: bool) -> &'static str {
    if practice { "practice-" } else { "" }
}

fn bucket(form: &Form, account: &Account, region: Option<&Region>) -> Option<BucketName> {
    match (form.bucket_mode, region) {
        (BucketMode::Ordinary, _) => BucketName::ordinary(&form.bucket_name).ok(),
        (BucketMode::Existing, _) => BucketName::parse(&form.bucket_name).ok(),
        (BucketMode::AccountRegional, Some(region)) => {
            BucketName::account_regional(&form.bucket_name, &account.id, region).ok()
        }
        (BucketMode::AccountRegional, None) => None,
    }
}

/// Letters and digits that nobody can guess, 5 bits each, without the ones that look alike.
fn ending(length: usize) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut random = rand::rng();
    (0..length).map(|_| char::from(ALPHABET[usize::from(random.random::<u8>() & 31)])).collect()
}

/// The form with a region in it, for what can be judged before the bucket has told its own: that of their key, where one
/// was typed.
pub(super) fn with_some_region(form: &Form, account: &Account) -> Form {
    let of_key = || match form.encryption_mode {
        EncryptionMode::ExistingKey => KeyArn::parse(&form.key_arn).ok().map(|key| key.region().to_string()),
        EncryptionMode::NewKey | EncryptionMode::Amazon => None,
    };
    let region = of_key().unwrap_or_else(|| account.partition.first_region().to_owned());
    Form { region, ..form.clone() }
}
