//! The version of the journal's file, and how an older one becomes the newest.

use rusqlite::Connection;

use super::error::JournalError;
use super::schema::MIGRATIONS;

/// The file's format, when a newer version wrote it.
pub(super) fn newer_format(connection: &Connection) -> Result<Option<u32>, JournalError> {
    Ok(Some(format_of(connection)?).filter(|found| *found > known_format()))
}

pub(super) fn migrate(connection: &mut Connection) -> Result<(), JournalError> {
    let found = format_of(connection)?;
    for (version, statements) in (1..=known_format()).zip(MIGRATIONS).skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(statements)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}

fn format_of(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

pub(super) fn known_format() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}
