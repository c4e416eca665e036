//! Documents come out the way they went in, and what is not a document is refused.

use export_storage_setup::policy::{
    ActionElement, Conditions, DocumentError, Effect, MANAGED_POLICY_MAX_LEN, OneOrMany, Ordered, PolicyDocument,
    Principal, PrincipalElement, ResourceElement, Sid, Statement, StatementError, TRUST_POLICY_MAX_LEN, Version,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

use super::generate;

/// The permissions document as VCC's guide prints it, its braces filled in.
pub const PERMISSIONS: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "s3:PutObject",
                "s3:PutObjectAcl"
            ],
            "Resource": "arn:aws:s3:::recordings/*",
            "Condition": {
                "StringEquals": {
                    "s3:x-amz-acl": "bucket-owner-full-control"
                }
            }
        },
        {
            "Effect": "Allow",
            "Action": [
                "s3:ListBucket",
                "s3:GetObject"
            ],
            "Resource": [
                "arn:aws:s3:::recordings",
                "arn:aws:s3:::recordings/*"
            ]
        },
        {
            "Sid": "KMSpermissions",
            "Effect": "Allow",
            "Action": [
                "kms:GenerateDataKeyPair",
                "kms:ReEncryptFrom",
                "kms:Decrypt",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:GenerateDataKeyPairWithoutPlaintext",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptTo",
                "kms:DescribeKey"
            ],
            "Resource": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        }
    ]
}"#;

/// The trust document as VCC's guide prints it, its braces filled in.
pub const TRUST: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {
                "AWS": [
                    "arn:aws:iam::444455556666:role/primary",
                    "arn:aws:iam::444455556666:role/secondary"
                ]
            },
            "Action": "sts:AssumeRole",
            "Condition": {}
        }
    ]
}"#;

/// A bucket policy that refuses requests without TLS.
pub const HTTPS_ONLY: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "HttpsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [
                "arn:aws:s3:::recordings",
                "arn:aws:s3:::recordings/*"
            ],
            "Condition": {
                "Bool": {
                    "aws:SecureTransport": "false"
                }
            }
        }
    ]
}"#;

fn parse(json: &str) -> PolicyDocument {
    PolicyDocument::parse(json).unwrap()
}

#[test]
fn the_published_documents_come_out_letter_for_letter() {
    for json in [PERMISSIONS, TRUST, HTTPS_ONLY] {
        assert_eq!(parse(json).to_pretty(), json);
    }
}

#[test]
fn a_document_built_from_parts_is_the_published_one() {
    let trust = PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Allow,
            principal: Some(PrincipalElement::Principal(Principal::aws(OneOrMany::many([
                "arn:aws:iam::444455556666:role/primary",
                "arn:aws:iam::444455556666:role/secondary",
            ])))),
            action: ActionElement::Action(OneOrMany::one("sts:AssumeRole")),
            resource: None,
            condition: Some(Conditions::new()),
        }],
    };
    assert_eq!(trust.to_pretty(), TRUST);

    let https_only = PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: Some(Sid::new("HttpsOnly")),
            effect: Effect::Deny,
            principal: Some(PrincipalElement::Principal(Principal::Anyone)),
            action: ActionElement::Action(OneOrMany::one("s3:*")),
            resource: Some(ResourceElement::Resource(OneOrMany::many([
                "arn:aws:s3:::recordings",
                "arn:aws:s3:::recordings/*",
            ]))),
            condition: Some(Conditions::from([(
                "Bool",
                Ordered::from([("aws:SecureTransport", OneOrMany::one("false"))]),
            )])),
        }],
    };
    assert_eq!(https_only, parse(HTTPS_ONLY));
    assert_eq!(https_only.to_pretty(), HTTPS_ONLY);
}

#[test]
fn every_field_and_form_of_the_grammar_survives() {
    let json = concat!(
        r#"{"Version":"2008-10-17","Id":"an id","Statement":["#,
        r#"{"Sid":"Enable IAM User Permissions","Effect":"Deny","NotPrincipal":{"AWS":"*","Service":["a.amazonaws.com"],"#,
        r#""Federated":"cognito-identity.amazonaws.com","CanonicalUser":["79a5"]},"NotAction":["s3:*"],"#,
        r#""NotResource":["arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":false},"#,
        r#""NumericLessThan":{"s3:max-keys":[10,2.5,-1,"7"]},"Null":{}}}]}"#,
    );
    assert_eq!(parse(json).to_json(), json);
}

