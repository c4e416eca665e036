//! KMS: regions, aliases, tags and a key's state, before winterbaume is asked.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use serde_json::{Value, json};
use winterbaume_core::{MockService, StateViewError, StatefulService};
use winterbaume_kms::views::KeyView;
use winterbaume_kms::{KmsService, KmsStateView};

use super::account;
use super::answer::{Answer, Refusal, insert, json_answer};
use super::received::Received;
use super::tags::{self, KeyCase, TagFault};
use crate::policy::PolicyDocument;

/// How long a key waits for its deletion when the request does not say, in days.
const WAITING_DAYS: u64 = 30;
/// How often a key gets new material, in days.
const ROTATION_DAYS: u64 = 365;

/// The account's keys.
pub(super) struct Keys {
    service: KmsService,
    /// Where a request ever went, which is where keys may be.
    regions: BTreeSet<String>,
}

impl Keys {
    pub(super) fn new() -> Self {
        Self { service: KmsService::new(), regions: BTreeSet::new() }
    }

    pub(super) async fn restored(states: BTreeMap<String, KmsStateView>) -> Result<Self, StateViewError> {
        let mut keys = Self::new();
        for (region, state) in states {
            keys.service.restore(account::account().as_str(), &region, state).await?;
            keys.regions.insert(region);
        }
        Ok(keys)
    }

    /// Every region's keys, without what they are made of.
    pub(super) async fn states(&self) -> BTreeMap<String, KmsStateView> {
        let mut states = BTreeMap::new();
        for region in &self.regions {
            let mut state = self.state(region).await;
            state.keys.values_mut().for_each(|key| key.key_material.clear());
            states.insert(region.clone(), state);
        }
        states
    }

    async fn state(&self, region: &str) -> KmsStateView {
        self.service.snapshot(account::account().as_str(), region).await
    }

    pub(super) async fn answer(&mut self, request: &Received) -> Result<Answer, Refusal> {
        self.regions.insert(request.region.clone());
        let operation = request.operation.name();
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|_| Refusal::new(400, "SerializationException", "The request is not JSON."))?;
        let state = self.state(&request.region).await;
        match operation {
            "CreateKey" => check_new_key(&body)?,
            "CreateAlias" => check_alias(text(&body, "AliasName"))?,
            "TagResource" => check_tags(&body)?,
            "PutKeyPolicy" => check_policy(text(&body, "Policy"))?,
            "DeleteAlias" => return self.delete_alias(request, &body, &state).await,
            _ => {}
        }
        let key = match ["KeyId", "TargetKeyId"].into_iter().find_map(|field| body.get(field)?.as_str()) {
            Some(reference) => Some(find(reference, request, &state)?),
            None => None,
        };
        if let Some(key) = key {
            check_state(operation, key)?;
        }
        let answer = self.forward(request, operation, request.body.clone()).await;
        if operation == "CreateKey" && answer.status == 200 {
            self.keep_policy(request, &body, &answer).await;
        }
        Ok(completed(operation, answer, &body, key))
    }

    async fn forward(&self, request: &Received, operation: &str, body: Bytes) -> Answer {
        let uri = format!("https://kms.{}.{}/", request.region, account::partition().dns_suffix());
        let mut forwarded = request.forwarded(uri, body);
        insert(&mut forwarded.headers, "x-amz-target", &format!("TrentService.{operation}"));
        self.service.handle(forwarded).await
    }

    /// winterbaume drops the policy that a key is made with.
    async fn keep_policy(&self, request: &Received, body: &Value, answer: &Answer) {
        let made: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if let (Some(policy), Some(id)) = (body.get("Policy"), made.pointer("/KeyMetadata/KeyId")) {
            let put = json!({ "KeyId": id, "PolicyName": "default", "Policy": policy });
            self.forward(request, "PutKeyPolicy", put.to_string().into()).await;
        }
    }

    async fn delete_alias(&self, request: &Received, body: &Value, state: &KmsStateView) -> Result<Answer, Refusal> {
        let name = text(body, "AliasName");
        if !state.aliases.contains_key(name) {
            let arn = format!("{}:{name}", arn_prefix(&request.region));
            return Err(not_found(format!("Alias {arn} is not found.")));
        }
        Ok(self.forward(request, "DeleteAlias", request.body.clone()).await)
    }
}

/// `arn:partition:kms:region:account`, without the colon after it.
fn arn_prefix(region: &str) -> String {
    format!("arn:{}:kms:{region}:{}", account::partition(), account::account())
}

fn text<'a>(body: &'a Value, field: &str) -> &'a str {
    body.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The key that an id, an ARN, or, where KMS takes it, an alias names.
/// Source: <https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html>
fn find<'a>(reference: &str, request: &Received, state: &'a KmsStateView) -> Result<&'a KeyView, Refusal> {
    let name = match reference.splitn(6, ':').collect::<Vec<_>>()[..] {
        ["arn", _, "kms", region, _, _] if region != request.region => {
            return Err(not_found(format!("Invalid arn {region}")));
        }
        ["arn", _, "kms", _, owner, name] if owner == account::account().as_str() => name,
        ["arn", _, "kms", _, _, _] => {
            let message = format!(
                "User: {} is not authorized to perform: kms:{} on resource: {reference} because no resource-based policy \
                 allows the kms:{} action",
                account::caller_arn(),
                request.operation.name(),
                request.operation.name(),
            );
            return Err(Refusal::new(400, "AccessDeniedException", message));
        }
        ["arn", ..] => return Err(Refusal::new(400, "InvalidArnException", format!("Invalid arn {reference}"))),
        _ => reference,
    };
    let id = if name.starts_with("alias/") {
        if !TAKES_ALIAS.contains(&request.operation.name()) {
            return Err(not_found(format!("Invalid keyId {reference}")));
        }
        let alias = state
            .aliases
            .get(name)
            .ok_or_else(|| not_found(format!("Alias {}:{name} is not found.", arn_prefix(&request.region))))?;
        alias.target_key_id.as_str()
    } else {
        name.strip_prefix("key/").unwrap_or(name)
    };
    state
        .keys
        .get(id)
        .ok_or_else(|| not_found(format!("Key '{}:key/{id}' does not exist", arn_prefix(&request.region))))
}

