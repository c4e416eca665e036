//! What tells one setup from another, in the journal and in AWS's tags.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;
use uuid::Uuid;

use super::kind::kind_of;
use super::text::trimmed;

/// A setup's id, a UUID (RFC 9562) drawn when its form opens and carried in a tag by everything it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SetupId {
    uuid: Uuid,
}

/// Why a text is no setup id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum SetupIdRefusal {
    /// Not a UUID.
    #[serde(rename = "setup-id-not-uuid")]
    NotUuid {
        /// What was given.
        text: String,
    },
}

impl SetupId {
    /// The id that this UUID is.
    #[must_use]
    pub fn new(uuid: Uuid) -> Self {
        Self { uuid }
    }

    /// Reads an id as a tag or a record has it.
    ///
    /// # Errors
    /// When it is not a UUID.
    pub fn parse(text: &str) -> Result<Self, SetupIdRefusal> {
        let text = trimmed(text);
        Uuid::parse_str(text).map(Self::new).map_err(|_| SetupIdRefusal::NotUuid { text: text.to_owned() })
    }

    /// The UUID itself.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        self.uuid
    }
}

impl std::fmt::Display for SetupId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.uuid.hyphenated().fmt(out)
    }
}

impl std::str::FromStr for SetupId {
    type Err = SetupIdRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for SetupId {
    type Error = SetupIdRefusal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<SetupId> for String {
    fn from(id: SetupId) -> Self {
        id.to_string()
    }
}
