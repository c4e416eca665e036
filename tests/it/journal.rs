//! The journal: what was written is there after any end of the program, in the right order, and nobody else reads it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use export_storage_setup::record::{
    Check, CheckResult, Entry, Journal, JournalError, Outcome, Provenance, Receipt, Record, State,
};
use export_storage_setup::resources::Resource;
use export_storage_setup::resources::bucket_value::BucketValue;
use export_storage_setup::resources::call::{Call, Output};
use export_storage_setup::resources::desired::Desired;
use export_storage_setup::resources::fingerprint::Fingerprint;
use export_storage_setup::setup::form::Form;
use export_storage_setup::values::{KeyArn, Partition, SetupId};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

use crate::request::sample::{ACCOUNT, SETUP, form, form_with, key_arn, own, parsed};

const CALLER: &str = "arn:aws:iam::123456789012:user/ann";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A moment, in milliseconds after a fixed one.
fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_second(1_767_225_600).unwrap() + SignedDuration::from_millis(milliseconds)
}

fn desired(form: &Form) -> Desired {
    parsed(form, &own())
}

fn begin(journal: &Journal, form: &Form, now: Timestamp) {
    let desired = desired(form);
    journal.begin(form, &desired, &Fingerprint::of(&desired).unwrap(), CALLER, now).unwrap();
}

fn done(now: Timestamp, output: Output) -> Receipt {
    Receipt {
        at: now,
        resource: "alias/export-storage-setup".to_owned(),
        request_id: Some("4442587FB7D0A2F9".to_owned()),
        outcome: Outcome::Done(output),
    }
}

fn new_key() -> Output {
    Output::Key(KeyArn::parse(&key_arn(Partition::Aws, "eu-west-1")).unwrap())
}

fn checks() -> Vec<Check> {
    vec![Check { resource: Resource::PublicAccess, result: CheckResult::Passes }]
}

fn record(journal: &Journal) -> Record {
    journal.record(SETUP).unwrap().unwrap()
}

#[test]
fn a_draft_is_kept_until_it_is_discarded() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let mut form = form_with(|form| form.region.clear());
    journal.save_draft(&form, None, at(0)).unwrap();
    "{half an ARN".clone_into(&mut form.primary_service);
    "hotline".clone_into(&mut form.bucket_name);
    journal.save_draft(&form, Some(ACCOUNT), at(1)).unwrap();
    assert_eq!(journal.form(SETUP).unwrap().as_ref(), Some(&form));
    assert_eq!(journal.record(SETUP).unwrap(), None, "a draft is no record");
    let [summary] = &journal.summaries().unwrap()[..] else { panic!("one draft") };
    assert_eq!((summary.setup.as_str(), summary.title.as_str(), summary.state), (SETUP, "hotline", State::Draft));
    assert_eq!((summary.account.as_deref(), summary.region.as_deref()), (Some(ACCOUNT), None));
    assert_eq!(summary.changed, at(1));
    journal.forget(SETUP).unwrap();
    assert_eq!(journal.summaries().unwrap(), []);
    assert_eq!(journal.form(SETUP).unwrap(), None);
}

#[test]
fn a_setup_past_create_is_no_draft_any_more() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    journal.save_draft(&form(), Some(ACCOUNT), at(0)).unwrap();
    begin(&journal, &form(), at(10));
    journal.save_draft(&form_with(|form| form.bucket_name = "other".to_owned()), None, at(20)).unwrap();
    let record = record(&journal);
    assert_eq!(record.form, form());
    assert_eq!((record.created, record.changed), (at(10), at(10)), "created is when Create was pressed");
}

