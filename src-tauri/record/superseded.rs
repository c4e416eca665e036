//! Earlier plans of a setup, kept as long as something of them may be left.

use rusqlite::{OptionalExtension, Transaction, params};

use super::error::JournalError;
use super::rows;
use crate::resources::desired::Desired;
use crate::setup::superseded::Parts;

pub(super) fn insert_earlier(
    transaction: &Transaction<'_>,
    setup: &str,
    earlier: &[Desired],
) -> Result<(), JournalError> {
    for plan in earlier {
        transaction.execute(
            "INSERT INTO earlier (setup, desired) VALUES (?1, ?2)",
            params![setup, serde_json::to_string(plan)?],
        )?;
    }
    Ok(())
}

/// Keeps the plan that the next one takes the place of, where something of it has no use any more.
pub(super) fn keep_superseded(transaction: &Transaction<'_>, next: &Desired) -> Result<(), JournalError> {
    let setup = next.setup.to_string();
    let text: Option<String> = transaction
        .query_row("SELECT desired FROM setup WHERE id = ?1", [&setup], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(text) = text else { return Ok(()) };
    let last: Desired = serde_json::from_str(&text)?;
    let known = rows::earlier(transaction, &setup)?.contains(&last);
    if known || Parts::superseded(&last, next).is_empty() {
        return Ok(());
    }
    insert_earlier(transaction, &setup, &[last])
}
