//! Whole requests against whole policies.

use std::slice::from_ref;

use export_storage_setup::policy::{
    Caller, CallerError, Context, Decision, Effect, GrantRule, Identity, Obstacle, Policies, PolicyDocument,
    PolicyKind, Request, Sid, Statement, StatementRef, evaluate,
};
use proptest::prelude::*;

use super::document::{HTTPS_ONLY, PERMISSIONS, TRUST};
use super::generate;

const ROLE: &str = "arn:aws:iam::111122223333:role/vcc-export";
const OBJECT: &str = "arn:aws:s3:::recordings/2026/call.wav";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const DENIED: Decision = Decision::ImplicitDeny;

fn parse(json: &str) -> PolicyDocument {
    PolicyDocument::parse(json).unwrap()
}

fn identity(arn: &str) -> Caller {
    Caller::Identity(Identity::parse(arn).unwrap())
}

fn request(principal: Caller, action: &str, resource: &str) -> Request {
    Request { principal, action: action.to_owned(), resource: resource.to_owned(), context: Context::new() }
}

fn explicit_deny(kind: PolicyKind, policy: usize, statement: usize, sid: Option<&str>) -> Decision {
    Decision::ExplicitDeny { statement: StatementRef { kind, policy, statement, sid: sid.map(Sid::new) } }
}

#[test]
fn the_permissions_document_allows_what_vcc_does_and_nothing_else() {
    let without_kms = {
        let mut document = parse(PERMISSIONS);
        document.statement.pop();
        document
    };
    let owner = Some("bucket-owner-full-control");
    let other_key = KEY.replace("1234abcd", "ffffabcd");
    let with_and_without_kms: [(&str, Option<&str>, &str, bool, bool); 17] = [
        ("s3:PutObject", owner, OBJECT, true, true),
        ("s3:PutObject", None, OBJECT, false, false),
        ("s3:PutObject", Some("public-read"), OBJECT, false, false),
        ("s3:PutObject", owner, "arn:aws:s3:::elsewhere/call.wav", false, false),
        ("s3:PutObject", owner, "arn:aws:s3:::recordings", false, false),
        ("s3:PutObjectAcl", owner, OBJECT, true, true),
        ("s3:PutObjectAcl", Some("public-read"), OBJECT, false, false),
        ("s3:GetObject", None, OBJECT, true, true),
        ("s3:GetObject", None, "arn:aws:s3:::elsewhere/call.wav", false, false),
        ("s3:ListBucket", None, "arn:aws:s3:::recordings", true, true),
        ("s3:DeleteObject", owner, OBJECT, false, false),
        ("s3:PutBucketPolicy", None, "arn:aws:s3:::recordings", false, false),
        ("kms:GenerateDataKey", None, KEY, true, false),
        ("kms:Decrypt", None, KEY, true, false),
        ("kms:DescribeKey", None, KEY, true, false),
        ("kms:ScheduleKeyDeletion", None, KEY, false, false),
        ("kms:GenerateDataKey", None, &other_key, false, false),
    ];
    for (action, acl, resource, with_kms, no_kms) in with_and_without_kms {
        let mut request = request(identity(ROLE), action, resource);
        if let Some(acl) = acl {
            request.context = request.context.with("s3:x-amz-acl", acl);
        }
        for (document, allowed) in [(parse(PERMISSIONS), with_kms), (without_kms.clone(), no_kms)] {
            let policies = Policies { identity: &[document], resource: &[], rule: GrantRule::SameAccount };
            let expected = if allowed { Decision::Allowed } else { DENIED };
            assert_eq!(evaluate(&request, &policies), Ok(expected), "{action} on {resource} with {acl:?}");
        }
    }
}

#[test]
fn the_bucket_policy_denies_only_what_comes_without_tls() {
    let (permissions, https_only) = ([parse(PERMISSIONS)], [parse(HTTPS_ONLY)]);
    let policies = Policies { identity: &permissions, resource: &https_only, rule: GrantRule::SameAccount };
    let plain = request(identity(ROLE), "s3:GetObject", OBJECT);
    let with = |value: &str| Request { context: Context::new().with("aws:SecureTransport", value), ..plain.clone() };
    assert_eq!(evaluate(&with("true"), &policies), Ok(Decision::Allowed));
    let denied = explicit_deny(PolicyKind::Resource, 0, 0, Some("HttpsOnly"));
    assert_eq!(evaluate(&with("false"), &policies), Ok(denied.clone()));
    // AWS sends the key with every request; a simulation that does not know it is not denied.
    assert_eq!(evaluate(&plain, &policies), Ok(Decision::Allowed));

    let stranger = Request { principal: Caller::Anonymous, ..with("false") };
    assert_eq!(evaluate(&stranger, &policies), Ok(denied));
}

