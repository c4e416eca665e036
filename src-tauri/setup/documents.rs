//! The three documents a setup sends to AWS: the guide's two, statement for statement, and the bucket's HTTPS rule.

use jiff::{SignedDuration, Timestamp};

use super::desired::{Desired, DesiredRole, Encryption, KeyRef};
use super::values::{BucketArn, KeyArn, Partition};
use crate::policy::{
    ActionElement, Conditions, Effect, OneOrMany, Ordered, PolicyDocument, Principal, PrincipalElement,
    ResourceElement, Sid, Statement, Version, same_meaning,
};

/// The Sid of the bucket policy's one statement, by which it is found among statements of others.
pub const HTTPS_ONLY_SID: &str = "ExportStorageSetupHttpsOnly";

/// What stands where a new key's ARN will stand, until AWS has drawn it. Never sent: it is no ARN, and AWS refuses it.
pub const KEY_TO_BE_MADE: &str = "(the new key’s ARN, once AWS has made it)";

/// The key in the permissions document.
#[derive(Clone, Copy, Debug)]
pub enum KeySlot<'a> {
    /// No KMS key: the guide's `KMSpermissions` statement is left out.
    NoKey,
    /// A key with an ARN.
    Arn(&'a KeyArn),
    /// A key that is still to be made.
    ToBeMade,
}

impl Desired {
    /// The key as the permissions document names it: the one they have, the one just made, or the hole.
    #[must_use]
    pub const fn key_slot<'a>(&'a self, made: Option<&'a KeyArn>) -> KeySlot<'a> {
        match (&self.bucket.encryption, made) {
            (Encryption::AmazonS3, _) => KeySlot::NoKey,
            (Encryption::Kms(KeyRef::Known(arn)), _) | (Encryption::Kms(KeyRef::New), Some(arn)) => KeySlot::Arn(arn),
            (Encryption::Kms(KeyRef::New), None) => KeySlot::ToBeMade,
        }
    }
}

/// The guide's first document: what Vonage may do. Order and forms (scalar here, list there) are the guide's
/// (<https://docs-vcc.atlassian.net/wiki/pages/diffpages.action?originalId=4355227756&pageId=4356046859>).
#[must_use]
pub fn permissions(bucket: &BucketArn, key: KeySlot<'_>) -> PolicyDocument {
    let files = format!("{bucket}/*");
    let mut statement = vec![
        Statement {
            sid: None,
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(["s3:PutObject", "s3:PutObjectAcl"])),
            resource: Some(ResourceElement::Resource(OneOrMany::one(files.clone()))),
            condition: Some(condition("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")),
        },
        Statement {
            sid: None,
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(["s3:ListBucket", "s3:GetObject"])),
            resource: Some(ResourceElement::Resource(OneOrMany::many([bucket.to_string(), files]))),
            condition: None,
        },
    ];
    let key = match key {
        KeySlot::NoKey => None,
        KeySlot::Arn(arn) => Some(arn.to_string()),
        KeySlot::ToBeMade => Some(KEY_TO_BE_MADE.to_owned()),
    };
    if let Some(key) = key {
        statement.push(Statement {
            sid: Some(Sid::new("KMSpermissions")),
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many([
                "kms:GenerateDataKeyPair",
                "kms:ReEncryptFrom",
                "kms:Decrypt",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:GenerateDataKeyPairWithoutPlaintext",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptTo",
                "kms:DescribeKey",
            ])),
            resource: Some(ResourceElement::Resource(OneOrMany::one(key))),
            condition: None,
        });
    }
    PolicyDocument { version: Version::V2012_10_17, id: None, statement }
}

/// The guide's second document: whom the role lets in. The empty condition is the guide's and is kept, unless Vonage
/// gave an external ID.
#[must_use]
pub fn trust(role: &DesiredRole, partition: Partition) -> PolicyDocument {
    let principals = role.principals.each_ref().map(|principal| principal.to_principal(partition));
    let condition = match &role.external_id {
        Some(id) => condition("StringEquals", "sts:ExternalId", id.as_str()),
        None => Conditions::new(),
    };
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Allow,
            principal: Some(PrincipalElement::Principal(Principal::aws(OneOrMany::many(principals)))),
            action: ActionElement::Action(OneOrMany::one("sts:AssumeRole")),
            resource: None,
            condition: Some(condition),
        }],
    }
}

/// The name of the deny for earlier sessions, as AWS's own console gives it, by which people and tools know it
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html>).
pub const REVOKE_NAME: &str = "AWSRevokeOlderSessions";

