//! Wildcards, held against an independent matcher.

use export_storage_setup::policy::{
    ActionElement, Caller, Context, Decision, Effect, GrantRule, Identity, OneOrMany, Policies, PolicyDocument,
    Request, ResourceElement, Statement, Version, evaluate,
};
use proptest::prelude::*;
use regex::Regex;

fn allowed(action_pattern: &str, resource_pattern: &str, action: &str, resource: &str) -> bool {
    let document = PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::one(action_pattern)),
            resource: Some(ResourceElement::Resource(OneOrMany::one(resource_pattern))),
            condition: None,
        }],
    };
    let request = Request {
        principal: Caller::Identity(Identity::parse("arn:aws:iam::111122223333:role/r").unwrap()),
        action: action.to_owned(),
        resource: resource.to_owned(),
        context: Context::new(),
    };
    let policies = Policies { identity: &[document], resource: &[], rule: GrantRule::SameAccount };
    evaluate(&request, &policies).unwrap() == Decision::Allowed
}

#[test]
fn case_matters_in_resources_only() {
    assert!(allowed("S3:put*", "arn:aws:s3:::b/*", "s3:PutObject", "arn:aws:s3:::b/k"));
    assert!(!allowed("s3:PutObject", "arn:aws:s3:::b/K", "s3:PutObject", "arn:aws:s3:::b/k"));
}

#[test]
fn a_bucket_and_its_objects_are_different_resources() {
    assert!(!allowed("*", "arn:aws:s3:::b/*", "s3:ListBucket", "arn:aws:s3:::b"));
    assert!(!allowed("*", "arn:aws:s3:::b", "s3:GetObject", "arn:aws:s3:::b/k"));
    assert!(!allowed("*", "arn:aws:s3:::b/*", "s3:GetObject", "arn:aws:s3:::bb/k"));
}

#[test]
fn a_pattern_of_many_stars_is_quick() {
    let pattern = "*a".repeat(2_000);
    let text = "a".repeat(1_999) + "b";
    assert!(!allowed("*", &pattern, "s3:GetObject", &text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn wildcards_match_what_a_regular_expression_says(pattern in "[ab:é*?]{0,8}", text in "[ab:é*?]{0,8}") {
        let expression: String = pattern
            .chars()
            .map(|character| match character {
                '*' => "(?s:.*)".to_owned(),
                '?' => "(?s:.)".to_owned(),
                other => regex::escape(&other.to_string()),
            })
            .collect();
        let expected = Regex::new(&format!("^(?:{expression})$")).unwrap().is_match(&text);
        prop_assert_eq!(allowed("*", &pattern, "s3:GetObject", &text), expected);
        prop_assert_eq!(allowed(&pattern, "*", &text, "arn:aws:s3:::b"), expected);
    }
}
