//! Simulations: conditions count, which is what winterbaume gets wrong.

use std::collections::BTreeMap;

use aws_sdk_iam::types::{ContextEntry, ContextKeyTypeEnum, EvaluationResult, PermissionsBoundaryDecisionDetail};
use export_storage_setup::practice::{PracticeAws, caller_arn};

use super::{REGION, clients, code, is};

const BUCKET: &str = "arn:aws:s3:::practice-recordings";
const OBJECT: &str = "arn:aws:s3:::practice-recordings/2025/file";
const ELSEWHERE: &str = "arn:aws:s3:::practice-other/file";
const KEY: &str = "arn:aws:kms:eu-west-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ROLE: &str = "arn:aws:iam::000000000000:role/export";

/// The shape of the guide's document: writing needs the header that gives the bucket's owner full control.
fn permissions() -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[
        {{"Effect":"Allow","Action":["s3:PutObject","s3:PutObjectAcl"],"Resource":"{BUCKET}/*","Condition":{{"StringEquals":{{"s3:x-amz-acl":"bucket-owner-full-control"}}}}}},
        {{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["{BUCKET}","{BUCKET}/*"]}},
        {{"Effect":"Allow","Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"{KEY}"}}]}}"#
    )
}

fn acl(value: &str) -> ContextEntry {
    ContextEntry::builder()
        .context_key_name("s3:x-amz-acl")
        .context_key_values(value)
        .context_key_type(ContextKeyTypeEnum::String)
        .build()
}

fn by_resource(result: &EvaluationResult) -> BTreeMap<&str, &str> {
    result
        .resource_specific_results()
        .iter()
        .map(|specific| (specific.eval_resource_name(), specific.eval_resource_decision().as_str()))
        .collect()
}

async fn with_role(boundary: Option<&str>) -> aws_sdk_iam::Client {
    let iam = clients(&PracticeAws::new(), REGION).iam;
    let policy = async |name: &str, document: &str| {
        let made = iam.create_policy().policy_name(name).policy_document(document).send().await.unwrap();
        made.policy().and_then(|policy| policy.arn()).unwrap().to_owned()
    };
    let permissions = policy("permissions", &permissions()).await;
    let boundary = match boundary {
        Some(document) => Some(policy("boundary", document).await),
        None => None,
    };
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}"#;
    iam.create_role()
        .role_name("export")
        .assume_role_policy_document(trust)
        .set_permissions_boundary(boundary)
        .send()
        .await
        .unwrap();
    iam.attach_role_policy().role_name("export").policy_arn(permissions).send().await.unwrap();
    iam
}

#[tokio::test]
async fn a_role_may_do_what_its_policy_says() {
    let iam = with_role(None).await;
    let full = "bucket-owner-full-control";
    // Action, the ACL of the request, the resource, the decision.
    let matrix = [
        ("s3:PutObject", Some(full), OBJECT, "allowed"),
        ("s3:PutObject", None, OBJECT, "implicitDeny"),
        ("s3:PutObject", Some("public-read"), OBJECT, "implicitDeny"),
        ("s3:PutObject", Some(full), ELSEWHERE, "implicitDeny"),
        ("s3:PutObjectAcl", Some(full), OBJECT, "allowed"),
        ("s3:GetObject", None, OBJECT, "allowed"),
        ("s3:ListBucket", None, BUCKET, "allowed"),
        ("s3:DeleteObject", None, OBJECT, "implicitDeny"),
        ("kms:GenerateDataKey", None, KEY, "allowed"),
        ("kms:Decrypt", None, "arn:aws:kms:eu-west-1:000000000000:key/another", "implicitDeny"),
    ];
    for (action, header, resource, expected) in matrix {
        let answer = iam
            .simulate_principal_policy()
            .policy_source_arn(ROLE)
            .action_names(action)
            .resource_arns(resource)
            .set_context_entries(header.map(|value| vec![acl(value)]))
            .send()
            .await
            .unwrap();
        let [result] = answer.evaluation_results() else { panic!("{answer:?}") };
        assert_eq!(result.eval_action_name(), action);
        assert_eq!(result.eval_decision().as_str(), expected, "{action} {header:?} {resource}");
        assert_eq!(by_resource(result), [(resource, expected)].into(), "{action} {header:?}");
        let missing = if header.is_none() { vec!["s3:x-amz-acl"] } else { Vec::new() };
        assert_eq!(result.missing_context_values(), missing);
    }
}