/// How long after now sessions are still denied: a computer's clock may be off by as much as AWS takes signatures for,
/// and a trust document that was just changed lets somebody in for a moment more. New ones are closed out anyway.
const REVOKE_MARGIN: SignedDuration = SignedDuration::from_mins(15);

/// A trust document that lets nobody in, whoever they are.
#[must_use]
pub fn closed_trust() -> PolicyDocument {
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Deny,
            principal: Some(PrincipalElement::Principal(Principal::aws(OneOrMany::one("*")))),
            action: ActionElement::Action(OneOrMany::one("sts:AssumeRole")),
            resource: None,
            condition: None,
        }],
    }
}

/// AWS's own deny for sessions that began before a time, which is a while after `now`.
#[must_use]
pub fn revoke_sessions(now: Timestamp) -> PolicyDocument {
    let until = now.saturating_add(REVOKE_MARGIN).unwrap_or(Timestamp::MAX);
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Deny,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(["*"])),
            resource: Some(ResourceElement::Resource(OneOrMany::many(["*"]))),
            condition: Some(condition(
                "DateLessThan",
                "aws:TokenIssueTime",
                &until.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            )),
        }],
    }
}

/// The bucket's policy: nobody, whoever they are, may use it over an unencrypted connection. It only denies, so it is
/// not public, and block-public-access lets it pass
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html>). The value is the text
/// `"false"`, as scanners look for it.
#[must_use]
pub fn https_only(bucket: &BucketArn) -> PolicyDocument {
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: Some(Sid::new(HTTPS_ONLY_SID)),
            effect: Effect::Deny,
            principal: Some(PrincipalElement::Principal(Principal::Anyone)),
            action: ActionElement::Action(OneOrMany::one("s3:*")),
            resource: Some(ResourceElement::Resource(OneOrMany::many([bucket.to_string(), format!("{bucket}/*")]))),
            condition: Some(condition("Bool", "aws:SecureTransport", "false")),
        }],
    }
}

/// Whether a bucket policy holds the HTTPS rule, whatever else it holds.
#[must_use]
pub fn has_https_only(policy: &PolicyDocument, bucket: &BucketArn) -> bool {
    // The rule has no variables, so it says the same in both versions of the policy language.
    let wanted = https_only(bucket);
    policy.statement.iter().any(|statement| {
        let alone = PolicyDocument { version: wanted.version, id: None, statement: vec![statement.clone()] };
        same_meaning(&alone, &wanted)
    })
}

/// The bucket policy to write: the HTTPS rule, and every statement of others that is there already. `PutBucketPolicy`
/// replaces the whole document, so what is not sent again is lost
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>). Theirs is also the version of the policy
/// language, in which `${…}` is a variable or plain text.
#[must_use]
pub fn with_https_only(there: Option<&PolicyDocument>, bucket: &BucketArn) -> PolicyDocument {
    let mut document = https_only(bucket);
    if let Some(there) = there {
        document.version = there.version;
        document.id.clone_from(&there.id);
        let ours = |statement: &&Statement| statement.sid.as_ref().is_some_and(|sid| sid.as_str() == HTTPS_ONLY_SID);
        document.statement.extend(there.statement.iter().filter(|statement| !ours(statement)).cloned());
    }
    document
}

/// A bucket policy without the HTTPS rule, `None` inside when nothing else is in it; `None` when the rule is not there as
/// this program writes it.
#[must_use]
pub fn without_https_only(policy: &PolicyDocument, bucket: &BucketArn) -> Option<Option<PolicyDocument>> {
    let is_ours = |statement: &Statement| {
        statement.sid.as_ref().is_some_and(|sid| sid.as_str() == HTTPS_ONLY_SID)
            && has_https_only(&PolicyDocument { statement: vec![statement.clone()], ..policy.clone() }, bucket)
    };
    policy.statement.iter().any(is_ours).then(|| {
        let statement: Vec<Statement> =
            policy.statement.iter().filter(|statement| !is_ours(statement)).cloned().collect();
        (!statement.is_empty()).then(|| PolicyDocument { statement, ..policy.clone() })
    })
}

fn condition(operator: &str, key: &str, value: &str) -> Conditions {
    let mut keys = Ordered::new();
    keys.insert(key, OneOrMany::one(value));
    let mut conditions = Conditions::new();
    conditions.insert(operator, keys);
    conditions
}
