//! Whether two documents mean the same, however they are written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::document::{
    ActionElement, ConditionValue, Conditions, Effect, PolicyDocument, Principal, PrincipalElement, ResourceElement,
    Statement, Version,
};
use super::one_or_many::OneOrMany;
use super::principal::{account_of_root, names};

/// Which of two compared documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The document given first.
    First,
    /// The document given second.
    Second,
}

/// One thing in which two documents mean something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The documents are written in different versions of the policy language.
    VersionDiffers {
        /// The version of the first document.
        first: Version,
        /// The version of the second document.
        second: Version,
    },
    /// A statement to which none in the other document corresponds. A statement that was edited shows up twice:
    /// once on each side.
    StatementOnlyIn {
        /// The document that has it.
        side: Side,
        /// The statement as written there.
        statement: Box<Statement>,
    },
}

/// Whether two documents decide every request alike as far as their statements show it.
///
/// IAM stores a document in its own words, so form is ignored where it decides nothing: one value or an array of
/// one, order and repetition, upper and lower case in actions, condition operators and condition keys, a number or a
/// boolean with or without quotes, an account's number or its `:root` ARN, `"*"` or `{"AWS": "*"}`, an empty
/// condition or none, `Sid` and `Id`. One permission spread over other statements counts as different.
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[must_use]
pub fn same_meaning(first: &PolicyDocument, second: &PolicyDocument) -> bool {
    first.version == second.version && meanings(first) == meanings(second)
}

/// What one document says and the other does not; empty exactly when [`same_meaning`] holds.
///
/// Statements of the first document come before those of the second, each in the order written; one written twice is
/// named once.
#[must_use]
pub fn differences(first: &PolicyDocument, second: &PolicyDocument) -> Vec<Difference> {
    let mut found = Vec::new();
    if first.version != second.version {
        found.push(Difference::VersionDiffers { first: first.version, second: second.version });
    }
    found.extend(only_in(Side::First, first, second));
    found.extend(only_in(Side::Second, second, first));
    found
}

fn only_in(side: Side, document: &PolicyDocument, other: &PolicyDocument) -> Vec<Difference> {
    let mut known = meanings(other);
    document
        .statement
        .iter()
        .filter(|statement| known.insert(Meaning::of(statement)))
        .map(|statement| Difference::StatementOnlyIn { side, statement: Box::new(statement.clone()) })
        .collect()
}

fn meanings(document: &PolicyDocument) -> BTreeSet<Meaning<'_>> {
    document.statement.iter().map(Meaning::of).collect()
}

/// A statement without anything that decides nothing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Meaning<'a> {
    effect: Effect,
    principal: Option<Listed<(PrincipalKind, &'a str)>>,
    action: Listed<String>,
    resource: Option<Listed<&'a str>>,
    condition: BTreeSet<(String, String, BTreeSet<Cow<'a, str>>)>,
}

/// A set that a statement is about, or is about everything but.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Listed<T> {
    These(BTreeSet<T>),
    AllBut(BTreeSet<T>),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PrincipalKind {
    Aws,
    Service,
    Federated,
    CanonicalUser,
}

impl<'a> Meaning<'a> {
    fn of(statement: &'a Statement) -> Self {
        Self {
            effect: statement.effect,
            principal: statement.principal.as_ref().map(|element| match element {
                PrincipalElement::Principal(these) => Listed::These(principals(these)),
                PrincipalElement::NotPrincipal(others) => Listed::AllBut(principals(others)),
            }),
            action: match &statement.action {
                ActionElement::Action(these) => Listed::These(lower(these)),
                ActionElement::NotAction(others) => Listed::AllBut(lower(others)),
            },
            resource: statement.resource.as_ref().map(|element| match element {
                ResourceElement::Resource(these) => Listed::These(these.iter().map(String::as_str).collect()),
                ResourceElement::NotResource(others) => Listed::AllBut(others.iter().map(String::as_str).collect()),
            }),
            condition: statement.condition.as_ref().map(conditions).unwrap_or_default(),
        }
    }
}

fn lower(names: &OneOrMany<String>) -> BTreeSet<String> {
    names.iter().map(|name| name.to_ascii_lowercase()).collect()
}

fn principals(principal: &Principal) -> BTreeSet<(PrincipalKind, &str)> {
    let named = match principal {
        Principal::Anyone => return BTreeSet::from([(PrincipalKind::Aws, "*")]),
        Principal::Named(named) => named,
    };
    let mut all = BTreeSet::new();
    let aws = names(named.aws.as_ref()).iter().map(|name| account_of_root(name).unwrap_or(name));
    all.extend(aws.map(|name| (PrincipalKind::Aws, name)));
    for (kind, listed) in [
        (PrincipalKind::Service, &named.service),
        (PrincipalKind::Federated, &named.federated),
        (PrincipalKind::CanonicalUser, &named.canonical_user),
    ] {
        all.extend(names(listed.as_ref()).iter().map(|name| (kind, name.as_str())));
    }
    all
}

/// One entry per operator and key. An operator without keys asks for nothing, so it leaves no entry.
fn conditions(conditions: &Conditions) -> BTreeSet<(String, String, BTreeSet<Cow<'_, str>>)> {
    conditions
        .iter()
        .flat_map(|(operator, keys)| {
            keys.iter().map(move |(key, values)| {
                let values = values.iter().map(ConditionValue::as_text).collect();
                (operator.to_ascii_lowercase(), key.to_ascii_lowercase(), values)
            })
        })
        .collect()
}
