//! A key that AWS may have made for an earlier run whose answer was lost.

use jiff::Timestamp;

use super::error::AppError;
use crate::aws::{Clients, find_key};
use crate::record::{Outcome, Receipt, Record};
use crate::resources::call::{Call, Output};
use crate::values::KeyArn;

/// What to do about a key that may have been made and cannot be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostKey {
    /// Look for it again, and stop when it is not found.
    LookAgain,
    /// Make another, as the person chose: the first may cost 1 USD a month.
    MakeAnother,
}

/// The key an earlier run made. When that run lost the answer of `CreateKey`, AWS's keys are searched for our tag, so that
/// no second one is made.
pub(super) async fn made_key(
    clients: &Clients,
    record: &Record,
    lost_key: LostKey,
) -> Result<Option<KeyArn>, AppError> {
    if let Some(arn) = record.key() {
        return Ok(Some(arn.clone()));
    }
    let unclear = record
        .entries
        .iter()
        .rev()
        .find(|entry| entry.call == Call::CreateKey)
        .is_some_and(|entry| entry.receipt.as_ref().is_none_or(|receipt| receipt.outcome == Outcome::Unknown));
    if !unclear {
        return Ok(None);
    }
    match (find_key(clients, &record.desired.setup).await?, lost_key) {
        (None, LostKey::LookAgain) => Err(AppError::KeyLost),
        (found, _) => Ok(found),
    }
}

/// What `CreateKey` came to, now that its key was found: the journal knows it from here on.
pub(super) fn found_key(key: &KeyArn, now: Timestamp) -> Receipt {
    let outcome = Outcome::Done(Output::Key(key.clone()));
    Receipt { at: now, resource: key.to_string(), request_id: None, outcome }
}