/// Which operations find a key by its alias.
const TAKES_ALIAS: [&str; 6] =
    ["DescribeKey", "Encrypt", "Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncrypt"];

/// Source: <https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html>
fn check_state(operation: &str, key: &KeyView) -> Result<(), Refusal> {
    let pending = key.key_state == "PendingDeletion";
    let refused_when_pending = matches!(
        operation,
        "CreateAlias"
            | "UpdateAlias"
            | "DisableKey"
            | "EnableKey"
            | "DisableKeyRotation"
            | "EnableKeyRotation"
            | "GetKeyRotationStatus"
            | "ScheduleKeyDeletion"
            | "TagResource"
            | "UntagResource"
            | "UpdateKeyDescription"
    );
    if pending && refused_when_pending {
        return Err(Refusal::new(400, "KMSInvalidStateException", format!("{} is pending deletion.", key.arn)));
    }
    if key.key_state == "Disabled" && matches!(operation, "EnableKeyRotation" | "DisableKeyRotation") {
        return Err(Refusal::new(400, "DisabledException", format!("{} is disabled.", key.arn)));
    }
    Ok(())
}

/// Source: <https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html>
fn check_new_key(body: &Value) -> Result<(), Refusal> {
    check_tags(body)?;
    if text(body, "Description").chars().count() > 8192 {
        return Err(validation(
            "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length \
             less than or equal to 8192",
        ));
    }
    match body.get("Policy") {
        Some(policy) => check_policy(policy.as_str().unwrap_or_default()),
        None => Ok(()),
    }
}

fn check_policy(policy: &str) -> Result<(), Refusal> {
    let whole = PolicyDocument::parse(policy).is_ok_and(|document| {
        !document.statement.is_empty()
            && document.statement.iter().all(|statement| statement.principal.is_some() && statement.resource.is_some())
    });
    if whole {
        return Ok(());
    }
    Err(Refusal::new(400, "MalformedPolicyDocumentException", "The new key policy is not syntactically correct."))
}

fn check_tags(body: &Value) -> Result<(), Refusal> {
    let tags: Vec<(&str, &str)> = body
        .get("Tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|tag| (text(tag, "TagKey"), text(tag, "TagValue")))
        .collect();
    tags::check(&tags, KeyCase::Counts).map_err(|fault| {
        let message = match fault {
            TagFault::TooMany => "Too many tags",
            TagFault::Reserved => "aws: prefixed tag key names are not allowed for external use.",
            TagFault::Duplicate => "Duplicate tag keys",
            TagFault::Text { .. } => "A tag key or value is too long or has a character that is not allowed.",
        };
        Refusal::new(400, "TagException", message)
    })
}

/// Source: <https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html>
fn check_alias(name: &str) -> Result<(), Refusal> {
    let Some(rest) = name.strip_prefix("alias/") else {
        return Err(validation("Alias must start with the prefix \"alias/\"."));
    };
    if rest.starts_with("aws/") {
        return Err(Refusal::new(400, "NotAuthorizedException", "Aliases that begin with alias/aws/ are reserved."));
    }
    let is_taken = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-');
    if rest.is_empty() || name.len() > 256 || !rest.bytes().all(is_taken) {
        return Err(validation(
            "1 validation error detected: Value at 'aliasName' failed to satisfy constraint: Member must satisfy regular \
             expression pattern: ^[a-zA-Z0-9:/_-]+$",
        ));
    }
    Ok(())
}

/// What winterbaume leaves out of its answers, and its errors' type as KMS sends it.
fn completed(operation: &str, answer: Answer, request: &Value, key: Option<&KeyView>) -> Answer {
    let mut body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if answer.status != 200 {
        let mut refusal = json_answer(&body);
        refusal.status = answer.status;
        insert(&mut refusal.headers, "x-amzn-errortype", text(&body, "__type"));
        return refusal;
    }
    match (operation, key) {
        ("ScheduleKeyDeletion", Some(key)) => {
            body["KeyId"] = json!(key.arn);
            body["PendingWindowInDays"] =
                request.get("PendingWindowInDays").cloned().unwrap_or_else(|| json!(WAITING_DAYS));
        }
        ("CancelKeyDeletion", Some(key)) => body["KeyId"] = json!(key.arn),
        ("GetKeyRotationStatus", Some(key)) => {
            body["KeyId"] = json!(key.key_id);
            if key.key_rotation_enabled {
                body["RotationPeriodInDays"] = json!(ROTATION_DAYS);
            }
        }
        _ => return answer,
    }
    json_answer(&body)
}

fn not_found(message: String) -> Refusal {
    Refusal::new(400, "NotFoundException", message)
}

fn validation(message: &'static str) -> Refusal {
    Refusal::new(400, "ValidationException", message)
}
