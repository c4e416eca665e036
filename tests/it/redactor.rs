//! Words of others lose every secret, whatever way it stands in them, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use export_storage_setup::aws::error::redactor::{MOST_SHOWN, address, redacted, redacted_of};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use secrecy::SecretString;

/// AWS's own example of a secret access key.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const ID: &str = "AKIAIOSFODNN7EXAMPLE";

/// So much of a secret in a row is a part of it and no accident.
const PART: usize = 12;

#[track_caller]
fn assert_gone(secret: &str, shown: &str) {
    for part in secret.as_bytes().windows(PART) {
        let part = str::from_utf8(part).unwrap();
        assert!(!shown.contains(part), "{part} of {secret} in {shown}");
    }
}

fn base64(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| (bits << 8) | usize::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            encoded.push(char::from(SIGNS[(bits >> (18 - 6 * place)) & 63]));
        }
    }
    while !encoded.len().is_multiple_of(4) {
        encoded.push('=');
    }
    encoded
}

/// The ways in which something that was sent comes back.
fn echoes(secret: &str) -> Vec<String> {
    let in_address = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    vec![
        secret.to_owned(),
        format!("The key {secret} is not known."),
        format!("'{secret}'"),
        format!("<AWSAccessKeyId>{secret}</AWSAccessKeyId>"),
        format!("{{\"key\":\"{secret}\"}}"),
        format!("AWSAccessKeyId={in_address}&Action=GetCallerIdentity"),
        format!("%22{in_address}%22"),
        format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{secret}/20260131/us-east-1/sts/aws4_request'"
        ),
        format!("Credential={secret}/20260131/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0a1b2c"),
        format!("X-Amz-Credential={in_address}%2F20260131%2Fus-east-1%2Fs3%2Faws4_request"),
        format!("Credential={secret}"),
        format!("{ID}:{secret}"),
    ]
}

/// Whether a run can be told from a name that somebody made up, where it is a part of something longer: 40 characters in a
/// row of at least so many pieces. One drawn at random in five hundred cannot.
fn is_no_name(run: &str) -> bool {
    let piece = regex::Regex::new("[A-Z]?[a-z]+|[A-Z]+|[0-9]+").unwrap();
    (0..=run.len() - 40).any(|at| piece.find_iter(&run[at..at + 40]).count() > 13)
}