#[tokio::test]
async fn several_actions_and_resources_are_answered_each() {
    let iam = with_role(None).await;
    let answer = iam
        .simulate_principal_policy()
        .policy_source_arn(ROLE)
        .action_names("s3:GetObject")
        .action_names("s3:DeleteObject")
        .resource_arns(OBJECT)
        .resource_arns(ELSEWHERE)
        .send()
        .await
        .unwrap();
    let results: Vec<_> = answer.evaluation_results().iter().map(by_resource).collect();
    assert_eq!(
        results,
        [
            [(OBJECT, "allowed"), (ELSEWHERE, "implicitDeny")].into(),
            [(OBJECT, "implicitDeny"), (ELSEWHERE, "implicitDeny")].into(),
        ]
    );
}

#[tokio::test]
async fn a_boundary_limits_a_role() {
    let reading = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},
        {"Effect":"Deny","Action":"kms:*","Resource":"*"}]}"#;
    let iam = with_role(Some(reading)).await;
    for (action, resource, expected, within) in [
        ("s3:GetObject", OBJECT, "allowed", true),
        ("s3:ListBucket", BUCKET, "implicitDeny", false),
        ("kms:Decrypt", KEY, "explicitDeny", false),
    ] {
        let call = iam.simulate_principal_policy().policy_source_arn(ROLE).action_names(action).resource_arns(resource);
        let answer = call.send().await.unwrap();
        let result = &answer.evaluation_results()[0];
        assert_eq!(result.eval_decision().as_str(), expected, "{action}");
        let detail = result.resource_specific_results()[0].permissions_boundary_decision_detail();
        assert_eq!(
            detail.map(PermissionsBoundaryDecisionDetail::allowed_by_permissions_boundary),
            Some(within),
            "{action}"
        );
    }
}

#[tokio::test]
async fn documents_are_simulated_before_they_are_made() {
    let iam = clients(&PracticeAws::new(), REGION).iam;
    let ask = |entries: Option<Vec<ContextEntry>>| {
        iam.simulate_custom_policy()
            .policy_input_list(permissions())
            .action_names("s3:PutObject")
            .resource_arns(OBJECT)
            .set_context_entries(entries)
    };
    for (entries, expected) in [(None, "implicitDeny"), (Some(vec![acl("bucket-owner-full-control")]), "allowed")] {
        let answer = ask(entries).send().await.unwrap();
        assert_eq!(answer.evaluation_results()[0].eval_decision().as_str(), expected);
    }
    let broken = iam.simulate_custom_policy().policy_input_list("{").action_names("s3:PutObject").send().await;
    assert_eq!(code(broken), is(400, "InvalidInput"));
}

#[tokio::test]
async fn only_what_can_be_answered_is() {
    let iam = with_role(None).await;
    let ask = |source: &str, action: &str, resource: &str| {
        iam.simulate_principal_policy().policy_source_arn(source).action_names(action).resource_arns(resource)
    };
    let own = caller_arn();
    let answer = ask(&own, "iam:CreateRole", ROLE).send().await.unwrap();
    assert_eq!(answer.evaluation_results()[0].eval_decision().as_str(), "allowed");
    let none = "arn:aws:iam::000000000000:role/none";
    assert_eq!(code(ask(none, "s3:GetObject", OBJECT).send().await), is(404, "NoSuchEntity"));
    assert_eq!(code(ask(ROLE, "s3:*", OBJECT).send().await), is(400, "InvalidInput"));
    assert_eq!(code(ask(ROLE, "s3:GetObject", "practice-recordings").send().await), is(400, "InvalidInput"));
    let with_bucket_policy = ask(ROLE, "s3:GetObject", OBJECT).resource_policy("{}").send().await;
    assert_eq!(code(with_bucket_policy), is(400, "InvalidInput"));
}
