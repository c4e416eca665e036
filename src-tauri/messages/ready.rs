//! A finished setup as the Ready page shows it.

use serde::Serialize;
use ts_rs::TS;

use crate::app::setups::Finished;
use crate::handoff;
use crate::record::{self, Check, Record};
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::desired::Encryption;
use crate::values::ProgramTag;

/// Everything the Ready page shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// The setup.
    pub setup: String,
    /// It was made in Practice and works nowhere else.
    pub practice: bool,
    /// Vonage's way in was closed by the person.
    pub stopped: bool,
    /// The account's number.
    pub account: String,
    /// What to copy: what Vonage needs, and what a cloud engineer may want.
    pub values: handoff::Values,
    /// The body of the request to Vonage, indented JSON.
    pub request: String,
    /// Vonage's page about the request.
    pub vonage_page: String,
    /// What was checked.
    pub checks: Vec<Check>,
    /// What the checks compare with.
    pub planned: AsPlanned,
    /// Something that was made earlier under other names may still be there.
    pub superseded: bool,
    /// Vonage's id of the storage, once the person has kept it.
    pub storage_id: Option<String>,
}

/// What was planned, as far as what is said of a check depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AsPlanned {
    /// The bucket was made by this setup.
    pub new_bucket: bool,
    /// What new files are encrypted with.
    pub encryption: PlannedEncryption,
    /// Old versions of overwritten files stay.
    pub versioning: bool,
    /// The tag by which this setup knows its own, as AWS has it: key, `=` and value.
    pub tag: String,
}

/// What new files are encrypted with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PlannedEncryption {
    /// The bucket was there before, and it keeps what it has.
    AsBefore,
    /// A KMS key.
    Key {
        /// Its ARN.
        arn: String,
    },
    /// Amazon's own key.
    Amazon,
}

impl Ready {
    /// The Ready page. The values are those AWS returned.
    ///
    /// # Errors
    /// Never in practice: the request holds nothing that JSON cannot.
    pub fn of(finished: &Finished) -> Result<Self, serde_json::Error> {
        let record = &finished.record;
        let values = handoff::values(record);
        Ok(Self {
            setup: record.desired.setup.to_string(),
            practice: finished.practice,
            stopped: record.state == record::State::Stopped,
            account: record.desired.account.id.to_string(),
            request: handoff::request(&values)?,
            vonage_page: handoff::VONAGE_PAGE.to_owned(),
            checks: record.checks.clone(),
            planned: AsPlanned::from(record),
            superseded: !record.superseded_by(&record.desired).is_empty(),
            storage_id: record.storage_id.clone(),
            values,
        })
    }
}

impl From<&Record> for AsPlanned {
    fn from(record: &Record) -> Self {
        let bucket = &record.desired.bucket;
        let encryption = match (&bucket.encryption, record.key()) {
            _ if !bucket.origin.sets(BucketSetting::Encryption) => PlannedEncryption::AsBefore,
            (Encryption::Kms(_), Some(key)) => PlannedEncryption::Key { arn: key.to_string() },
            _ => PlannedEncryption::Amazon,
        };
        Self {
            new_bucket: bucket.origin.is_new(),
            encryption,
            versioning: bucket.versioning,
            tag: format!("{} = {}", ProgramTag::Setup.key(), record.desired.setup),
        }
    }
}