#[test]
fn a_record_comes_back_whole_from_a_later_start() {
    let folder = folder();
    let output = new_key();
    let refused = Receipt {
        at: at(40),
        resource: "arn:aws:iam::123456789012:role/vonage-export-7c2e".to_owned(),
        request_id: None,
        outcome: Outcome::Refused {
            kind: "access-denied".to_owned(),
            code: Some("AccessDenied".to_owned()),
            message: Some("User: ann is not authorized to perform: iam:CreateRole".to_owned()),
        },
    };
    {
        let journal = Journal::open(folder.path()).unwrap();
        begin(&journal, &form(), at(10));
        journal.advance(SETUP, None, &[Call::CreateKey, Call::CreateRole], at(20)).unwrap();
        let receipt = done(at(30), output.clone());
        journal.advance(SETUP, Some((Call::CreateKey, &receipt)), &[Call::CreatePolicy], at(30)).unwrap();
        journal.advance(SETUP, Some((Call::CreateRole, &refused)), &[], at(40)).unwrap();
        journal.conclude(SETUP, State::Ready, &checks(), at(50)).unwrap();
        journal.keep_storage_id(SETUP, "f3b0", at(60)).unwrap();
    }
    let journal = Journal::open(folder.path()).unwrap();
    let desired = desired(&form());
    let entry = |call, intended, receipt| Entry { call, intended, receipt };
    let expected = Record {
        form: form(),
        fingerprint: Fingerprint::of(&desired).unwrap(),
        desired,
        caller: CALLER.to_owned(),
        state: State::Ready,
        created: at(10),
        changed: at(60),
        entries: vec![
            entry(Call::CreateKey, at(20), Some(done(at(30), output))),
            entry(Call::CreateRole, at(20), Some(refused)),
            entry(Call::CreatePolicy, at(30), None),
        ],
        checks: checks(),
        before: BTreeMap::new(),
        earlier: Vec::new(),
        trust: None,
        storage_id: Some("f3b0".to_owned()),
        provenance: Provenance::Here,
        claimed_before: Vec::new(),
    };
    assert_eq!(record(&journal), expected);
    assert_eq!(expected.key().map(KeyArn::as_str), Some(key_arn(Partition::Aws, "eu-west-1").as_str()));
    journal.keep_storage_id(SETUP, "", at(70)).unwrap();
    assert_eq!(record(&journal).storage_id, None, "an emptied box is no id");
}

#[test]
fn a_second_run_keeps_the_calls_of_the_first() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    begin(&journal, &form(), at(0));
    journal.advance(SETUP, None, &[Call::CreateKey], at(1)).unwrap();
    begin(&journal, &form(), at(10));
    journal.advance(SETUP, None, &[Call::CreateKey], at(11)).unwrap();
    journal.advance(SETUP, Some((Call::CreateKey, &done(at(12), new_key()))), &[], at(12)).unwrap();
    let record = record(&journal);
    assert_eq!((record.created, record.state), (at(0), State::Unfinished));
    let receipts: Vec<_> = record.entries.iter().map(|entry| (entry.intended, entry.receipt.is_some())).collect();
    assert_eq!(receipts, [(at(1), false), (at(11), true)], "the answer belongs to the later of the two");
}

#[test]
fn calls_of_one_setup_are_not_anothers() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let other = form_with(|form| form.setup = "11111111-d9cb-469f-a165-70867728950e".to_owned());
    begin(&journal, &form(), at(0));
    begin(&journal, &other, at(0));
    journal.advance(SETUP, None, &[Call::CreateBucket], at(1)).unwrap();
    journal.advance(&other.setup, None, &[Call::CreateBucket], at(1)).unwrap();
    journal.advance(SETUP, Some((Call::CreateBucket, &done(at(2), Output::Bucket(None)))), &[], at(2)).unwrap();
    assert!(record(&journal).entries[0].receipt.is_some());
    assert_eq!(journal.record(&other.setup).unwrap().unwrap().entries[0].receipt, None);
}

#[test]
fn an_intent_needs_a_setup_that_was_begun() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let refused = journal.advance(SETUP, None, &[Call::CreateKey], at(0));
    assert!(matches!(refused, Err(JournalError::Sqlite(_))), "{refused:?}");
}

/// The files as they lie on the disk after a power cut, while the program still had them open.
#[test]
fn an_intent_without_a_receipt_survives_the_end_of_the_program() {
    let (folder, cut) = (folder(), folder());
    let journal = Journal::open(folder.path()).unwrap();
    begin(&journal, &form(), at(0));
    journal.advance(SETUP, None, &[Call::CreateKey, Call::CreateBucket], at(1)).unwrap();
    let receipt = done(at(2), new_key());
    journal.advance(SETUP, Some((Call::CreateKey, &receipt)), &[Call::CreateAlias], at(2)).unwrap();
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), cut.path().join(file.file_name())).unwrap();
    }
    std::mem::forget(journal);
    for place in [folder.path(), cut.path()] {
        let journal = Journal::open(place).unwrap();
        let record = record(&journal);
        assert_eq!(record.state, State::Unfinished);
        let entries: Vec<_> = record.entries.iter().map(|entry| (entry.call, entry.receipt.is_some())).collect();
        assert_eq!(entries, [(Call::CreateKey, true), (Call::CreateBucket, false), (Call::CreateAlias, false)]);
    }
}

