//! The parts of a policy document, and reading and writing it as JSON.
//!
//! Grammar: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::borrow::Cow;
use std::fmt;
use std::str::Utf8Error;

use percent_encoding::percent_decode_str;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::ser::PrettyFormatter;
use thiserror::Error;

use super::one_or_many::OneOrMany;
use super::ordered::Ordered;

/// The longest managed policy IAM stores, in characters that are not white space.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub const MANAGED_POLICY_MAX_LEN: usize = 6144;

/// The longest trust policy an account may store by default, in characters that are not white space; AWS raises it
/// on request.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub const TRUST_POLICY_MAX_LEN: usize = 2048;

/// The longest document that is read, in bytes, white space included: twice a key policy of 32 KB, the longest that AWS
/// stores (<https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html>). A bucket's has at most 20 KB
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html>).
pub const MOST_BYTES: usize = 65_536;

/// A whole policy document.
///
/// Reads a single statement as well as an array of them, and always writes an array. Everything else is written as
/// it was read, in the order Version, Id, Statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDocument {
    /// The policy language the document is written in.
    pub version: Version,
    /// A label that some services ask for; it decides nothing.
    pub id: Option<String>,
    /// The statements, in order.
    pub statement: Vec<Statement>,
}

/// The version of the policy language.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
pub enum Version {
    /// The current language, with policy variables.
    #[serde(rename = "2012-10-17")]
    V2012_10_17,
    /// The earlier language, in which `${…}` is ordinary text. Also what a document without a version is read as.
    #[serde(rename = "2008-10-17")]
    V2008_10_17,
}

/// One statement, written in the order Sid, Effect, Principal, Action, Resource, Condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The statement's name; it decides nothing.
    pub sid: Option<Sid>,
    /// Whether the statement allows or denies.
    pub effect: Effect,
    /// Whom the statement is about; only in policies attached to a resource.
    pub principal: Option<PrincipalElement>,
    /// The actions the statement is about.
    pub action: ActionElement,
    /// The resources the statement is about; absent in trust policies, where the resource is the role itself.
    pub resource: Option<ResourceElement>,
    /// What must also hold. `Some` of an empty map is written as `{}` and means the same as `None`.
    pub condition: Option<Conditions>,
}

/// A statement's name.
///
/// IAM takes letters and digits only; KMS and S3 also take spaces and more, so whatever AWS stored is kept.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Sid(String);

impl Sid {
    /// A name as written.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a statement does when it applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
pub enum Effect {
    /// Allows, unless another statement denies.
    Allow,
    /// Denies, whatever any other statement says.
    Deny,
}

/// Whom a statement is about, or whom it is not about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrincipalElement {
    /// `Principal`.
    Principal(Principal),
    /// `NotPrincipal`: everybody but these.
    NotPrincipal(Principal),
}

/// Everybody, or the named ones.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// `"*"`: everybody, signed in or not.
    Anyone,
    /// The named ones.
    Named(Principals),
}

impl Principal {
    /// AWS accounts, roles and users.
    #[must_use]
    pub fn aws(principals: OneOrMany<String>) -> Self {
        Self::Named(Principals { aws: Some(principals), ..Principals::default() })
    }
}

/// Named principals by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Principals {
    /// Accounts (12 digits or their `:root` ARN), roles, users and sessions by ARN, or `*`.
    #[serde(rename = "AWS", default, skip_serializing_if = "Option::is_none")]
    pub aws: Option<OneOrMany<String>>,
    /// AWS services, such as `logging.s3.amazonaws.com`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<OneOrMany<String>>,
    /// Identity providers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federated: Option<OneOrMany<String>>,
    /// S3 canonical user ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical_user: Option<OneOrMany<String>>,
}

impl Serialize for Principal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Anyone => serializer.serialize_str("*"),
            Self::Named(principals) => principals.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Principal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PrincipalVisitor;

        impl<'de> Visitor<'de> for PrincipalVisitor {
            type Value = Principal;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("`\"*\"` or an object of principals")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Principal, E> {
                if text == "*" {
                    Ok(Principal::Anyone)
                } else {
                    Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Principal, A::Error> {
                Principals::deserialize(MapAccessDeserializer::new(map)).map(Principal::Named)
            }
        }

        deserializer.deserialize_any(PrincipalVisitor)
    }
}

/// The actions a statement is about, or is not about. `*` and `?` are wildcards; case does not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionElement {
    /// `Action`.
    Action(OneOrMany<String>),
    /// `NotAction`: every action but these.
    NotAction(OneOrMany<String>),
}

