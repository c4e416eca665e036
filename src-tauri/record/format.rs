//! The version of the journal's file, and how an older one becomes the newest.

use rusqlite::Connection;

use super::journal::JournalError;
use super::schema::MIGRATIONS;

/// Leaves a newer version's file as it is.
pub(super) fn refuse_newer(connection: &Connection) -> Result<(), JournalError> {
    let (found, known) = (format_of(connection)?, known_format());
    if found > known { Err(JournalError::Newer { found, known }) } else { Ok(()) }
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

fn known_format() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}
