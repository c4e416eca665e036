//! The Details page: a fresh form, its drafts, and its checks while the person types.

use rand::RngExt;
use uuid::Uuid;

use super::session::InHand;
use super::understanding::with_some_region;
use super::{App, AppError};
use crate::record::{Provenance, Summary};
use crate::setup::advice::advice;
use crate::setup::form::{BucketMode, Form};
use crate::setup::paste::{PasteReading, read_vonage};
use crate::setup::refusal::FormProblem;
use crate::setup::request::{desired, overfull};
use crate::values::Account;
use crate::values::{BucketName, KnownRegion, Region, known_regions};

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

impl App {
    /// A fresh form with everything filled in that can be. Its id is drawn here.
    ///
    /// # Errors
    /// When nobody is signed in, not even with a number.
    pub fn new_form(&self) -> Result<Form, AppError> {
        let in_hand = self.session().ok_or(AppError::NoSession)?;
        let practice = self.world_of(&in_hand).is_practice();
        let region = match &in_hand {
            _ if practice => PRACTICE_REGION.to_owned(),
            InHand::Session(session) => session.region.as_ref().map(Region::to_string).unwrap_or_default(),
            InHand::NumberOnly(_) => String::new(),
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
            BucketMode::Theirs => return String::new(),
        };
        format!("{}vcc-recordings-{}", prefix(self.world_in_hand().is_practice()), ending(length))
    }

    /// What was typed for a setup.
    ///
    /// # Errors
    /// When no setup has that id, only a file speaks of it, or it belongs to another world than the session.
    pub fn form(&self, setup: &str) -> Result<Form, AppError> {
        let journal = self.world_with(setup)?.journal();
        if journal.record(setup)?.is_some_and(|record| record.provenance == Provenance::Claimed) {
            return Err(AppError::NotConfirmed);
        }
        if let Some(in_hand) = self.session() {
            self.own_world(setup, &in_hand)?;
        }
        journal.form(setup)?.ok_or(AppError::UnknownSetup)
    }

    /// Keeps what has been typed so far.
    ///
    /// # Errors
    /// When a field holds more than anything that belongs there, nobody is signed in, not even with a number, it belongs to
    /// another world than the session, or it cannot be written.
    pub fn save_form(&self, form: &Form) -> Result<(), AppError> {
        if let Some(problem) = overfull(form).into_iter().next() {
            return Err(problem.into());
        }
        let in_hand = self.session().ok_or(AppError::NoSession)?;
        let world = self.own_world(&form.setup, &in_hand)?;
        Ok(world.journal().save_draft(form, Some(in_hand.account().id.as_str()), self.clock.now())?)
    }

    /// Judges what has been typed so far.
    ///
    /// # Errors
    /// When nobody is signed in, not even with a number.
    pub fn check_form(&self, form: &Form) -> Result<Judged, AppError> {
        let account = self.account()?;
        let parsed = match form.bucket_mode {
            BucketMode::Theirs => desired(&with_some_region(form, &account), &account),
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
        let partition = self.session().map(|in_hand| in_hand.account().partition);
        known_regions().iter().filter(|region| partition.is_none_or(|own| region.partition == own)).collect()
    }

    /// Setups and drafts, newest first, each with whether it belongs to Practice; with a limit only so many of each kind.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn setups(&self, limit: Option<u32>) -> Result<Vec<(Summary, bool)>, AppError> {
        let limit = limit.unwrap_or(u32::MAX);
        let mut all = Vec::new();
        for world in self.worlds() {
            let newest = world.journal().newest(limit)?;
            all.extend(newest.into_iter().map(|summary| (summary, world.is_practice())));
        }
        all.sort_by_key(|(summary, _)| std::cmp::Reverse(summary.changed));
        Ok(all)
    }

    /// Whether there is any setup or draft. A journal that cannot be read counts as one: Home says what is wrong with it.
    #[must_use]
    pub fn has_setups(&self) -> bool {
        self.setups(Some(1)).map_or(true, |setups| !setups.is_empty())
    }

    pub(super) fn account(&self) -> Result<Account, AppError> {
        self.session().map(|in_hand| in_hand.account().clone()).ok_or(AppError::NoSession)
    }
}

const fn prefix(practice: bool) -> &'static str {
    if practice { "practice-" } else { "" }
}

fn bucket(form: &Form, account: &Account, region: Option<&Region>) -> Option<BucketName> {
    match (form.bucket_mode, region) {
        (BucketMode::Ordinary, _) => BucketName::ordinary(&form.bucket_name).ok(),
        (BucketMode::Theirs, _) => BucketName::parse(&form.bucket_name).ok(),
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
