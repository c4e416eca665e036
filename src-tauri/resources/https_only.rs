//! The statement of the bucket policy that refuses unencrypted connections, beside those of others.

use super::bucket_setting::BucketSetting;
use super::bucket_value::BucketValue;
use super::call::Call;
use super::comparison::{Comparison, Deviation, View};
use super::condition::condition;
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::setting;
use super::step::Step;
use super::write::{Purpose, Write, Written};
use crate::policy::{
    ActionElement, Effect, OneOrMany, PolicyDocument, Principal, PrincipalElement, ResourceElement, Sid, Statement,
    Version, same_meaning,
};
use crate::values::BucketArn;

/// The Sid of the bucket policy's one statement, by which it is found among statements of others.
pub const HTTPS_ONLY_SID: &str = "ExportStorageSetupHttpsOnly";

pub(super) const RULES: Rules = Rules {
    step: Step::HttpsOnly,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Setting(BucketSetting::HttpsOnly),
    reads: &[("s3:GetBucketPolicy", "s3:GetBucketPolicy")],
    compare,
    plan: |view| setting::plan(view, BucketSetting::HttpsOnly),
    is_written: |desired| desired.bucket.origin.sets(BucketSetting::HttpsOnly),
    create: Some(Call::PutBucketPolicy),
    set: Some(Call::PutBucketPolicy),
    parameters: |_, _| Vec::new(),
};

pub(super) const SETTING: SettingRules = SettingRules {
    resource: Resource::HttpsOnly,
    shared: true,
    value: |state| state.policy.known().cloned().map(BucketValue::Policy),
    same: |is, wanted| match (is, wanted) {
        (BucketValue::Policy(Some(is)), BucketValue::Policy(Some(wanted))) => same_meaning(is, wanted),
        (is, wanted) => is == wanted,
    },
    as_made: |value| *value == BucketValue::Policy(None),
    reverted: |view, _, is| match is {
        BucketValue::Policy(Some(is)) => without(is, &view.desired.bucket_arn()).map(BucketValue::Policy),
        _ => None,
    },
    restored_by: |value| match value {
        BucketValue::Policy(None) => Call::DeleteBucketPolicy,
        _ => Call::RestoreBucketPolicy,
    },
};

pub(super) const PUT: Write = Write {
    resource: Resource::HttpsOnly,
    name: "s3:PutBucketPolicy",
    actions: &["s3:PutBucketPolicy"],
    after: &[Call::CreateBucket],
    purpose: Purpose::Make,
    written: |intent| Some(Written::Setting(BucketValue::Policy(Some(intent.bucket_policy.clone())))),
    took_effect: setting::took_effect,
};

pub(super) const RESTORE: Write = Write {
    after: setting::REVERT_AFTER,
    purpose: Purpose::Revert,
    written: |intent| setting::back(intent, BucketSetting::HttpsOnly),
    ..PUT
};

pub(super) const DELETE: Write =
    Write { name: "s3:DeleteBucketPolicy", actions: &["s3:DeleteBucketPolicy"], ..RESTORE };

fn compare(view: &View<'_>) -> Option<Comparison> {
    let bucket = view.desired.bucket_arn();
    setting::compare(
        view,
        |state| &state.policy,
        |policy| {
            Comparison::same_if(policy.as_ref().is_some_and(|policy| holds(policy, &bucket)), || {
                let value = |policy| setting::value(BucketValue::Policy(policy));
                Deviation::new(value(policy.clone()), value(Some(with(policy.as_ref(), &bucket))))
            })
        },
    )
}

/// The bucket's policy: nobody, whoever they are, may use it over an unencrypted connection. It only denies, so it is
/// not public, and block-public-access lets it pass
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html>). The value is the text
/// `"false"`, as scanners look for it.
#[must_use]
pub fn statement(bucket: &BucketArn) -> PolicyDocument {
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
pub fn holds(policy: &PolicyDocument, bucket: &BucketArn) -> bool {
    // The rule has no variables, so it says the same in both versions of the policy language.
    let wanted = statement(bucket);
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
pub fn with(there: Option<&PolicyDocument>, bucket: &BucketArn) -> PolicyDocument {
    let mut document = statement(bucket);
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
pub fn without(policy: &PolicyDocument, bucket: &BucketArn) -> Option<Option<PolicyDocument>> {
    let is_ours = |statement: &Statement| {
        statement.sid.as_ref().is_some_and(|sid| sid.as_str() == HTTPS_ONLY_SID)
            && holds(&PolicyDocument { statement: vec![statement.clone()], ..policy.clone() }, bucket)
    };
    policy.statement.iter().any(is_ours).then(|| {
        let statement: Vec<Statement> =
            policy.statement.iter().filter(|statement| !is_ours(statement)).cloned().collect();
        (!statement.is_empty()).then(|| PolicyDocument { statement, ..policy.clone() })
    })
}