proptest! {
    #[test]
    fn a_secret_key_does_not_come_back(secret in "[A-Za-z0-9/+]{40}", before in "[ a-z.,:;(]{0,20}", after in "[ a-z.,:;)]{0,20}") {
        // One that holds no letters of both sizes comes up once in a thousand million times.
        prop_assume!(secret.contains(char::is_lowercase) && secret.contains(char::is_uppercase));
        for echo in echoes(&secret) {
            let shown = redacted(&format!("{before} {echo} {after}"));
            assert_gone(&secret, &shown);
            assert_gone(&utf8_percent_encode(&secret, NON_ALPHANUMERIC).to_string(), &shown);
        }
    }

    #[test]
    fn a_secret_key_within_something_longer_does_not_come_back(secret in "[A-Za-z0-9/+]{40}") {
        for longer in [format!("{ID}/{secret}"), format!("x{secret}")] {
            prop_assume!(is_no_name(&secret));
            assert_gone(&secret, &redacted(&longer));
        }
        for longer in [base64(&secret), base64(&format!("anna:{secret}")), base64(&format!("{ID}:{secret}"))] {
            prop_assume!(is_no_name(longer.trim_end_matches('=')));
            assert_gone(&longer, &redacted(&format!("sent: {longer}")));
        }
    }

    #[test]
    fn a_token_does_not_come_back(beginning in "IQoJb3JpZ2lu|FwoGZXIvYXdz|eyJhbGciOiJ", rest in "[A-Za-z0-9/+]{30,400}={0,2}") {
        let token = format!("{beginning}{rest}");
        let in_address = utf8_percent_encode(&token, NON_ALPHANUMERIC).to_string();
        for echo in [
            token.clone(),
            format!("x-amz-security-token:{token}\nx-amz-date:20260131T000000Z"),
            format!("{{\"message\":\"{token}\"}}"),
            format!("X-Amz-Security-Token={in_address}&X-Amz-Date=1"),
            format!("%22{in_address}"),
        ] {
            assert_gone(&token, &redacted(&echo));
            assert_gone(&in_address, &redacted(&echo));
        }
    }

    #[test]
    fn what_a_word_calls_a_secret_does_not_come_back(secret in "[A-Za-z0-9!#$%*.:@^_~-]{12,60}") {
        for echo in [
            format!("password={secret}"),
            format!("aws_secret_access_key = {secret}"),
            format!("client_secret={secret}&client_id=1"),
            format!("\"SecretAccessKey\": \"{secret}\""),
            format!("\"password\":\"{secret}\""),
            format!("<SecretAccessKey>{secret}</SecretAccessKey>"),
            format!("<SessionToken>{secret}</SessionToken>"),
            format!("refresh_token={secret}"),
            format!("Authorization: Basic {secret}"),
            format!("Proxy-Authorization: Basic {secret}\r\nHost: proxy"),
            format!("{{\"Authorization\":\"Bearer {secret}\"}}"),
            format!("Cookie: a={secret}"),
            format!("https://anna:{secret}@proxy.example.com:8080"),
            format!("the proxy is http://{secret}@proxy.example.com"),
        ] {
            assert_gone(&secret, &redacted(&echo));
        }
    }

    /// Whatever its shape, where it is known.
    #[test]
    fn a_known_secret_does_not_come_back(secret in "[ -~]{6,40}") {
        let known = SecretString::from(secret.clone());
        let said = redacted_of(&format!("you sent {secret} and {}", utf8_percent_encode(&secret, NON_ALPHANUMERIC)), &[&known]);
        prop_assert!(!said.contains(&secret), "{said}");
    }

    #[test]
    fn what_is_no_secret_stays(message in message()) {
        prop_assert_eq!(redacted(&message), message);
    }

    #[test]
    fn nothing_is_too_long_and_nothing_panics(text in "\\PC{0,200}", times in 1_usize..200) {
        let shown = redacted(&text.repeat(times));
        prop_assert!(shown.chars().count() <= MOST_SHOWN + 1);
    }
}

fn arn() -> impl Strategy<Value = String> {
    let partition = prop_oneof!["aws", "aws-cn", "aws-us-gov", "aws-eusc"];
    let resource = prop_oneof![
        "role/(?:[a-zA-Z0-9]{1,30}/){0,4}[A-Za-z0-9+=,.@_-]{1,64}"
            .prop_filter("a comma ends it", |it| !it.contains(',')),
        "policy/[A-Za-z0-9_-]{1,128}",
        "user/[A-Za-z0-9]{1,64}",
    ];
    (partition, "[0-9]{12}", resource)
        .prop_map(|(partition, account, rest)| format!("arn:{partition}:iam::{account}:{rest}"))
}

/// A name as people make them up.
fn name() -> impl Strategy<Value = String> {
    let word =
        prop_oneof!["Vonage", "Contact", "Center", "Export", "Production", "Recording", "Storage", "Finance", "Access"];
    prop::collection::vec(word, 1..6)
        .prop_map(|words| words.concat())
        .prop_filter("as long as a key", |name| name.len() != 40)
}

