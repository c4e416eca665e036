//! The reader of whatever Vonage sent: mails as people get them, and mails nobody would write.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;

use export_storage_setup::setup::paste::{
    FoundKind, MOST_BYTES, PasteReading, PasteWarning, ServiceLabel, read_vonage,
};
use export_storage_setup::values::{PrincipalArn, TrustWholeAccount, kind_of};
use proptest::prelude::*;

use crate::parsers::kinds_of;

const P: &str = "arn:aws:iam::111122223333:role/vcc-content-export-primary";
const S: &str = "arn:aws:iam::111122223333:role/vcc-content-export-secondary";
const A: &str = "arn:aws:iam::111122223333:role/export-a";
const B: &str = "arn:aws:iam::111122223333:role/export-b";

/// The two values and the kinds of the warnings.
fn read(text: &str) -> (Option<String>, Option<String>, Vec<String>) {
    let PasteReading { primary, secondary, warnings, .. } = read_vonage(text);
    (primary, secondary, warnings.iter().map(kind_of).collect())
}

fn kinds(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn assert_read(text: &str, primary: &str, secondary: &str) {
    assert_eq!(read(text), (Some(primary.to_owned()), Some(secondary.to_owned()), vec![]), "in:\n{text}");
}

#[test]
fn plain_mail() {
    let mail = format!(
        "Hi Dana,\n\nThanks for joining the early access programme. Here are the values for your trust policy:\n\n\
         Primary service: {A}\nSecondary service: {B}\n\nKind regards,\nSam\nVonage Support | +44 20 7946 0000\n"
    );
    assert_read(&mail, A, B);
}

#[test]
fn secondary_comes_first() {
    assert_read(&format!("secondary-service = {B}\nprimary-service = {A}"), A, B);
    assert_read(&format!("The secondary one is {B}, and the primary one is {A}."), A, B);
}

#[test]
fn no_words_so_the_order_decides() {
    assert_read(&format!("{A}\n{B}\n"), A, B);
    assert_read(&format!("{A},{B}"), A, B);
    assert_read(&format!("{A}{B}"), A, B);
    assert_read(&format!("The primary and secondary service ARNs are {A} and {B}."), A, B);
    assert_read(&format!("Your primary and secondary services:\n\n  • {A}\n  • {B}\n"), A, B);
}

#[test]
fn names_tell_when_words_do_not() {
    assert_read(&format!("{S}\n{P}"), P, S);
}

#[test]
fn words_behind_the_values() {
    assert_read(&format!("{B} (secondary)\n{A} (primary)"), A, B);
    assert_read(&format!("{B} (secondary), {A} (primary)"), A, B);
    assert_read(&format!("{B} is the secondary service and {A} is the primary service"), A, B);
    assert_read(&format!("| {B} | Secondary |\n| {A} | Primary |\n"), A, B);
    assert_read(&format!("{B}\nsecondary\n{A}\nprimary\n"), A, B);
}

#[test]
fn headings_above_the_values() {
    assert_read(&format!("Secondary service\n\n    {B}\n\nPrimary service\n\n    {A}\n"), A, B);
    assert_read(&format!("The primary and secondary values:\n\nSecondary:\n{B}\nPrimary:\n{A}\n"), A, B);
}

#[test]
fn trust_policy() {
    let json = format!(
        "{{\n\t\"Version\": \"2012-10-17\",\n\t\"Statement\": [\n\t\t{{\n\t\t\t\"Effect\": \"Allow\",\n\t\t\t\"Principal\": {{\n\
         \t\t\t\t\"AWS\": [\n\t\t\t\t\t\"{A}\",\n\t\t\t\t\t\"{B}\"\n\t\t\t\t]\n\t\t\t}},\n\t\t\t\"Action\": \"sts:AssumeRole\",\n\
         \t\t\t\"Condition\": {{}}\n\t\t}}\n\t]\n}}"
    );
    assert_read(&json, A, B);
}

#[test]
fn json_keys() {
    assert_read(&format!(r#"{{"secondary-service":"{B}","primary-service":"{A}"}}"#), A, B);
    assert_read(&format!("{{primary-service}} → {A}\n{{secondary-service}} → {B}"), A, B);
}

#[test]
fn smart_quotes_and_full_stops() {
    assert_read(&format!("Use “{A}” as primary-service and ‘{B}’ as secondary-service."), A, B);
    assert_read(&format!("The values: '{A}'; `{B}`."), A, B);
    assert_read(&format!("**Primary:** **{A}**\n**Secondary:** *{B}*"), A, B);
    assert_read(&format!("(primary <{A}>, secondary <{B}>)"), A, B);
}

#[test]
fn quoted_reply() {
    let mail = format!(
        "Dana, see below.\n\nOn Tue, 3 Nov 2026 at 10:02, Sam wrote:\n> Hi Dana,\n>\n> Primary service: {A}\n> Secondary service:\n> {B}\n>\n\
         >> Could you send us the two values?\n"
    );
    assert_read(&mail, A, B);
}

#[test]
fn the_same_values_again_in_the_quoted_mail() {
    let mail = format!("Primary: {A}\nSecondary: {B}\n\n> Primary: {A}\n> Secondary: {B}\n");
    assert_read(&mail, A, B);
    assert_eq!(read_vonage(&mail).found.len(), 2);
}

#[test]
fn wrapped_by_quoted_printable() {
    let mail = "Primary service: arn:aws:iam::111122223333:role/vcc-content-exp=\r\nort-primary\r\nSecondary service: arn:aws:iam::11112=\n\
                2223333:role/vcc-content-export-secondary\r\n";
    assert_read(mail, P, S);
}

#[test]
fn wrapped_where_the_arn_says_that_it_goes_on() {
    assert_read(
        "Primary: arn:aws:iam::\n111122223333:role/export-a\nSecondary: arn:aws:iam::1111222\n23333:role/export-b\n",
        A,
        B,
    );
    assert_read(
        "> Primary: arn:aws:\n> iam::111122223333:role/\n> export-a\n> Secondary: arn:aws:iam::111122223333:ro\n> le/export-b\n",
        A,
        B,
    );
}

#[test]
fn wrapped_inside_the_name() {
    let (primary, secondary, warnings) = read(
        "The value of the primary service is arn:aws:iam::111122223333:role/vcc-\ncontent-export-primary\n\
         The value of the secondary service is arn:aws:iam::111122223333:role/vcc\n-content-export-secondary\n",
    );
    assert_eq!((primary.as_deref(), secondary.as_deref()), (Some(P), Some(S)));
    assert_eq!(warnings, ["rejoined", "rejoined"]);

    let long = "For the primary service you want to use arn:aws:iam::111122223333:role/vcc-con\ntent-export-primary\n";
    assert_eq!(read(long).0.as_deref(), Some(P));
}

#[test]
fn what_follows_on_the_next_line_is_not_glued_on() {
    let lead = "The values that you want to use in the trust policy are:";
    for next in
        ["Thanks", "Thanks,\nSam", "--\nSam", "-- \nSam", "- Sam", "Sam-Lee@vonage.com", "444455556666", "2026-11-23"]
    {
        let mail = format!("{lead} {A}\n{lead} {B}\n{next}");
        let reading = read_vonage(&mail);
        assert_eq!(reading.primary.as_deref(), Some(A), "{mail}");
        assert_eq!(reading.secondary.as_deref(), Some(B), "{mail}");
    }
}

#[test]
fn html() {
    let mail = format!(
        "<html><body><p>Hi,</p><table><tr><td><b>Primary&nbsp;service</b></td><td>{}</td></tr><tr><td>Secondary service</td>\
         <td><span style=\"font-family:monospace\">{}</span></td></tr></table></body></html>",
        "arn:aws:iam::111122223333:<wbr>role/<wbr>export&#8209;a",
        "arn&#58;aws&colon;iam::111122223333:role&#x2F;export&#45;b"
    );
    assert_read(&mail, A, B);
    let labels_second = format!("<tr><td>{B}</td><td>Secondary</td></tr><tr><td>{A}</td><td>Primary</td></tr>");
    assert_read(&labels_second, A, B);
}

#[test]
fn invisible_characters_and_look_alikes() {
    assert_read(
        "Primary:\u{A0}arn:aws:iam::1111\u{200B}22223333:role/export\u{2011}a\nSecondary:\u{202F}\u{FEFF}arn:aws:iam::111122223333:role/\u{AD}export\u{2010}b\u{200E}",
        A,
        B,
    );
    assert_read("Arn:aws:iam::111122223333:role/export-a\nArn:aws:iam::111122223333:role/export-b", A, B);
}

#[test]
fn users_paths_and_other_partitions() {
    let user = "arn:aws-us-gov:iam::111122223333:user/vonage/exports/writer@vcc";
    let role = "arn:aws-cn:iam::111122223333:role/vonage/emea/export+1,2.3";
    assert_read(&format!("{user}. {role}."), user, role);
    let found = read_vonage(&format!("{user} {role}")).found;
    assert_eq!(found.iter().map(|one| one.kind).collect::<Vec<_>>(), [FoundKind::User, FoundKind::Role]);
}

#[test]
fn account_numbers() {
    let text = "Primary account: 111122223333\nSecondary account: 444455556666";
    let reading = read_vonage(text);
    assert_eq!(reading.primary.as_deref(), Some("111122223333"));
    assert_eq!(reading.secondary.as_deref(), Some("444455556666"));
    assert_eq!(reading.found[1].kind, FoundKind::AccountNumber);
    assert_eq!(reading.found[1].label, Some(ServiceLabel::Secondary));
    assert_eq!(&text[reading.found[1].offset..], "444455556666");
    assert_eq!(read(text).2, ["two-accounts", "whole-account", "whole-account"]);
    assert_eq!(read("AWS account 1111-2222-3333").0.as_deref(), Some("111122223333"));
    assert_eq!(read("111122223333 444455556666").1.as_deref(), Some("444455556666"));
}

#[test]
fn account_root() {
    let text = format!("Primary: {A}\nSecondary: arn:aws:iam::111122223333:root.");
    let (_, secondary, warnings) = read(&text);
    assert_eq!(secondary.as_deref(), Some("arn:aws:iam::111122223333:root"));
    assert_eq!(warnings, ["whole-account"]);
}

#[test]
fn arns_win_over_numbers() {
    let mail = format!("Our AWS account is 999988887777, ticket 123456789012.\nPrimary: {A}\nSecondary: {B}");
    assert_read(&mail, A, B);
    let (primary, secondary, _) = read(&format!("Account 111122223333: {A}"));
    assert_eq!((primary.as_deref(), secondary), (Some(A), None));
}

#[test]
fn numbers_that_are_something_else() {
    for text in [
        "Tel. 441234567890",
        "Phone: 441234567890",
        "+441234567890",
        "0755-1234-5678",
        "020 123456789012",
        "(44) 123456789012",
        "123456789012 34",
        "1234567890123",
        "12345678901",
        "case 123456789012",
        "#123456789012",
        "0b7e4a1c-5d2f-4c3b-9a8e-123456789012",
        "https://example.com/1/123456789012",
        "arn:aws:s3:::bucket-123456789012",
        "arn:aws:kms:eu-west-1:123456789012:key/1",
        "123456789012.5",
        "a123456789012",
    ] {
        assert_eq!(read_vonage(text).found, [], "{text}");
    }
}

#[test]
fn what_is_no_principal_is_left_out() {
    for text in [
        "arn:aws:sts::111122223333:assumed-role/export-a/session",
        "arn:aws:iam::{account}:role/export-a",
        "arn:aws:iam::111122223333:role/{name}",
        "arn:aws:iam::111122223333:role/vcc-<region>",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:role/vcc-*",
        "arn:aws:iam::111122223333:role/vcc...",
        "arn:aws:iam::111122223333:policy/export",
        "arn:aws:s3:::customer-bucket",
    ] {
        let (primary, _, warnings) = read(text);
        assert_eq!((primary, warnings), (None, kinds(&["nothing-found", "other-arn"])), "{text}");
    }
}

#[test]
fn warnings() {
    assert_eq!(read("").2, ["nothing-found"]);
    assert_eq!(read("Hello, can you send the values again?").2, ["nothing-found"]);
    assert_eq!(read(A).2, ["only-one"]);
    assert_eq!(read(&format!("Secondary: {A}")), (None, Some(A.to_owned()), kinds(&["only-one"])));
    assert_eq!(read(&format!("{A}\n{A}")).2, ["same-twice"]);
    assert_eq!(read(&format!("Primary: {A}\nSecondary: {A}")).2, ["same-twice"]);
    assert_eq!(read(&format!("{A}\n{B}\n{P}")).2, ["more-than-two"]);
    let other = "arn:aws:iam::444455556666:role/export-b";
    assert_eq!(read(&format!("{A}\n{other}")).2, ["two-accounts"]);
}

#[test]
fn two_regions_in_one_mail() {
    let mail = format!("EMEA\nPrimary: {A}\nSecondary: {B}\nUSA\nPrimary: {P}\nSecondary: {S}\n");
    assert_eq!(read(&mail), (Some(A.to_owned()), Some(B.to_owned()), kinds(&["more-than-two"])));
}

#[test]
fn every_warning_can_happen() {
    let texts = [
        "x".repeat(MOST_BYTES + 1),
        String::new(),
        A.to_owned(),
        format!("{A} {A}"),
        format!("{A} {B} {P}"),
        "111122223333 444455556666".to_owned(),
        "arn:aws:s3:::x".to_owned(),
        "arn:aws:iam::111122223333:role/vcc-\nexport".to_owned(),
    ];
    let seen: BTreeSet<String> =
        texts.iter().flat_map(|text| read_vonage(text).warnings).map(|it| kind_of(&it)).collect();
    assert_eq!(seen, kinds_of::<PasteWarning>());
}

/// A generator of what a pattern matches, compiled once: a bare pattern is compiled again for every case.
fn like(pattern: &str) -> proptest::string::RegexGeneratorStrategy<String> {
    proptest::string::string_regex(pattern).unwrap()
}

/// An ARN of a role or a user as IAM gives them, its name ending in a letter or digit as names do.
fn principal() -> impl Strategy<Value = String> {
    (
        like("(aws|aws-cn|aws-us-gov|aws-eusc)"),
        like("[0-9]{12}"),
        like("(role|user)"),
        like("(/[a-z0-9]{1,8}){0,2}/[A-Za-z0-9][A-Za-z0-9+=,.@_-]{0,20}[A-Za-z0-9]"),
    )
        .prop_map(|(partition, account, kind, name)| format!("arn:{partition}:iam::{account}:{kind}{name}"))
        .prop_filter("reads like the beginning of the next one", |arn| !arn.ends_with("arn"))
}

/// Words, numbers, punctuation, line breaks, tags and quotes that hold no ARN.
fn noise() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => like("[A-Za-z]{1,9}"),
        1 => like("[0-9]{1,15}"),
        1 => like("[ -9;<=>?@A-Z^_`a-z~]{1,6}"),
        1 => Just("\n".to_owned()),
        1 => Just("\n> ".to_owned()),
        1 => Just("<br>".to_owned()),
        1 => Just("“Ünïcode” 📞".to_owned()),
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" ")).prop_filter("words that label", |text| {
        let text = text.to_lowercase();
        !text.contains("primary") && !text.contains("secondary")
    })
}