#[test]
fn a_newer_versions_journal_is_left_alone() {
    let folder = folder();
    let file = folder.path().join("setups.db");
    let newer = Connection::open(&file).unwrap();
    newer.execute_batch("CREATE TABLE unknown (what TEXT); PRAGMA user_version = 99;").unwrap();
    newer.close().unwrap();
    let before = fs::read(&file).unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    assert!(journal.is_newer() && journal.summaries().unwrap().is_empty());
    let refused = journal.save_draft(&form(), None, at(0)).unwrap_err();
    assert!(matches!(refused, JournalError::Newer { found: 99, .. }), "{refused:?}");
    drop(journal);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_newer_versions_journal_is_read_as_far_as_it_is_understood() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    begin(&journal, &form(), at(0));
    let other = form_with(|form| form.setup = Uuid::new_v4().to_string());
    journal.save_draft(&other, None, at(1)).unwrap();
    drop(journal);
    let newer = Connection::open(folder.path().join("setups.db")).unwrap();
    newer.execute("UPDATE setup SET state = 'dreaming' WHERE id = ?1", [&other.setup]).unwrap();
    newer.execute_batch("PRAGMA user_version = 99;").unwrap();
    newer.close().unwrap();
    let (journal, aside) = Journal::open_or_set_aside(folder.path(), at(2)).unwrap();
    assert_eq!(aside, None);
    let listed: Vec<_> = journal.summaries().unwrap().into_iter().map(|summary| summary.setup).collect();
    assert_eq!(listed, [form().setup]);
    assert!(journal.record(&form().setup).unwrap().is_some());
    assert!(matches!(journal.forget(&form().setup), Err(JournalError::Newer { .. })));
    assert!(matches!(
        journal.advance(&form().setup, None, &[Call::CreateRole], at(3)),
        Err(JournalError::Newer { .. })
    ));
}

#[test]
fn what_is_forgotten_is_gone_with_its_calls_and_nothing_else_is() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let other = form_with(|form| form.setup = Uuid::new_v4().to_string());
    for form in [&form(), &other] {
        begin(&journal, form, at(0));
        journal.advance(&form.setup, None, &[Call::CreateRole], at(1)).unwrap();
    }
    journal.forget(SETUP).unwrap();
    assert_eq!(journal.record(SETUP).unwrap(), None);
    assert_eq!(journal.record(&other.setup).unwrap().unwrap().entries.len(), 1);
    drop(journal);
    let file = Connection::open(folder.path().join("setups.db")).unwrap();
    let calls: i64 = file.query_row("SELECT count(*) FROM call", [], |row| row.get(0)).unwrap();
    assert_eq!(calls, 1);
}

#[test]
fn a_damaged_journal_is_set_aside_and_named_and_a_new_one_begun() {
    let folder = folder();
    let rubbish = "recordings, 2019 to 2024\n".repeat(100);
    fs::write(folder.path().join("setups.db"), &rubbish).unwrap();
    let (journal, aside) = Journal::open_or_set_aside(folder.path(), at(0)).unwrap();
    let aside = aside.unwrap();
    assert_eq!(fs::read_to_string(&aside).unwrap(), rubbish, "nothing of it is lost");
    assert!(aside.to_string_lossy().ends_with("setups-damaged-20260101T000000Z.db"), "{}", aside.display());
    begin(&journal, &form(), at(0));
    drop(journal);
    let (journal, aside) = Journal::open_or_set_aside(folder.path(), at(1)).unwrap();
    assert_eq!((journal.summaries().unwrap().len(), aside), (1, None));
}

#[test]
fn a_journal_damaged_inside_is_set_aside_too() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    begin(&journal, &form(), at(0));
    drop(journal);
    let file = folder.path().join("setups.db");
    let mut bytes = fs::read(&file).unwrap();
    // Past the first page, which holds what opening needs.
    bytes[4096..].fill(0x5a);
    fs::write(&file, &bytes).unwrap();
    let (journal, aside) = Journal::open_or_set_aside(folder.path(), at(0)).unwrap();
    assert_eq!(fs::read(aside.unwrap()).unwrap(), bytes);
    assert!(journal.summaries().unwrap().is_empty());
}