fn message() -> impl Strategy<Value = String> {
    let uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}";
    prop_oneof![
        (arn(), arn()).prop_map(|(who, what)| format!(
            "User: {who} is not authorized to perform: iam:CreateRole on resource: {what} with an explicit deny in a service control policy"
        )),
        name().prop_map(|name| format!("The role with name {name} cannot be found.")),
        ("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", arn()).prop_map(|(bucket, arn)| format!("{bucket}: Invalid principal in policy: \"AWS\":\"{arn}\"")),
        uuid.prop_map(|id| format!("Request id {id}, key arn:aws:kms:eu-west-1:123456789012:key/{id}")),
        "[A-Z0-9]{16}",
        "(AKIA|ASIA|AROA|AIDA)[A-Z2-7]{16}".prop_map(|id| format!("The key {id} is not active; Credential={id}/20260131/us-east-1/sts/aws4_request is")),
        "[0-9a-f]{64}".prop_map(|print| format!("SHA-256 {print}")),
        "[0-9a-f]{40}",
        "[0-9]{12}".prop_map(|account| format!("account {account}, for anna@example.com, at https://iam.amazonaws.com/?Action=GetRole")),
        (name(), arn()).prop_map(|(sid, arn)| format!(
            "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Sid\":\"{sid}\",\"Effect\":\"Deny\",\"Principal\":{{\"AWS\":\"{arn}\"}},\
             \"Action\":[\"sts:AssumeRole\",\"secretsmanager:GetSecretValue\"],\"Condition\":{{\"DateLessThan\":{{\"aws:TokenIssueTime\":\
             \"2026-01-31T12:00:00Z\"}},\"StringEquals\":{{\"sts:ExternalId\":\"{sid}\",\"aws:SecureTransport\":\"true\"}}}}}}]}}"
        )),
    ]
}

/// What AWS says of keys, and must stay readable.
#[test]
fn aws_words_about_keys_and_tokens_stay() {
    for said in [
        "The AWS Access Key Id you provided does not exist in our records.",
        "The security token included in the request is invalid.",
        "The security token included in the request is expired",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
        "MultiFactorAuthentication failed with invalid MFA one time pass code.",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:database-AbCdEf",
        "error trying to connect: dns error: failed to lookup address information",
    ] {
        assert_eq!(redacted(said), said);
    }
}

/// From the message of a signature that does not fit, the request that it repeats goes as a whole.
#[test]
fn a_repeated_request_goes_as_a_whole() {
    let said =
        "The signature does not match.\n\nThe Canonical String for this request should have been\n'GET\n/\n\nhost:x'";
    assert_eq!(redacted(said), "The signature does not match.");
}

#[test]
fn the_id_of_a_key_stays_and_a_secret_in_its_place_goes() {
    let scope = "/20260131/us-east-1/sts/aws4_request";
    assert_eq!(redacted(&format!("got '{ID}{scope}'")), format!("got '{ID}{scope}'"));
    assert_eq!(redacted(&format!("got '{SECRET}{scope}'")), format!("got '…{scope}'"));
}

#[test]
fn an_address_is_shown_without_whom_it_is_asked_as() {
    for (given, seen) in [
        ("http://anna:secret@proxy.example.com:8080", "http://proxy.example.com:8080"),
        ("anna:se/cr@et@proxy.example.com:8080", "proxy.example.com:8080"),
        ("https://proxy.example.com/proxy.pac", "https://proxy.example.com/proxy.pac"),
        (
            "https://anna@proxy.example.com/proxy.pac?password=hunter22",
            "https://proxy.example.com/proxy.pac?password=…",
        ),
        ("http://127.0.0.1:4566", "http://127.0.0.1:4566"),
    ] {
        assert_eq!(address(given), seen);
    }
}

/// A text of any length costs no more than its beginning, and what the end cuts through is no half of a secret.
#[test]
fn a_text_without_an_end_has_one() {
    let mut text = "word ".repeat(3_990);
    write!(text, "{}{SECRET}", "x".repeat(20)).unwrap();
    text.push_str(&"y".repeat(3_000_000));
    let shown = redacted(&text);
    assert_eq!(shown.chars().count(), MOST_SHOWN + 1);
    assert_gone(SECRET, &redacted(&format!("{}{}", "I".repeat(19_970), SECRET)));
}
