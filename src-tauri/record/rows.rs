//! The journal's rows, and how their values are written as text.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entry::{Entry, Record};
use super::error::JournalError;
use crate::resources::bucket_value::BucketValue;
use crate::resources::desired::Desired;

pub(super) struct RecordRow {
    form: String,
    desired: String,
    fingerprint: String,
    caller: String,
    state: String,
    created: String,
    changed: String,
    checks: String,
    storage_id: Option<String>,
    trust: Option<String>,
    provenance: String,
    claimed_before: String,
}

impl RecordRow {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            form: row.get(0)?,
            desired: row.get(1)?,
            fingerprint: row.get(2)?,
            caller: row.get(3)?,
            state: row.get(4)?,
            created: row.get(5)?,
            changed: row.get(6)?,
            checks: row.get(7)?,
            storage_id: row.get(8)?,
            trust: row.get(9)?,
            provenance: row.get(10)?,
            claimed_before: row.get(11)?,
        })
    }

    pub(super) fn into_record(self, connection: &Connection, setup: &str) -> Result<Record, JournalError> {
        Ok(Record {
            entries: entries(connection, setup)?,
            before: before(connection, setup)?,
            earlier: earlier(connection, setup)?,
            form: serde_json::from_str(&self.form)?,
            desired: serde_json::from_str(&self.desired)?,
            fingerprint: from_text(&self.fingerprint)?,
            caller: self.caller,
            state: from_text(&self.state)?,
            created: self.created.parse()?,
            changed: self.changed.parse()?,
            checks: serde_json::from_str(&self.checks)?,
            storage_id: self.storage_id,
            trust: self.trust.map(|text| serde_json::from_str(&text)).transpose()?,
            provenance: from_text(&self.provenance)?,
            claimed_before: serde_json::from_str(&self.claimed_before)?,
        })
    }
}

fn entries(connection: &Connection, setup: &str) -> Result<Vec<Entry>, JournalError> {
    let mut statement =
        connection.prepare_cached("SELECT call, intended, receipt FROM call WHERE setup = ?1 ORDER BY number")?;
    let rows = statement.query_map([setup], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    rows.map(|row| {
        let (call, intended, receipt) = row?;
        Ok(Entry {
            call: from_text(&call)?,
            intended: intended.parse()?,
            receipt: receipt.map(|text| serde_json::from_str(&text)).transpose()?,
        })
    })
    .collect()
}

/// What the settings of buckets they have were like, by the bucket's name.
fn before(connection: &Connection, setup: &str) -> Result<BTreeMap<String, Vec<BucketValue>>, JournalError> {
    let mut statement =
        connection.prepare_cached("SELECT bucket, value FROM before WHERE setup = ?1 ORDER BY bucket, setting")?;
    let rows = statement.query_map([setup], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut all: BTreeMap<String, Vec<BucketValue>> = BTreeMap::new();
    for row in rows {
        let (bucket, value) = row?;
        all.entry(bucket).or_default().push(serde_json::from_str(&value)?);
    }
    Ok(all)
}

/// Earlier plans, oldest first.
pub(super) fn earlier(connection: &Connection, setup: &str) -> Result<Vec<Desired>, JournalError> {
    let mut statement = connection.prepare_cached("SELECT desired FROM earlier WHERE setup = ?1 ORDER BY number")?;
    let rows = statement.query_map([setup], |row| row.get::<_, String>(0))?;
    rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
}

/// A time with all nine digits of its second, so that the order of the texts is the order of the times.
pub(super) fn stored(time: Timestamp) -> String {
    format!("{time:.9}")
}

/// Unit-like enums and transparent text are stored as plain words, so that the file can be read with any SQLite tool.
pub(super) fn to_text(value: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}

pub(super) fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
}

pub(super) fn none_if_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
