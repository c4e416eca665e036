//! What a person should know before pressing the button: who, where, how long, how much.

use serde::Serialize;
use ts_rs::TS;

use super::typing::RegionChoice;
use crate::app::reviews::under_review::UnderReview;
use crate::app::sessions::session::Session;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::desired::{BucketOrigin, Desired, Encryption, OLD_VERSIONS_DAYS};
use crate::values::PrincipalKind;

/// An AWS account that the role will trust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrustedAccount {
    /// Its number.
    pub account: String,
    /// The principals of that account, as they will stand in the trust policy.
    pub principals: Vec<String>,
}

/// Something a person should know before pressing the button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Fact {
    /// What Vonage will be able to do.
    Rights,
    /// Where the recordings are kept.
    Place {
        /// The region's id.
        region: String,
        /// What is known of it.
        known: Option<RegionChoice>,
        /// The account's number.
        account: String,
    },
    /// As long as their bucket says.
    KeptAsTheirs,
    /// Until someone deletes them.
    KeptForever {
        /// For how many days an overwritten or deleted file can be brought back; without, it is gone at once.
        old_versions_days: Option<i32>,
    },
    /// For some days.
    KeptForDays {
        /// After how many days a file is deleted.
        days: u32,
        /// After how many it is gone at the latest; without, at once.
        most: Option<u32>,
    },
    /// Who else can see the files.
    Others,
    /// What their bucket holds, Vonage will be able to read.
    Filled,
    /// The role asks for an external ID.
    ExternalId,
    /// The role lets in a whole account.
    WholeAccount,
    /// Requests do not go to AWS.
    NotAws {
        /// Where they go.
        endpoint: String,
    },
}

/// One line of the cost table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// What is paid for.
    pub what: Priced,
    /// The price in US dollars, by the unit that AWS counts it by.
    pub usd: f64,
}

/// What is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Priced {
    /// A key, by the month.
    Key,
    /// What is stored, by the GB and month.
    Storage,
    /// Writing, by 1,000 files.
    Writing,
    /// Using the key, by 10,000 uses.
    KeyUse,
    /// The policy and the role.
    Identity,
}

/// What a key of one's own costs a month, in US dollars (<https://aws.amazon.com/kms/pricing/>).
pub(super) const KEY_USD: f64 = 1.0;

pub(super) fn facts(under_review: &UnderReview) -> Vec<Fact> {
    let desired = &under_review.plan.desired;
    let mut all = vec![Fact::Rights, place(desired), keeping(desired), Fact::Others];
    if let BucketOrigin::Existing { filled: true, .. } = &desired.bucket.origin {
        all.push(Fact::Filled);
    }
    if desired.role.external_id.is_some() {
        all.push(Fact::ExternalId);
    }
    if desired.role.principals.iter().any(|principal| principal.kind() == PrincipalKind::Account) {
        all.push(Fact::WholeAccount);
    }
    if let Session::SignedIn(session) = &under_review.session
        && let Some(endpoint) = session.access.endpoint_override()
    {
        all.push(Fact::NotAws { endpoint });
    }
    all
}

fn place(desired: &Desired) -> Fact {
    Fact::Place {
        region: desired.region.to_string(),
        known: desired.region.known().map(Into::into),
        account: desired.account.id.to_string(),
    }
}

fn keeping(desired: &Desired) -> Fact {
    let bucket = &desired.bucket;
    if !(bucket.origin.sets(BucketSetting::Lifecycle) && bucket.origin.sets(BucketSetting::Versioning)) {
        return Fact::KeptAsTheirs;
    }
    match bucket.retention {
        None => Fact::KeptForever { old_versions_days: bucket.versioning.then_some(OLD_VERSIONS_DAYS) },
        Some(days) => {
            let days = days.get();
            Fact::KeptForDays { days, most: bucket.versioning.then_some(days + OLD_VERSIONS_DAYS.unsigned_abs()) }
        }
    }
}

/// The accounts of the two principals, each once.
pub(super) fn trusted(desired: &Desired) -> Vec<TrustedAccount> {
    let mut all: Vec<TrustedAccount> = Vec::new();
    for principal in &desired.role.principals {
        let account = principal.account().to_string();
        let text = principal.to_principal(desired.account.partition);
        match all.iter_mut().find(|known| known.account == account) {
            Some(known) if known.principals.contains(&text) => {}
            Some(known) => known.principals.push(text),
            None => all.push(TrustedAccount { account, principals: vec![text] }),
        }
    }
    all
}

/// What AWS asks for it, as published for its first region; others differ by up to twice as much
/// (<https://aws.amazon.com/s3/pricing/>, <https://aws.amazon.com/kms/pricing/>).
pub(super) fn costs(desired: &Desired) -> Vec<Cost> {
    let uses_key = matches!(desired.bucket.encryption, Encryption::Kms(_));
    [
        (desired.key.is_some(), Priced::Key, KEY_USD),
        (true, Priced::Storage, 0.023),
        (true, Priced::Writing, 0.005),
        (uses_key, Priced::KeyUse, 0.03),
        (true, Priced::Identity, 0.0),
    ]
    .into_iter()
    .filter(|(is_paid, ..)| *is_paid)
    .map(|(_, what, usd)| Cost { what, usd })
    .collect()
}
