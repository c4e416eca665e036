//! What the program remembers: records, drafts and the SQLite journal they live in.

mod adopted;
pub mod check;
pub mod entry;
pub mod error;
mod format;
pub mod journal;
pub mod owner_only;
mod rows;
mod schema;
mod set_aside;
mod settings;
mod superseded;

pub use check::{Check, CheckResult};
pub use entry::{Entry, Outcome, Provenance, Receipt, Record, State, Summary};
pub use error::JournalError;
pub use journal::Journal;
pub use settings::{Settings, SettingsError};