#[test]
fn a_newer_versions_journal_is_not_set_aside() {
    let folder = folder();
    let newer = Connection::open(folder.path().join("setups.db")).unwrap();
    newer.execute_batch("PRAGMA user_version = 99;").unwrap();
    newer.close().unwrap();
    let (journal, aside) = Journal::open_or_set_aside(folder.path(), at(0)).unwrap();
    assert!(journal.is_newer() && aside.is_none());
    drop(journal);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_that_is_no_journal_is_refused() {
    let folder = folder();
    fs::write(folder.path().join("setups.db"), "recordings, 2019 to 2024\n".repeat(100)).unwrap();
    assert!(matches!(Journal::open(folder.path()), Err(JournalError::Sqlite(_))));
    let file = folder.path().join("a file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Journal::open(&file), Err(JournalError::Folder { .. })));
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let outer = folder();
    let inner = outer.path().join("local/app");
    fs::create_dir_all(&inner).unwrap();
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
    let journal = Journal::open(&inner).unwrap();
    begin(&journal, &form(), at(0));
    assert_eq!(mode(&inner), 0o700);
    let mut files: Vec<_> = fs::read_dir(&inner).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["setups.db", "setups.db-shm", "setups.db-wal"]);
    for file in &files {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
}

/// `synchronous` belongs to a connection and cannot be seen from another; the journal mode belongs to the file.
#[test]
fn it_is_written_ahead() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let other = Connection::open(folder.path().join("setups.db")).unwrap();
    let mode: String = other.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    journal.save_draft(&form(), None, at(0)).unwrap();
    let seen: u32 = other.query_row("SELECT count(*) FROM setup", [], |row| row.get(0)).unwrap();
    assert_eq!(seen, 1, "what was saved is committed");
    let version: u32 = other.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 5);
}

#[test]
fn a_second_start_finds_the_tables_made() {
    let folder = folder();
    Journal::open(folder.path()).unwrap().save_draft(&form(), None, at(0)).unwrap();
    assert_eq!(Journal::open(folder.path()).unwrap().summaries().unwrap().len(), 1);
}

#[test]
fn five_thousand_setups_are_listed_newest_first() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    journal.save_draft(&form(), Some(ACCOUNT), at(0)).unwrap();
    // One transaction instead of one fsync each. A step of 0.7 s gives whole seconds as well as parts of them.
    let step = 700;
    let mut other = Connection::open(folder.path().join("setups.db")).unwrap();
    let transaction = other.transaction().unwrap();
    for number in 1..5000_u32 {
        transaction
            .execute(
                "INSERT INTO setup SELECT ?1, state, title, account, region, created, ?2, form, desired, fingerprint,
                     caller, checks, storage_id, trust, provenance, claimed_before, draft FROM setup WHERE id = ?3",
                (
                    SetupId::new(Uuid::from_u128(u128::from(number))).to_string(),
                    format!("{:.9}", at(i64::from(number * 7919 % 5000) * step)),
                    SETUP,
                ),
            )
            .unwrap();
    }
    transaction.commit().unwrap();
    let summaries = journal.summaries().unwrap();
    assert_eq!(summaries.len(), 5000);
    assert!(summaries.windows(2).all(|pair| pair[0].changed > pair[1].changed));
    assert_eq!(summaries[4999].setup, SETUP);
}

/// As text, 12:00:00Z comes after 12:00:00.7Z.
#[test]
fn parts_of_a_second_are_in_order() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let times = [at(0), at(7), at(70), at(700), at(1000), at(1000) + SignedDuration::from_nanos(1)];
    for (number, time) in times.into_iter().enumerate() {
        let form = form_with(|form| form.setup = SetupId::new(Uuid::from_u128(number as u128)).to_string());
        journal.save_draft(&form, None, time).unwrap();
    }
    let listed: Vec<_> = journal.summaries().unwrap().into_iter().map(|summary| summary.changed).collect();
    assert_eq!(listed, times.into_iter().rev().collect::<Vec<_>>());
}

/// Nothing comes into the file but what it was given: this test runs itself with keys in its environment, as a shell set
/// up for AWS has them, and looks for them in what was written.
#[test]
fn the_keys_around_the_program_do_not_come_into_it() {
    const FOLDER: &str = "JOURNAL_TEST_FOLDER";
    const CANARY: &str = "wJalrXUtnFEMIcanaryEXAMPLEKEY";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let journal = Journal::open(Path::new(&folder)).unwrap();
        begin(&journal, &form(), at(0));
        journal.advance(SETUP, None, &[Call::CreateKey], at(1)).unwrap();
        journal.advance(SETUP, Some((Call::CreateKey, &done(at(2), new_key()))), &[], at(2)).unwrap();
        journal.conclude(SETUP, State::Ready, &checks(), at(3)).unwrap();
        // The file is to be seen as it is written, with its log, and not as it is tidied up.
        std::mem::forget(journal);
        return;
    }
    let folder = folder();
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "journal::the_keys_around_the_program_do_not_come_into_it"])
        .env(FOLDER, folder.path())
        .envs(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map(|name| (name, CANARY)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut given = false;
    for file in fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let has = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!has(CANARY), "{}", path.display());
        given |= has(CALLER);
    }
    assert!(given, "what was given is there, so the search finds what is there");
}

