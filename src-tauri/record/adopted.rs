//! A setup from elsewhere, taken into the journal whole.

use rusqlite::params;

use super::entry::{Provenance, Record};
use super::error::JournalError;
use super::journal::Journal;
use super::rows::{none_if_empty, stored, to_text};
use super::superseded::insert_earlier;

impl Journal {
    /// Takes in a setup that was made on another computer. One that is here already, a draft too, is left as it is: what
    /// this computer did with it is known better here. Only what is itself no more than a claim gives way.
    ///
    /// Answers whether it was taken in.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn adopt(&self, record: &Record) -> Result<bool, JournalError> {
        let setup = record.desired.setup.to_string();
        let mut connection = self.writable()?;
        let transaction = connection.transaction()?;
        transaction.execute(
            "DELETE FROM setup WHERE id = ?1 AND provenance = ?2",
            params![setup, to_text(&Provenance::Claimed)?],
        )?;
        let rows = transaction.execute(
            "INSERT OR IGNORE INTO setup (id, state, title, account, region, created, changed, form, desired, fingerprint,
                 caller, checks, storage_id, trust, provenance, claimed_before)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                setup,
                to_text(&record.state)?,
                record.desired.bucket.name.as_str(),
                record.desired.account.id.as_str(),
                record.desired.region.as_str(),
                stored(record.created),
                stored(record.changed),
                serde_json::to_string(&record.form)?,
                serde_json::to_string(&record.desired)?,
                record.fingerprint.as_str(),
                record.caller,
                serde_json::to_string(&record.checks)?,
                record.storage_id.as_deref().and_then(none_if_empty),
                record.trust.as_ref().map(serde_json::to_string).transpose()?,
                to_text(&record.provenance)?,
                serde_json::to_string(&record.claimed_before)?,
            ],
        )?;
        if rows == 0 {
            return Ok(false);
        }
        for entry in &record.entries {
            transaction.execute(
                "INSERT INTO call (setup, call, intended, receipt) VALUES (?1, ?2, ?3, ?4)",
                params![
                    setup,
                    to_text(&entry.call)?,
                    stored(entry.intended),
                    entry.receipt.as_ref().map(serde_json::to_string).transpose()?,
                ],
            )?;
        }
        let before = record.before.iter().flat_map(|(bucket, values)| values.iter().map(move |value| (bucket, value)));
        for (bucket, value) in before {
            transaction.execute(
                "INSERT INTO before (setup, bucket, setting, value) VALUES (?1, ?2, ?3, ?4)",
                params![setup, bucket, to_text(&value.setting())?, serde_json::to_string(value)?],
            )?;
        }
        insert_earlier(&transaction, &setup, &record.earlier)?;
        transaction.commit()?;
        Ok(true)
    }
}
