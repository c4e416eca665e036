//! Whatever comes from outside has a bound: pasted texts, typed fields, files that a setting names, lists that AWS gives.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod files;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use export_storage_setup::app::settings::TypedSettings;
use export_storage_setup::app::{App, AppError};
use export_storage_setup::aws::pages::Pages;
use export_storage_setup::aws::{CallerArn, find_key, identify, tagged_bucket};
use export_storage_setup::handoff::record_file;
use export_storage_setup::messages::typing::VonageReading;
use export_storage_setup::policy::{DocumentError, PolicyDocument};
use export_storage_setup::setup::form::{Field, Form, TypedTag};
use export_storage_setup::setup::misfit::Misfit;
use export_storage_setup::setup::paste::{MOST_BYTES, PasteWarning, read_vonage};
use export_storage_setup::setup::refusal::FormProblem;
use export_storage_setup::setup::request::desired;
use export_storage_setup::sign_in::{KeysRefusal, MfaCode, MfaCodeRefusal, PastedKeys};
use export_storage_setup::values::{BucketName, Region, SetupId, StorageId, kind_of};
use hyper::StatusCode;
use secrecy::SecretString;

use crate::request::sample::{self, form_with, own};
use crate::run::{TestClock, filled_in};
use crate::support::emulator::Emulator;
use crate::support::pastes::shapes;
use crate::support::proxy::{Asked, Fate, Proxy};

/// Each is read to its end: the bench says how fast.
#[test]
fn a_paste_of_any_shape_is_read_as_far_as_its_bound_and_no_further() {
    for (name, text) in shapes(MOST_BYTES) {
        assert!(text.len() <= MOST_BYTES && text.len() > MOST_BYTES / 2, "{name}: {}", text.len());
        assert!(!read_vonage(&text).warnings.contains(&PasteWarning::TooMuch), "{name}");
        let more = format!("{text}{}", "x".repeat(MOST_BYTES + 1 - text.len()));
        assert_eq!(read_vonage(&more).warnings, [PasteWarning::TooMuch], "{name}");
        let told = VonageReading::from(read_vonage(&more));
        assert_eq!((told.warnings, told.primary), (vec![PasteWarning::TooMuch], None));
    }
}

#[test]
fn the_page_cuts_a_paste_where_the_program_stops_reading() {
    let page = std::fs::read_to_string(crate::support::repository("ui/src/pasted.ts")).unwrap();
    let digits: String = page.split("MOST_PASTED = ").nth(1).unwrap().chars().take_while(|c| *c != ';').collect();
    assert_eq!(digits.replace('_', ""), MOST_BYTES.to_string());
}

/// What takes the place of one field in a form.
type Fill = fn(&mut Form, String);

fn fields() -> Vec<(Field, Fill)> {
    vec![
        (Field::PrimaryService, |form, text| form.primary_service = text),
        (Field::SecondaryService, |form, text| form.secondary_service = text),
        (Field::Region, |form, text| form.region = text),
        (Field::BucketName, |form, text| form.setup = text),
        (Field::BucketName, |form, text| form.bucket_name = text),
        (Field::KeyArn, |form, text| form.key_arn = text),
        (Field::RetentionDays, |form, text| form.retention_days = text),
        (Field::PolicyName, |form, text| form.policy_name = text),
        (Field::RoleName, |form, text| form.role_name = text),
        (Field::RolePath, |form, text| form.role_path = text),
        (Field::ExternalId, |form, text| form.external_id = text),
        (Field::PermissionsBoundary, |form, text| form.permissions_boundary = text),
        (Field::Description, |form, text| form.description = text),
        (Field::Tags, |form, text| form.tags = vec![TypedTag { key: text, value: String::new() }]),
        (Field::Tags, |form, text| form.tags = vec![TypedTag { key: "a".to_owned(), value: text }]),
        (Field::Tags, |form, _| {
            form.tags = vec![TypedTag { key: "a".to_owned(), value: String::new() }; Form::MOST_TAGS + 1];
        }),
    ]
}

#[test]
fn a_field_that_holds_more_than_belongs_there_says_so_and_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(folder.path(), Arc::new(TestClock::new())).unwrap();
    for (field, fill) in fields() {
        let form = form_with(|form| fill(form, "a".repeat(1_000_000)));
        let problems = desired(&form, &own()).unwrap_err();
        let [problem] = problems.as_slice() else { panic!("{field:?}: {}", problems.len()) };
        assert_eq!(problem, &FormProblem::new(field, Misfit::Overfull { max: Form::MOST_BYTES }));
        let error = app.forms.save(&form).unwrap_err();
        assert!(matches!(&error, AppError::Field(problem) if problem.field == field), "{field:?}");
    }
    assert!(app.setups.list(None).unwrap().is_empty());
    // What somebody else's parser refuses is still their refusal.
    let form = form_with(|form| form.description = "a".repeat(2_000));
    assert_eq!(kind_of(&desired(&form, &own()).unwrap_err()[0]), "description-too-long");
}