#[test]
fn a_record_from_elsewhere_comes_in_whole_and_only_where_there_is_none() {
    let (one, other) = (folder(), folder());
    let (here, there) = (Journal::open(one.path()).unwrap(), Journal::open(other.path()).unwrap());
    begin(&here, &form(), at(10));
    here.advance(SETUP, None, &[Call::CreateKey, Call::CreateRole], at(20)).unwrap();
    here.advance(SETUP, Some((Call::CreateKey, &done(at(30), new_key()))), &[], at(30)).unwrap();
    here.keep_before(SETUP, "a-bucket", &[BucketValue::Versioning(false), BucketValue::Policy(None)]).unwrap();
    here.keep_before(SETUP, "another", &[BucketValue::Versioning(true)]).unwrap();
    let renamed = form_with(|form| form.bucket_name = "another".to_owned());
    begin(&here, &renamed, at(40));
    here.conclude(SETUP, State::Ready, &checks(), at(50)).unwrap();
    let sent = record(&here);
    assert_eq!((sent.before.len(), sent.earlier.len()), (2, 1));

    there.save_draft(&form(), None, at(0)).unwrap();
    assert!(!there.adopt(&sent).unwrap(), "a draft is the person’s own");
    there.forget(SETUP).unwrap();
    let claim =
        Record { provenance: Provenance::Claimed, claimed_before: vec![BucketValue::Versioning(true)], ..sent.clone() };
    assert!(there.adopt(&claim).unwrap());
    assert_eq!(record(&there), claim);
    assert_eq!(there.summaries().unwrap()[0].provenance, Provenance::Claimed);
    assert!(there.adopt(&sent).unwrap(), "a claim gives way");
    assert_eq!(record(&there), sent);
    there.conclude(SETUP, State::Undone, &[], at(60)).unwrap();
    assert!(!there.adopt(&sent).unwrap(), "what is known here stands");
    assert_eq!(record(&there).state, State::Undone);
    there.forget(SETUP).unwrap();
    assert!(there.adopt(&sent).unwrap());
    assert_eq!(record(&there), sent, "nothing of the forgotten one is left to be in the way");
}

#[test]
fn an_earlier_plan_is_kept_only_where_its_names_were_others() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    begin(&journal, &form(), at(0));
    begin(&journal, &form_with(|form| form.versioning = false), at(1));
    assert_eq!(record(&journal).earlier, []);
    let renamed = form_with(|form| form.role_name = "another".to_owned());
    for time in [2, 3] {
        begin(&journal, &renamed, at(time));
    }
    begin(&journal, &form(), at(4));
    begin(&journal, &renamed, at(5));
    let earlier = record(&journal).earlier;
    let roles: Vec<&str> = earlier.iter().map(|plan| plan.role.name.as_str()).collect();
    assert_eq!(roles, ["vonage-export-7c2e", "another", "vonage-export-7c2e"]);
    journal.keep_earlier(SETUP, &earlier[..1]).unwrap();
    assert_eq!(record(&journal).earlier, earlier[..1]);
}

/// The tables of the second format, as they were.
const SECOND_FORMAT: &str = "
    CREATE TABLE setup (id TEXT PRIMARY KEY, state TEXT NOT NULL, title TEXT NOT NULL, account TEXT, region TEXT,
        created TEXT NOT NULL, changed TEXT NOT NULL, form TEXT NOT NULL, desired TEXT, fingerprint TEXT, caller TEXT,
        checks TEXT NOT NULL DEFAULT '[]', storage_id TEXT, trust TEXT) STRICT;
    CREATE INDEX setup_by_change ON setup (changed DESC);
    CREATE TABLE call (number INTEGER PRIMARY KEY, setup TEXT NOT NULL REFERENCES setup (id) ON DELETE CASCADE,
        call TEXT NOT NULL, intended TEXT NOT NULL, receipt TEXT) STRICT;
    CREATE INDEX call_by_setup ON call (setup, number);
    CREATE TABLE before (setup TEXT NOT NULL REFERENCES setup (id) ON DELETE CASCADE, setting TEXT NOT NULL,
        value TEXT NOT NULL, PRIMARY KEY (setup, setting)) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 2;
