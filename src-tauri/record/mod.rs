//! What the program remembers: records, drafts and the SQLite journal they live in.

mod adopted;
mod earlier;
pub mod entry;
mod format;
pub mod journal;
pub mod owner_only;
mod rows;
mod schema;
mod set_aside;
mod settings;

pub use entry::{Check, CheckResult, Entry, Outcome, Provenance, Receipt, Record, State, Summary};
pub use journal::{Journal, JournalError};
pub use settings::{Settings, SettingsError};