#[test]
fn keys_and_codes_are_not_looked_at_when_they_are_too_long_to_be_some() {
    let much = |text: &str| text.repeat(2_000_000 / text.len());
    for text in ["AKIAIOSFODNN7EXAMPLE ", "a", " ", "aws_access_key_id=", "=", "1"] {
        assert_eq!(PastedKeys::parse(&much(text)).unwrap_err(), KeysRefusal::TooLong { max: 20_000 }, "{text}");
        let code = MfaCode::parse(&SecretString::from(much(text))).unwrap_err();
        assert_eq!(code, MfaCodeRefusal::NotSixDigits, "{text}");
    }
}

#[test]
fn settings_have_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(folder.path(), Arc::new(TestClock::new())).unwrap();
    let long = "a".repeat(1_000_000);
    let typed = |proxy: &str, user: &str, password: &str, region: &str| TypedSettings {
        proxy: proxy.to_owned(),
        proxy_user: user.to_owned(),
        proxy_password: SecretString::from(password.to_owned()),
        sign_in_region: region.to_owned(),
    };
    for (settings, kind) in [
        (typed(&long, "", "", ""), "proxy-shape"),
        (typed(&format!("http://{long}:{long}@proxy:1"), "", "", ""), "proxy-shape"),
        (typed("proxy:1", &long, "", ""), "proxy-user-too-long"),
        (typed("proxy:1", "an\u{202e}na", "", ""), "proxy-user-character"),
        (typed("proxy:1", "anna", &long, ""), "proxy-user-too-long"),
        (typed("", "", "", &long), "region-too-long"),
    ] {
        assert_eq!(kind_of(&app.settings.save(&settings).unwrap_err()), kind);
    }
}

#[test]
fn the_id_of_a_storage_is_one_word() {
    for id in ["0f8fad5b-d9cb-469f-a165-70867728950e", "4711", " vcc/eu:17 "] {
        assert_eq!(StorageId::parse(id).unwrap().as_str(), id.trim());
    }
    for (text, kind) in [
        ("", "storage-id-empty"),
        (" \u{200b}", "storage-id-empty"),
        ("two words", "storage-id-several-words"),
        ("a\u{202e}b", "storage-id-several-words"),
        ("a\u{7}b", "storage-id-several-words"),
        (&"a".repeat(201), "storage-id-too-long"),
        (&"a".repeat(2_000_000), "storage-id-too-long"),
    ] {
        assert_eq!(kind_of(&StorageId::parse(text).unwrap_err()), kind);
    }
}

#[tokio::test]
async fn the_id_of_a_storage_is_kept_only_when_it_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
    app.sessions.sign_in_practice().await.unwrap();
    let form = filled_in(&app);
    app.forms.save(&form).unwrap();
    let error = app.setups.keep_storage_id(&form.setup, &"a ".repeat(1_000_000)).unwrap_err();
    assert!(matches!(&error, AppError::Field(problem) if problem.field == Field::StorageId), "{error:?}");
    // A draft has no storage yet.
    assert!(matches!(app.setups.keep_storage_id(&form.setup, " 4711 "), Err(AppError::UnknownSetup)));
}

/// A reader that goes down as deep as the text says would run out of stack.
#[test]
fn no_text_is_nested_deeper_than_can_be_read() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(15_000), close.repeat(15_000));
    for text in [deep("[", "]"), deep("{\"a\":", "}"), deep("{\"Statement\":[", "]}")] {
        let error = PolicyDocument::parse(&text).unwrap_err();
        assert!(!matches!(error, DocumentError::TooLong) || text.len() > 65_536, "{error}");
        let statement = format!(
            "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Condition\":{}}}]}}",
            &text[..text.len().min(60_000)]
        );
        assert!(PolicyDocument::parse(&statement).is_err());
        assert!(record_file::read(&format!("{{\"exportStorageSetupRecord\":1,\"record\":{text}}}")).is_err());
        assert!(record_file::read(&text).is_err());
    }
}

#[test]
fn a_policy_document_longer_than_any_of_awss_is_not_read() {
    let document = |length: usize| format!("{{\"Version\":\"2012-10-17\",\"Statement\":[]}}{}", " ".repeat(length));
    assert!(!matches!(PolicyDocument::parse(&document(32_768)), Err(DocumentError::TooLong)));
    assert!(matches!(PolicyDocument::parse(&document(1_000_000)), Err(DocumentError::TooLong)));
    let encoded = "%20".repeat(1_000_000);
    let error = PolicyDocument::parse_encoded(&encoded).unwrap_err();
    assert_eq!(error.to_string(), "the policy document has more than 65536 characters, which AWS stores in no place");
}