";

#[test]
fn a_file_of_the_second_format_is_brought_up_to_date() {
    let folder = folder();
    let desired = desired(&form());
    let old = Connection::open(folder.path().join("setups.db")).unwrap();
    old.execute_batch(SECOND_FORMAT).unwrap();
    old.execute(
        "INSERT INTO setup (id, state, title, created, changed, form, desired, fingerprint, caller)
         VALUES (?1, 'ready', ?2, ?3, ?3, ?4, ?5, 'x', 'ann')",
        [
            SETUP,
            desired.bucket.name.as_str(),
            &at(0).to_string(),
            &serde_json::to_string(&form()).unwrap(),
            &serde_json::to_string(&desired).unwrap(),
        ],
    )
    .unwrap();
    let value = serde_json::to_string(&BucketValue::Versioning(false)).unwrap();
    old.execute("INSERT INTO before VALUES (?1, 'versioning', ?2)", [SETUP, &value]).unwrap();
    drop(old);
    let journal = Journal::open(folder.path()).unwrap();
    assert_eq!(record(&journal).made().before, [BucketValue::Versioning(false)]);
}

/// What the version before this one wrote, with all that it knew: opened, and nothing of it lost.
#[test]
fn a_database_of_the_version_before_opens() {
    let folder = folder();
    fs::write(folder.path().join("setups.db"), include_bytes!("golden/setups-4.db")).unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let summaries = journal.summaries().unwrap();
    let mut states: Vec<_> = summaries.iter().map(|summary| format!("{:?}", summary.state)).collect();
    states.sort_unstable();
    assert_eq!(states, ["Draft", "Ready", "Ready", "Stopped", "Undone", "Unfinished", "Unfinished"]);
    let records = summaries.iter().filter_map(|summary| journal.record(&summary.setup).unwrap());
    let records: Vec<Record> = records.collect();
    assert!(records.iter().all(|record| record.entries.iter().all(|entry| entry.receipt.is_some())));
    assert_eq!(records.iter().filter_map(|record| record.storage_id.as_ref()).count(), 1);
    assert_eq!(records.iter().filter(|record| record.trust.is_some()).count(), 1);
    assert_eq!(records.iter().map(|record| record.before.values().map(Vec::len).sum::<usize>()).sum::<usize>(), 5);
    let checks: Vec<_> = records.iter().flat_map(|record| &record.checks).collect();
    let which = |is: fn(&CheckResult) -> bool| {
        checks.iter().filter(|check| is(&check.result)).map(|check| check.resource).collect::<Vec<_>>()
    };
    assert_eq!(which(|result| matches!(result, CheckResult::Differs { by: None })), [Resource::Lifecycle]);
    assert_eq!(which(|result| matches!(result, CheckResult::NotRead { why: None })), [Resource::Ownership]);
    assert!(which(|result| *result == CheckResult::Passes).len() > 30);
}

/// Details that are changed after Create and kept for later are there later, and what was created is still on record.
#[test]
fn what_is_typed_after_create_is_kept_beside_what_was_created() {
    let folder = folder();
    let journal = Journal::open(folder.path()).unwrap();
    let created = form();
    begin(&journal, &created, at(0));
    let changed = form_with(|form| "hotline".clone_into(&mut form.bucket_name));
    journal.save_draft(&changed, Some(ACCOUNT), at(1)).unwrap();
    assert_eq!(journal.form(SETUP).unwrap().unwrap(), changed);
    let kept = record(&journal);
    assert_eq!((&kept.form, kept.state), (&created, State::Unfinished));
    assert_eq!(journal.summaries().unwrap()[0].title, kept.desired.bucket.name.as_str());
    // Typed back to what was created, or created itself, nothing is left beside it.
    journal.save_draft(&created, Some(ACCOUNT), at(2)).unwrap();
    assert_eq!(journal.form(SETUP).unwrap().unwrap(), created);
    journal.save_draft(&changed, Some(ACCOUNT), at(3)).unwrap();
    begin(&journal, &changed, at(4));
    assert_eq!(record(&journal).form, changed);
    assert_eq!(journal.form(SETUP).unwrap().unwrap(), changed);
}