/// What mails with ARNs are made of, to be put together at random.
const PIECES: &[&str] = &[
    "arn:aws:iam::",
    "111122223333",
    ":role/",
    ":root",
    "\n",
    "\r\n",
    "=\n",
    "> ",
    "é",
    "<b>",
    "<a ",
    "&#x2011;",
    "&amp",
    "-",
    "...",
    "primary",
    "secondary",
    "\u{200B}",
    " ",
    "*",
    "{",
    "name",
    "/",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_panics(text in any::<String>()) {
        let _ = read_vonage(&text);
    }

    #[test]
    fn never_panics_on_what_looks_like_a_mail(
        text in proptest::collection::vec(
            proptest::sample::select(PIECES),
            0..30,
        )
    ) {
        let reading = read_vonage(&text.concat());
        for found in &reading.found {
            prop_assert!(PrincipalArn::parse(&found.text, TrustWholeAccount(true)).is_ok(), "{:?}", found);
        }
        for chosen in [&reading.primary, &reading.secondary].into_iter().flatten() {
            prop_assert!(reading.found.iter().any(|found| found.text == *chosen));
        }
    }

    #[test]
    fn two_arns_are_found_wherever_they_stand(
        before in noise(), first in principal(), between in noise(), second in principal(), after in noise(),
        quotes in prop_oneof![Just((" ", " ")), Just(("\"", "\"")), Just(("“", "”")), Just(("(", ")")), Just(("\n", "\n\n")), Just(("> ", "\n\n"))],
    ) {
        prop_assume!(first != second);
        let (open, close) = quotes;
        let mail = format!("{before} {open}{first}{close} {between} {open}{second}{close} {after}");
        let reading = read_vonage(&mail);
        prop_assert_eq!(reading.found.len(), 2, "{}\n{:?}", mail, reading);
        for (found, arn) in reading.found.iter().zip([&first, &second]) {
            prop_assert_eq!(&found.text, arn);
            prop_assert!(mail[found.offset..].starts_with(arn.as_str()));
        }
        let labels = [reading.found[0].label, reading.found[1].label];
        if labels == [None, None] {
            prop_assert_eq!(reading.primary, Some(first));
            prop_assert_eq!(reading.secondary, Some(second));
        }
    }
}