fn region() -> Region {
    Region::parse("eu-west-1").unwrap()
}

async fn clients_of(
    judge: impl Fn(&Asked) -> Fate + Send + Sync + 'static,
) -> (Proxy, export_storage_setup::aws::Access) {
    let proxy = Proxy::before("http://127.0.0.1:9").fate(judge).start().await;
    let keys = PastedKeys::parse("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").unwrap();
    let access = crate::wire::access(&proxy.endpoint(), keys.credentials()).await;
    (proxy, access)
}

/// A server that always has one more page.
#[tokio::test]
async fn a_list_without_an_end_comes_to_one() {
    let page = AtomicUsize::new(0);
    let (proxy, access) = clients_of(move |_| {
        let next = page.fetch_add(1, Ordering::SeqCst);
        let body = serde_json::json!({ "Keys": [], "Truncated": true, "NextMarker": format!("page {next}") });
        Fate::Answer(StatusCode::OK, body.to_string())
    })
    .await;
    let failure = find_key(&access.clients(&region()), &SetupId::parse(sample::SETUP).unwrap()).await.unwrap_err();
    assert_eq!((failure.call, kind_of(&failure)), ("kms:ListKeys", "answer-not-understood".to_owned()));
    assert_eq!(proxy.asked().len(), 1_001, "1,000 pages are read, and the next says that it is no list of AWS's");

    let mut pages = Pages::few("iam:ListRoleTags");
    assert!((0..50).all(|_| pages.turn().is_ok()) && pages.turn().is_err());
}

/// What AWS does not have is not kept, nor cut: a list of tags is written back as a whole.
#[tokio::test]
async fn tags_longer_or_more_than_awss_are_not_taken() {
    let tag = |key: &str, value: &str| format!("<Tag><Key>{key}</Key><Value>{value}</Value></Tag>");
    let many = (0..101).map(|number| tag(&format!("k{number}"), "v")).collect::<String>();
    for (tags, taken) in [
        (tag(&"k".repeat(128), &"v".repeat(256)), true),
        (tag(&"k".repeat(129), "v"), false),
        (tag("k", &"v".repeat(257)), false),
        (many, false),
    ] {
        let body = format!("<Tagging><TagSet>{tags}</TagSet></Tagging>");
        let (_proxy, access) = clients_of(move |_| Fate::Answer(StatusCode::OK, body.clone())).await;
        let bucket = BucketName::parse("recordings-4711").unwrap();
        let read = tagged_bucket(&access.clients(&region()), &own(), &bucket, &region()).await;
        assert_eq!(read.is_ok(), taken, "{read:?}");
    }
}

#[tokio::test]
async fn an_alias_longer_than_any_is_none() {
    let moto = Emulator::moto().await;
    for (length, known) in [(63, true), (64, false), (100_000, false)] {
        let alias = "a".repeat(length);
        let body = format!(
            "<ListAccountAliasesResponse><ListAccountAliasesResult><IsTruncated>false</IsTruncated><AccountAliases><member>{alias}\
             </member></AccountAliases></ListAccountAliasesResult></ListAccountAliasesResponse>"
        );
        let fate = move |asked: &Asked| match asked.operation().as_str() {
            "ListAccountAliases" => Fate::Answer(StatusCode::OK, body.clone()),
            _ => Fate::Forward,
        };
        let proxy = Proxy::before(&moto.endpoint()).fate(fate).start().await;
        let keys = PastedKeys::parse("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").unwrap();
        let access = crate::wire::access(&proxy.endpoint(), keys.credentials()).await;
        assert_eq!(identify(&access, &region()).await.unwrap().alias.is_some(), known, "{length}");
    }
}

/// The name of a folder may hold what a terminal obeys.
#[test]
fn what_is_printed_holds_no_command_for_the_terminal() {
    let printed = export_storage_setup::commands::start_failure::written_out(
        "/home/a\u{1b}[2J\u{202e}b\u{200b}\u{7}\u{9b}c/Zoë’s “山”\\x",
    );
    assert_eq!(printed, "/home/a\\u{1b}[2J\\u{202e}b\\u{200b}\\u{7}\\u{9b}c/Zoë’s “山”\\x");
}

#[test]
fn an_arn_longer_than_any_is_none() {
    let of = |length: usize| format!("arn:aws:iam::123456789012:user/{}", "a".repeat(length));
    assert!(CallerArn::parse(&of(64)).is_some() && CallerArn::parse(&of(3_000)).is_none());
}