#[test]
fn the_trust_document_lets_in_the_two_it_names() {
    let trust = [parse(TRUST)];
    let may_assume = [parse(r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}"#)];
    let policies = Policies { identity: &may_assume, resource: &trust, rule: GrantRule::CrossAccount };
    for (caller, expected) in [
        ("arn:aws:iam::444455556666:role/primary", Decision::Allowed),
        ("arn:aws:iam::444455556666:role/secondary", Decision::Allowed),
        ("arn:aws:iam::444455556666:role/third", DENIED),
        ("arn:aws:iam::444455556666:root", DENIED),
        ("arn:aws:iam::777788889999:role/primary", DENIED),
        ("arn:aws-cn:iam::444455556666:role/primary", DENIED),
    ] {
        assert_eq!(evaluate(&request(identity(caller), "sts:AssumeRole", ROLE), &policies), Ok(expected), "{caller}");
    }
    let primary = identity("arn:aws:iam::444455556666:role/primary");
    assert_eq!(evaluate(&request(primary, "sts:TagSession", ROLE), &policies), Ok(DENIED));
}

#[test]
fn an_external_id_must_be_the_one_agreed() {
    let trust = TRUST.replace(r#""Condition": {}"#, r#""Condition": {"StringEquals": {"sts:ExternalId": "VCC-1"}}"#);
    let (trust, allow_all) =
        ([parse(&trust)], [parse(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#)]);
    let policies = Policies { identity: &allow_all, resource: &trust, rule: GrantRule::CrossAccount };
    let plain = request(identity("arn:aws:iam::444455556666:role/primary"), "sts:AssumeRole", ROLE);
    let with = |id: &str| Request { context: Context::new().with("sts:ExternalId", id), ..plain.clone() };
    assert_eq!(evaluate(&with("VCC-1"), &policies), Ok(Decision::Allowed));
    assert_eq!(evaluate(&with("vcc-1"), &policies), Ok(DENIED));
    assert_eq!(evaluate(&plain, &policies), Ok(DENIED));
}

#[test]
fn whose_allowance_is_enough_depends_on_the_accounts() {
    use GrantRule::{CrossAccount, SameAccount, SameAccountKeyOrRole};
    let nothing = || parse(r#"{"Statement":[]}"#);
    let identity_allows = || parse(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#);
    let resource_allows = |principal: &str| {
        parse(&format!(r#"{{"Statement":{{"Effect":"Allow","Principal":{principal},"Action":"*","Resource":"*"}}}}"#))
    };
    let caller = || resource_allows(&format!(r#"{{"AWS":"{ROLE}"}}"#));
    let anyone = || resource_allows(r#""*""#);
    let account = || resource_allows(r#"{"AWS":"111122223333"}"#);
    let root = || resource_allows(r#"{"AWS":"arn:aws:iam::111122223333:root"}"#);
    let root_elsewhere = || resource_allows(r#"{"AWS":"arn:aws-cn:iam::111122223333:root"}"#);
    // Policy on the resource; then, with and without an allowance on the identity, what each rule says.
    let rows = [
        (nothing(), [true, false, false], [false, false, false]),
        (caller(), [true, true, true], [true, false, true]),
        (anyone(), [true, true, true], [true, false, true]),
        (account(), [true, true, true], [false, false, false]),
        (root(), [true, true, true], [false, false, false]),
        (root_elsewhere(), [true, false, false], [false, false, false]),
    ];
    for (resource, with_identity, without) in rows {
        for (own, expected) in [(identity_allows(), with_identity), (nothing(), without)] {
            for (rule, allowed) in [SameAccount, CrossAccount, SameAccountKeyOrRole].into_iter().zip(expected) {
                let policies = Policies { identity: from_ref(&own), resource: from_ref(&resource), rule };
                let expected = if allowed { Decision::Allowed } else { DENIED };
                let decision = evaluate(&request(identity(ROLE), "kms:Decrypt", KEY), &policies);
                assert_eq!(decision, Ok(expected), "{rule:?}: {} and {}", own.to_json(), resource.to_json());
            }
        }
    }
}

#[test]
fn services_and_strangers_need_the_resources_policy_only() {
    let policy = [parse(
        r#"{"Statement":[
            {"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"*"},
            {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"*"}]}"#,
    )];
    let service = |name: &str| Caller::Service(name.to_owned());
    for (principal, action, expected) in [
        (service("logging.s3.amazonaws.com"), "s3:PutObject", Decision::Allowed),
        (service("cloudtrail.amazonaws.com"), "s3:PutObject", DENIED),
        (Caller::Anonymous, "s3:PutObject", DENIED),
        (Caller::Anonymous, "s3:GetObject", Decision::Allowed),
    ] {
        for rule in [GrantRule::SameAccount, GrantRule::CrossAccount, GrantRule::SameAccountKeyOrRole] {
            let policies = Policies { identity: &[], resource: &policy, rule };
            assert_eq!(evaluate(&request(principal.clone(), action, OBJECT), &policies), Ok(expected.clone()));
        }
    }
}

#[test]
fn not_action_and_not_resource_are_about_the_rest() {
    let policy = [parse(
        r#"{"Statement":{"Effect":"Allow","NotAction":["iam:*","s3:Delete*"],"NotResource":"arn:aws:s3:::private/*"}}"#,
    )];
    for (action, resource, expected) in [
        ("s3:GetObject", OBJECT, Decision::Allowed),
        ("S3:DELETEOBJECT", OBJECT, DENIED),
        ("iam:PassRole", ROLE, DENIED),
        ("s3:GetObject", "arn:aws:s3:::private/k", DENIED),
    ] {
        let policies = Policies { identity: &policy, resource: &[], rule: GrantRule::SameAccount };
        assert_eq!(evaluate(&request(identity(ROLE), action, resource), &policies), Ok(expected), "{action}");
    }
}

#[test]
fn not_principal_spares_those_listed_with_their_account() {
    let deny_but = |listed: &str| {
        parse(&format!(
            r#"{{"Statement":{{"Effect":"Deny","NotPrincipal":{{"AWS":{listed}}},"Action":"*","Resource":"*"}}}}"#
        ))
    };
    let allow = [parse(PERMISSIONS)];
    let denied = explicit_deny(PolicyKind::Resource, 0, 0, None);
    for (listed, expected) in [
        (format!(r#"["{ROLE}","111122223333"]"#), Decision::Allowed),
        (format!(r#"["{ROLE}","arn:aws:iam::111122223333:root"]"#), Decision::Allowed),
        (format!(r#"["{ROLE}"]"#), denied.clone()),
        (r#"["111122223333"]"#.to_owned(), denied.clone()),
        (r#""arn:aws:iam::111122223333:role/other""#.to_owned(), denied),
    ] {
        let policies = Policies { identity: &allow, resource: &[deny_but(&listed)], rule: GrantRule::SameAccount };
        assert_eq!(evaluate(&request(identity(ROLE), "s3:GetObject", OBJECT), &policies), Ok(expected), "{listed}");
    }

    let allow_but = [parse(
        r#"{"Statement":{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}}"#,
    )];
    let policies = Policies { identity: &[], resource: &allow_but, rule: GrantRule::SameAccount };
    assert_eq!(evaluate(&request(identity(ROLE), "s3:GetObject", OBJECT), &policies), Ok(DENIED));
    assert_eq!(evaluate(&request(Caller::Anonymous, "s3:GetObject", OBJECT), &policies), Ok(Decision::Allowed));
}

#[test]
fn a_deny_beats_every_allowance_and_is_named() {
    let allow = parse(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#);
    let mixed = parse(
        r#"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
            {"Sid":"KeepOut","Effect":"Deny","Action":"s3:Get*","Resource":"*"}]}"#,
    );
    let policies = Policies { identity: &[allow, mixed], resource: &[], rule: GrantRule::SameAccount };
    let decision = evaluate(&request(identity(ROLE), "s3:GetObject", OBJECT), &policies).unwrap();
    assert_eq!(decision, explicit_deny(PolicyKind::Identity, 1, 1, Some("KeepOut")));
    let Decision::ExplicitDeny { statement } = decision else { panic!("{decision:?}") };
    assert_eq!(statement.to_string(), "statement 2 of identity policy 2");
}

#[test]
fn an_error_names_its_statement_unless_a_deny_settles_the_request() {
    let unknown =
        r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}"#;
    let deny = r#"{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}"#;
    let evaluate_with = |statements: &str, action: &str| {
        let document = [parse(&format!(r#"{{"Statement":[{statements}]}}"#))];
        let policies = Policies { identity: &document, resource: &[], rule: GrantRule::SameAccount };
        evaluate(&request(identity(ROLE), action, OBJECT), &policies)
    };
    let error = evaluate_with(unknown, "s3:GetObject").unwrap_err();
    assert_eq!(error.obstacle, Obstacle::UnknownOperator { operator: "IpAddress".to_owned() });
    assert_eq!(
        error.to_string(),
        "statement 1 of identity policy 1 cannot be evaluated: the condition operator IpAddress is not known"
    );
    // A statement about something else is not in the way.
    assert_eq!(evaluate_with(unknown, "kms:Decrypt"), Ok(DENIED));
    let denied = explicit_deny(PolicyKind::Identity, 0, 1, None);
    assert_eq!(evaluate_with(&format!("{unknown},{deny}"), "s3:GetObject"), Ok(denied));
}

#[test]
fn policies_of_the_wrong_kind_are_errors() {
    let with_principal = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#;
    let bare = r#"{"Statement":{"Effect":"Allow","Action":"*"}}"#;
    let request = request(identity(ROLE), "s3:GetObject", OBJECT);
    let obstacle = |own: &[PolicyDocument], resource: &[PolicyDocument]| {
        let policies = Policies { identity: own, resource, rule: GrantRule::SameAccount };
        evaluate(&request, &policies).unwrap_err().obstacle
    };
    assert_eq!(obstacle(&[parse(with_principal)], &[]), Obstacle::PrincipalInIdentityPolicy);
    assert_eq!(obstacle(&[parse(bare)], &[]), Obstacle::NoResourceInIdentityPolicy);
    assert_eq!(obstacle(&[], &[parse(bare)]), Obstacle::NoPrincipalInResourcePolicy);
}

#[test]
fn resources_may_hold_variables() {
    let home = [parse(
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::home/${aws:username}/*"}}"#,
    )];
    let policies = Policies { identity: &home, resource: &[], rule: GrantRule::SameAccount };
    let plain = request(identity(ROLE), "s3:GetObject", "arn:aws:s3:::home/ann/k");
    let named = |name: &str| Request { context: Context::new().with("aws:username", name), ..plain.clone() };
    assert_eq!(evaluate(&named("ann"), &policies), Ok(Decision::Allowed));
    assert_eq!(evaluate(&named("*"), &policies), Ok(DENIED));
    assert_eq!(evaluate(&plain, &policies), Ok(DENIED));
}

#[test]
fn only_an_identitys_arn_is_an_identity() {
    for (arn, account) in [
        (ROLE, "111122223333"),
        ("arn:aws-us-gov:iam::444455556666:root", "444455556666"),
        ("arn:aws:sts::444455556666:assumed-role/r/session", "444455556666"),
    ] {
        let identity = Identity::parse(arn).unwrap();
        assert_eq!((identity.arn(), identity.account()), (arn, account));
    }
    for text in [
        "",
        "*",
        "111122223333",
        KEY,
        "arn:aws:iam::1111:role/r",
        "arn:aws:iam::111122223333:",
        "arn::iam::111122223333:r",
    ] {
        assert_eq!(Identity::parse(text), Err(CallerError::NotAnIdentityArn { text: text.to_owned() }));
    }
}

fn any_rule() -> impl Strategy<Value = GrantRule> {
    prop_oneof![Just(GrantRule::SameAccount), Just(GrantRule::CrossAccount), Just(GrantRule::SameAccountKeyOrRole)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_document_makes_the_evaluator_panic(
        own in prop::collection::vec(generate::document(), 0..3),
        resource in prop::collection::vec(generate::document(), 0..3),
        request in generate::request(),
        rule in any_rule(),
    ) {
        let _ = evaluate(&request, &Policies { identity: &own, resource: &resource, rule });
    }

    #[test]
    fn a_further_deny_never_allows_anything(
        own in prop::collection::vec(generate::identity_document(), 0..3),
        resource in prop::collection::vec(generate::document(), 0..2),
        request in generate::request(),
        rule in any_rule(),
        deny in generate::statement(),
        on_identity in any::<bool>(),
        first in any::<bool>(),
    ) {
        let before = evaluate(&request, &Policies { identity: &own, resource: &resource, rule });
        let (mut own, mut resource) = (own, resource);
        let side = if on_identity { &mut own } else { &mut resource };
        let document = parse(r#"{"Statement":[]}"#);
        let mut document = side.pop().unwrap_or(document);
        let at = if first { 0 } else { document.statement.len() };
        document.statement.insert(at, Statement { effect: Effect::Deny, ..deny });
        side.push(document);
        let after = evaluate(&request, &Policies { identity: &own, resource: &resource, rule });
        prop_assert!(
            after != Ok(Decision::Allowed) || before == Ok(Decision::Allowed),
            "{:?} became {:?}", before, after
        );
    }

    #[test]
    fn nothing_is_allowed_that_no_statement_allows(
        own in prop::collection::vec(generate::identity_document(), 0..3),
        resource in prop::collection::vec(generate::document(), 0..2),
        request in generate::request(),
        rule in any_rule(),
    ) {
        let denies_only = |documents: Vec<PolicyDocument>| -> Vec<PolicyDocument> {
            documents
                .into_iter()
                .map(|mut document| {
                    document.statement.retain(|statement| statement.effect == Effect::Deny);
                    document
                })
                .collect()
        };
        let (own, resource) = (denies_only(own), denies_only(resource));
        let decision = evaluate(&request, &Policies { identity: &own, resource: &resource, rule });
        prop_assert_ne!(decision, Ok(Decision::Allowed));
    }
}