#[test]
fn a_single_statement_is_read_and_written_as_an_array() {
    let document = parse(r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#);
    assert_eq!(
        document.to_json(),
        r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#
    );
}

#[test]
fn what_is_not_a_document_is_refused_by_kind_and_place() {
    let not_a_policy = [
        (r#"{"Version":"2012-10-17"}"#, "missing field `Statement`"),
        (r#"{"Version":"2020-01-01","Statement":[]}"#, "unknown variant `2020-01-01`"),
        (r#"{"Version":"2012-10-17","Statement":[],"Rules":[]}"#, "unknown field `Rules`"),
        (r#"{"Statement":[{"Effect":"Allow","Action":"a","resource":"*"}]}"#, "unknown field `resource`"),
        (r#"{"Statement":[{"Effect":"allow","Action":"a"}]}"#, "unknown variant `allow`"),
        (r#"{"Statement":[{"Action":"a"}]}"#, "missing field `Effect`"),
        (r#"{"Statement":[{"Effect":"Allow","Effect":"Deny","Action":"a"}]}"#, "duplicate field `Effect`"),
        (r#"{"Statement":[{"Effect":"Allow","Action":7}]}"#, "invalid type: integer `7`, expected a string"),
        (r#"{"Statement":[{"Effect":"Allow","Action":["a",["b"]]}]}"#, "invalid type: sequence, expected a string"),
        (r#"{"Statement":[{"Effect":"Allow","Action":"a","Principal":"me"}]}"#, "expected `\"*\"` or an object"),
        (r#"{"Statement":[{"Effect":"Allow","Action":"a","Principal":{"Aws":"*"}}]}"#, "unknown field `Aws`"),
        (
            r#"{"Statement":[{"Effect":"Deny","Action":"a","Condition":{"Bool":{"k":"a"},"Bool":{}}}]}"#,
            "duplicate key `Bool`",
        ),
        (
            r#"{"Statement":[{"Effect":"Deny","Action":"a","Condition":{"Bool":{"k":"a","k":"b"}}}]}"#,
            "duplicate key `k`",
        ),
        (
            r#"{"Statement":[{"Effect":"Deny","Action":"a","Condition":{"Bool":{"k":{}}}}]}"#,
            "must be text, true, false or a number",
        ),
    ];
    for (json, said) in not_a_policy {
        let error = PolicyDocument::parse(json).unwrap_err();
        assert!(matches!(error, DocumentError::NotAPolicy { .. }), "{json}: {error:?}");
        assert!(error.to_string().contains(said), "{json}: {error}");
    }
    for json in ["", "{", "not JSON", r#"{"Statement":[],}"#] {
        assert!(matches!(PolicyDocument::parse(json), Err(DocumentError::NotJson { .. })), "{json}");
    }
}

#[test]
fn statements_that_contradict_themselves_are_refused() {
    let cases = [
        (r#""Resource":"*""#, StatementError::NoAction),
        (r#""Action":"a","NotAction":"b""#, StatementError::ActionAndNotAction),
        (r#""Action":"a","Resource":"*","NotResource":"*""#, StatementError::ResourceAndNotResource),
        (r#""Action":"a","Principal":"*","NotPrincipal":"*""#, StatementError::PrincipalAndNotPrincipal),
    ];
    for (parts, expected) in cases {
        let json = format!(r#"{{"Statement":[{{"Effect":"Allow","Action":"a"}},{{"Effect":"Allow",{parts}}}]}}"#);
        match PolicyDocument::parse(&json) {
            Err(DocumentError::Statement { index: 1, source }) => assert_eq!(source, expected),
            other => panic!("{json}: {other:?}"),
        }
    }
}

#[test]
fn reading_through_serde_refuses_the_same() {
    let json = r#"{"Statement":[{"Effect":"Allow","Resource":"*"}]}"#;
    let error = serde_json::from_str::<PolicyDocument>(json).unwrap_err();
    assert!(error.to_string().contains("statement 1 of the policy document names no action"), "{error}");
}

#[test]
fn documents_are_read_percent_encoded_or_decoded() {
    let encoded = utf8_percent_encode(PERMISSIONS, NON_ALPHANUMERIC).to_string();
    assert_eq!(PolicyDocument::parse_encoded(&encoded).unwrap(), parse(PERMISSIONS));
    assert_eq!(PolicyDocument::parse_encoded(PERMISSIONS).unwrap(), parse(PERMISSIONS));
    assert_eq!(PolicyDocument::parse_encoded(&format!("\n {TRUST}")).unwrap(), parse(TRUST));
}

#[test]
fn a_plus_sign_and_a_percent_sign_in_a_document_stay() {
    let json = r#"{"Statement":[{"Effect":"Allow","Action":"a","Resource":"arn:aws:s3:::b/100%25+1"}]}"#;
    assert_eq!(PolicyDocument::parse_encoded(json).unwrap(), parse(json));
    let indented = format!("\n {json}");
    assert_eq!(PolicyDocument::parse_encoded(&indented).unwrap(), parse(json));
    let encoded = json.replace('%', "%25").replace('{', "%7B").replace('"', "%22");
    assert_eq!(PolicyDocument::parse_encoded(&encoded).unwrap(), parse(json));
}

#[test]
fn encoded_text_that_is_no_document_is_refused() {
    assert!(matches!(PolicyDocument::parse_encoded("%7B%FF%7D"), Err(DocumentError::NotUtf8 { .. })));
    assert!(matches!(PolicyDocument::parse_encoded("%7B%2"), Err(DocumentError::NotJson { .. })));
}

#[test]
fn white_space_does_not_count_towards_the_length() {
    let document = parse(r#"{ "Statement" : [ { "Sid": "a b", "Effect": "Allow", "Action": "é" } ] }"#);
    let counted = r#"{"Version":"2008-10-17","Statement":[{"Sid":"ab","Effect":"Allow","Action":"é"}]}"#;
    assert_eq!(document.non_whitespace_len(), counted.chars().count());
    assert!(parse(PERMISSIONS).non_whitespace_len() < MANAGED_POLICY_MAX_LEN);
    assert!(parse(TRUST).non_whitespace_len() < TRUST_POLICY_MAX_LEN);
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_document(document in generate::document()) {
        prop_assert_eq!(&PolicyDocument::parse(&document.to_json()).unwrap(), &document);
        prop_assert_eq!(&PolicyDocument::parse(&document.to_pretty()).unwrap(), &document);
        let encoded = utf8_percent_encode(&document.to_json(), NON_ALPHANUMERIC).to_string();
        prop_assert_eq!(&PolicyDocument::parse_encoded(&encoded).unwrap(), &document);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), json in "[{}\\[\\]\",:a-zA-Z0-9 %]{0,80}") {
        for text in [text, json] {
            let _ = PolicyDocument::parse(&text);
            let _ = PolicyDocument::parse_encoded(&text);
        }
    }
}