/// The resources a statement is about, or is not about. `*` and `?` are wildcards; case matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResourceElement {
    /// `Resource`.
    Resource(OneOrMany<String>),
    /// `NotResource`: every resource but these.
    NotResource(OneOrMany<String>),
}

/// Condition operator → condition key → values. All of it must hold for the statement to apply.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>
pub type Conditions = Ordered<Ordered<OneOrMany<ConditionValue>>>;

/// A value in a condition. AWS takes booleans and numbers without quotes too; they are kept as written and mean the
/// same as their text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(untagged, expecting = "a condition value must be text, true, false or a number")]
pub enum ConditionValue {
    /// `"true"`.
    Text(String),
    /// `true`.
    Bool(bool),
    /// `8`.
    Number(serde_json::Number),
}

impl ConditionValue {
    /// The value as text, which is how AWS compares it.
    #[must_use]
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }
}

impl From<&str> for ConditionValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for ConditionValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for ConditionValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// Why a text is not a policy document this program can vouch for.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// Longer than any that AWS stores.
    #[error("the policy document has more than {MOST_BYTES} characters, which AWS stores in no place")]
    TooLong,
    /// The text ends early or breaks JSON's rules.
    #[error("the policy document is not JSON: {source}")]
    NotJson {
        /// What JSON's reader stumbled over, with line and column.
        source: serde_json::Error,
    },
    /// JSON, but with a part that policy documents do not have, a part missing, or a value of another kind.
    #[error("the JSON is not a policy document: {source}")]
    NotAPolicy {
        /// The part, with line and column.
        source: serde_json::Error,
    },
    /// A percent-encoded document whose bytes are not UTF-8.
    #[error("the percent-encoded policy document is not UTF-8")]
    NotUtf8 {
        /// Where the bytes go wrong.
        source: Utf8Error,
    },
    /// A statement whose parts contradict each other.
    #[error("statement {} of the policy document {source}", .index + 1)]
    Statement {
        /// Which statement, counted from 0.
        index: usize,
        /// What is wrong with it.
        source: StatementError,
    },
}

/// Why a statement's parts do not make a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StatementError {
    /// Neither `Action` nor `NotAction`.
    #[error("names no action")]
    NoAction,
    /// Both `Action` and `NotAction`.
    #[error("has both Action and NotAction")]
    ActionAndNotAction,
    /// Both `Resource` and `NotResource`.
    #[error("has both Resource and NotResource")]
    ResourceAndNotResource,
    /// Both `Principal` and `NotPrincipal`.
    #[error("has both Principal and NotPrincipal")]
    PrincipalAndNotPrincipal,
}

impl PolicyDocument {
    /// Reads a document as IAM returns it: percent-encoded after RFC 3986, or decoded already.
    ///
    /// Encoding leaves no `{` in a text, so one that begins with `{` was decoded by somebody on the way. A `+` stays
    /// a `+`: RFC 3986 encodes a space as `%20`.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html>
    ///
    /// # Errors
    /// [`DocumentError`], when the decoded text is not UTF-8, not JSON or not a policy document.
    pub fn parse_encoded(url_encoded: &str) -> Result<Self, DocumentError> {
        // Encoding makes three characters of one.
        if url_encoded.len() > 3 * MOST_BYTES {
            return Err(DocumentError::TooLong);
        }
        if url_encoded.trim_start().starts_with('{') {
            return Self::parse(url_encoded);
        }
        let json = percent_decode_str(url_encoded).decode_utf8().map_err(|source| DocumentError::NotUtf8 { source })?;
        Self::parse(&json)
    }

    /// The document on one line, without white space between its parts.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.write(serde_json::ser::CompactFormatter)
    }

    /// The document as people read it: one part a line, indented by four spaces.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        self.write(PrettyFormatter::with_indent(b"    "))
    }

    /// The document's length as IAM counts it against its quotas: in characters, white space left out.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    #[must_use]
    pub fn non_whitespace_len(&self) -> usize {
        self.to_json().chars().filter(|character| !character.is_whitespace()).count()
    }

    #[expect(
        clippy::expect_used,
        reason = "text keys, finite numbers and a Vec that grows: nothing in a document can fail to be written"
    )]
    fn write(&self, formatter: impl serde_json::ser::Formatter) -> String {
        let mut json = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut json, formatter);
        self.serialize(&mut serializer).expect("a policy document is always JSON");
        String::from_utf8(json).expect("JSON is always UTF-8")
    }
}
