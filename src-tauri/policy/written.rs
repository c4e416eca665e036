//! The JSON shape of a document, where `Action` and `NotAction` are two fields and both may be missing.

use serde::{Deserialize, Serialize};

use super::document::{
    ActionElement, Conditions, DocumentError, Effect, PolicyDocument, Principal, PrincipalElement, ResourceElement,
    Sid, Statement, StatementError, Version,
};
use super::one_or_many::OneOrMany;

/// A document before it is known to make sense.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct WrittenDocument {
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
pub(super) struct WrittenStatement {
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
