//! IAM: names, documents, tags and quotas, before winterbaume is asked.

pub(super) mod documents;
mod managed_policy;
mod role;
mod simulate;

use std::collections::HashMap;

use bytes::Bytes;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;
use winterbaume_core::{MockService, StateViewError, StatefulService};
use winterbaume_iam::{IamService, IamStateView, wire};

use super::account;
use super::answer::{Answer, IAM_NAMESPACE, Refusal, query_answer};
use super::received::Received;
use super::tags::{self, KeyCase, TagFault, TagPart};

/// IAM has one state for the whole partition, which winterbaume keeps under this region.
const STATE: &str = "us-east-1";

/// The fields of a request.
type Form = HashMap<String, String>;

/// The account's roles and policies.
pub(super) struct Identities {
    service: IamService,
}

impl Identities {
    pub(super) fn new() -> Self {
        Self { service: IamService::new() }
    }

    pub(super) async fn restored(state: IamStateView) -> Result<Self, StateViewError> {
        let identities = Self::new();
        identities.service.restore(account::account().as_str(), STATE, state).await?;
        Ok(identities)
    }

    pub(super) async fn state(&self) -> IamStateView {
        self.service.snapshot(account::account().as_str(), STATE).await
    }

    pub(super) async fn answer(&mut self, request: &Received) -> Result<Answer, Refusal> {
        let mut form = request.form();
        match request.operation.name() {
            "CreateRole" => return role::create(self, &form).await,
            "GetRole" => return role::get(self, &form).await,
            "UpdateAssumeRolePolicy" => {
                let document = documents::trust(field(&form, "PolicyDocument"), &self.state().await)?;
                form.insert("PolicyDocument".to_owned(), encoded(&document));
            }
            "AttachRolePolicy" => role::check_attachments(self, &form).await?,
            "CreatePolicy" => return managed_policy::create(self, &form).await,
            "CreatePolicyVersion" => return managed_policy::create_version(self, &form).await,
            "DeletePolicy" => managed_policy::check_versions(self, &form).await?,
            "ListAccountAliases" => {
                let result = format!(
                    "<AccountAliases><member>{}</member></AccountAliases><IsTruncated>false</IsTruncated>",
                    account::ALIAS
                );
                return Ok(query_answer("ListAccountAliases", IAM_NAMESPACE, &result));
            }
            "SimulatePrincipalPolicy" => return simulate::principal(self, &form).await,
            "SimulateCustomPolicy" => return simulate::custom(&form),
            name if FORWARDED.contains(&name) => {}
            name => {
                let message = format!("Could not find operation {name} for version 2010-05-08");
                return Err(Refusal::new(400, "InvalidAction", message));
            }
        }
        Ok(self.forward(request, &form).await)
    }

    async fn forward(&self, request: &Received, form: &Form) -> Answer {
        let body = form
            .iter()
            .map(|(key, value)| format!("{}={}", encoded(key), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let uri = format!("https://iam.{STATE}.{}/", account::partition().dns_suffix());
        self.service.handle(request.forwarded(uri, Bytes::from(body))).await
    }

    /// Puts roles and policies into winterbaume's state.
    async fn put(&self, state: IamStateView) -> Result<(), Refusal> {
        self.service
            .merge(account::account().as_str(), STATE, state)
            .await
            .map_err(|_| Refusal::new(500, "ServiceFailure", "The request processing has failed."))
    }
}

/// What winterbaume answers as AWS does.
const FORWARDED: [&str; 20] = [
    "DeletePolicyVersion",
    "DeleteRole",
    "DeleteRolePermissionsBoundary",
    "DeleteRolePolicy",
    "DetachRolePolicy",
    "GetAccountSummary",
    "GetPolicy",
    "GetPolicyVersion",
    "GetRolePolicy",
    "ListAttachedRolePolicies",
    "ListEntitiesForPolicy",
    "ListPolicies",
    "ListPolicyTags",
    "ListPolicyVersions",
    "ListRolePolicies",
    "ListRoles",
    "ListRoleTags",
    "PutRolePolicy",
    "SetDefaultPolicyVersion",
    "UntagRole",
];

fn field<'a>(form: &'a Form, name: &str) -> &'a str {
    form.get(name).map(String::as_str).unwrap_or_default()
}

/// A text as IAM returns documents: RFC 3986.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html>
fn encoded(text: &str) -> String {
    /// All but RFC 3986's unreserved characters (section 2.3).
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A unique id with the prefix of its kind.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
fn unique_id(prefix: &str) -> String {
    let random = Uuid::new_v4().simple().to_string().to_uppercase();
    format!("{prefix}{}", &random[..17])
}

/// A moment as IAM writes it.
fn date(rfc3339: Option<&String>) -> Option<String> {
    let moment: Timestamp = rfc3339?.parse().ok()?;
    Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn validation_error(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "ValidationError", message.into())
}

/// A name that is too long, empty, or has a character IAM does not take.
fn refused_name(field: &str, name: &str, max: usize) -> Refusal {
    if name.chars().count() > max {
        validation_error(format!(
            "1 validation error detected: Value at '{field}' failed to satisfy constraint: Member must have length less \
             than or equal to {max}"
        ))
    } else {
        validation_error(format!(
            "The specified value for {field} is invalid. It must contain only alphanumeric characters and/or the \
             following: +=,.@_-"
        ))
    }
}

fn no_such_entity(message: String) -> Refusal {
    Refusal::new(404, "NoSuchEntity", message)
}

/// The tags of a request, if IAM takes them. Keys that differ in capitals alone are the same to IAM.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
fn tags_of(list: Option<wire::tagListType>) -> Result<HashMap<String, String>, Refusal> {
    let tags = list.unwrap_or_default().items;
    let pairs: Vec<(&str, &str)> = tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
    tags::check(&pairs, KeyCase::Ignored).map_err(|fault| refused_tags(&fault))?;
    Ok(tags.into_iter().map(|tag| (tag.key, tag.value)).collect())
}

fn refused_tags(fault: &TagFault<'_>) -> Refusal {
    match fault {
        TagFault::TooMany => validation_error(format!(
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than \
             or equal to {}",
            tags::MAX_TAGS
        )),
        TagFault::Reserved => {
            Refusal::new(400, "InvalidInput", "Tag keys that start with aws: are reserved for system use.")
        }
        TagFault::Duplicate => {
            let message = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            Refusal::new(400, "InvalidInput", message)
        }
        TagFault::Text { index, part, text } => {
            let part = match part {
                TagPart::Key => "key",
                TagPart::Value => "value",
            };
            validation_error(format!(
                "1 validation error detected: Value '{text}' at 'tags.{}.member.{part}' failed to satisfy constraint: \
                 Member must satisfy regular expression pattern: [\\p{{L}}\\p{{Z}}\\p{{N}}_.:/=+\\-@]*",
                index + 1
            ))
        }
    }
}

fn wire_tags(tags: &HashMap<String, String>) -> Option<wire::tagListType> {
    let mut items: Vec<wire::Tag> =
        tags.iter().map(|(key, value)| wire::Tag { key: key.clone(), value: value.clone() }).collect();
    items.sort_by(|one, other| one.key.cmp(&other.key));
    (!items.is_empty()).then_some(wire::tagListType { items })
}
