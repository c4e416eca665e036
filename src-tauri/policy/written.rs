//! The JSON shape of a document, where `Action` and `NotAction` are two fields and both may be missing.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::document::{
    ActionElement, Conditions, DocumentError, Effect, MOST_BYTES, PolicyDocument, Principal, PrincipalElement,
    ResourceElement, Sid, Statement, StatementError, Version,
};
use super::one_or_many::OneOrMany;

/// A document before it is known to make sense.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct WrittenDocument {
    #[serde(default = "version_when_absent")]
    version: Version,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    statement: OneOrMany<WrittenStatement>,
}

/// AWS reads a document without a version in its earlier language.
fn version_when_absent() -> Version {
    Version::V2008_10_17
}

/// A statement before it is known to make sense.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct WrittenStatement {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sid: Option<Sid>,
    effect: Effect,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    principal: Option<Principal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_principal: Option<Principal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<OneOrMany<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_action: Option<OneOrMany<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resource: Option<OneOrMany<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_resource: Option<OneOrMany<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    condition: Option<Conditions>,
}

impl TryFrom<WrittenDocument> for PolicyDocument {
    type Error = DocumentError;

    fn try_from(written: WrittenDocument) -> Result<Self, DocumentError> {
        let statement = written
            .statement
            .into_vec()
            .into_iter()
            .enumerate()
            .map(|(index, statement)| {
                Statement::try_from(statement).map_err(|source| DocumentError::Statement { index, source })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { version: written.version, id: written.id, statement })
    }
}

impl PolicyDocument {
    /// Reads a document.
    ///
    /// A part that the policy grammar does not know is refused, never skipped: a document is only worth comparing
    /// when all of it was understood.
    ///
    /// # Errors
    /// [`DocumentError`], when the text is not JSON or not a policy document.
    pub fn parse(json: &str) -> Result<Self, DocumentError> {
        if json.len() > MOST_BYTES {
            return Err(DocumentError::TooLong);
        }
        let written: WrittenDocument = serde_json::from_str(json).map_err(|source| {
            if source.is_data() { DocumentError::NotAPolicy { source } } else { DocumentError::NotJson { source } }
        })?;
        written.try_into()
    }
}

impl Serialize for PolicyDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenDocument::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PolicyDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WrittenDocument::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenStatement::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Statement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WrittenStatement::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

impl From<PolicyDocument> for WrittenDocument {
    fn from(document: PolicyDocument) -> Self {
        let statement = OneOrMany::Many(document.statement.into_iter().map(Into::into).collect());
        Self { version: document.version, id: document.id, statement }
    }
}

impl TryFrom<WrittenStatement> for Statement {
    type Error = StatementError;

    fn try_from(written: WrittenStatement) -> Result<Self, StatementError> {
        let principal = match (written.principal, written.not_principal) {
            (Some(_), Some(_)) => return Err(StatementError::PrincipalAndNotPrincipal),
            (Some(these), None) => Some(PrincipalElement::Principal(these)),
            (None, Some(others)) => Some(PrincipalElement::NotPrincipal(others)),
            (None, None) => None,
        };
        let action = match (written.action, written.not_action) {
            (Some(_), Some(_)) => return Err(StatementError::ActionAndNotAction),
            (Some(these), None) => ActionElement::Action(these),
            (None, Some(others)) => ActionElement::NotAction(others),
            (None, None) => return Err(StatementError::NoAction),
        };
        let resource = match (written.resource, written.not_resource) {
            (Some(_), Some(_)) => return Err(StatementError::ResourceAndNotResource),
            (Some(these), None) => Some(ResourceElement::Resource(these)),
            (None, Some(others)) => Some(ResourceElement::NotResource(others)),
            (None, None) => None,
        };
        Ok(Self { sid: written.sid, effect: written.effect, principal, action, resource, condition: written.condition })
    }
}

impl From<Statement> for WrittenStatement {
    fn from(statement: Statement) -> Self {
        let (principal, not_principal) = match statement.principal {
            Some(PrincipalElement::Principal(these)) => (Some(these), None),
            Some(PrincipalElement::NotPrincipal(others)) => (None, Some(others)),
            None => (None, None),
        };
        let (action, not_action) = match statement.action {
            ActionElement::Action(these) => (Some(these), None),
            ActionElement::NotAction(others) => (None, Some(others)),
        };
        let (resource, not_resource) = match statement.resource {
            Some(ResourceElement::Resource(these)) => (Some(these), None),
            Some(ResourceElement::NotResource(others)) => (None, Some(others)),
            None => (None, None),
        };
        Self {
            sid: statement.sid,
            effect: statement.effect,
            principal,
            not_principal,
            action,
            not_action,
            resource,
            not_resource,
            condition: statement.condition,
        }
    }
}
