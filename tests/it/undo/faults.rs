//! The fault table: every call of a run, a look and an undo, failing in every way once, after which the setup is finished
//! and, in a second go, taken back. Each time the program is closed in between, or cut off in the middle of the call.

use std::time::Duration;

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::record::State;
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::runtime::{Builder, Runtime};

use super::key_states;
use crate::pressed;
use crate::run::{ALL_CALLS, Inventory, Stage};
use crate::support::faults::Fault;
use crate::theirs;

/// How a call fails. The last two stand for a program that is cut off while the call is under way: it is never answered,
/// and everything of the program but its files is gone.
const FAULTS: [Fault; 8] = [
    Fault::Throttled,
    Fault::InternalError,
    Fault::TimedOutBefore,
    Fault::TimedOutAfter,
    Fault::ResetAfter,
    Fault::Malformed,
    Fault::SilentBefore,
    Fault::SilentAfter,
];

/// What is asked to plan a setup and check it.
const LOOKS: [&str; 18] = [
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
    "iam:GetRole",
    "iam:ListAttachedRolePolicies",
    "iam:ListPolicyTags",
    "iam:ListRolePolicies",
    "iam:ListRoleTags",
    "kms:DescribeKey",
    "kms:GetKeyRotationStatus",
    "kms:ListResourceTags",
    "s3:GetBucketEncryption",
    "s3:GetBucketLifecycleConfiguration",
    "s3:GetBucketOwnershipControls",
    "s3:GetBucketPolicy",
    "s3:GetBucketTagging",
    "s3:GetBucketVersioning",
    "s3:GetPublicAccessBlock",
    "s3:HeadBucket",
];

/// What is asked of a bucket they have besides.
const LOOKS_INSIDE: &str = "s3:ListObjectsV2";

/// What is sent and asked to take it back.
const UNDO: [&str; 12] = [
    "iam:DetachRolePolicy",
    "iam:DeleteRole",
    "iam:DeletePolicy",
    "s3:DeleteBucket",
    "kms:DeleteAlias",
    "kms:ScheduleKeyDeletion",
    "iam:GetRole",
    "iam:GetPolicy",
    "iam:ListPolicyVersions",
    "kms:DescribeKey",
    "s3:GetBucketTagging",
    "s3:HeadBucket",
];

/// What is sent to change a bucket they have, and to set it back where it had each setting and where it had none.
const THEIRS: [&str; 9] = [
    "iam:AttachRolePolicy",
    "iam:CreatePolicy",
    "iam:CreateRole",
    "s3:PutBucketEncryption",
    "s3:PutBucketLifecycleConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketTagging",
    "s3:PutBucketVersioning",
    "s3:PutPublicAccessBlock",
];
const BACK: [&str; 6] = [
    "s3:PutBucketEncryption",
    "s3:PutBucketLifecycleConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketTagging",
    "s3:PutBucketVersioning",
    "s3:PutPublicAccessBlock",
];
const BACK_TO_NONE: [&str; 4] =
    ["s3:DeleteBucketLifecycle", "s3:DeleteBucketPolicy", "s3:DeleteBucketTagging", "s3:DeletePublicAccessBlock"];

/// Whose the bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bucket {
    New,
    /// They have it, without any setting of its own.
    Bare,
    /// They have it, with settings of their own.
    LivedIn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    GoOn,
    Undo,
}

/// One cell of the table, or a row of several faults.
#[derive(Clone, Debug)]
struct Cell {
    bucket: Bucket,
    encryption: EncryptionMode,
    /// Faults while the setup is made.
    making: Vec<(&'static str, Fault)>,
    then: Then,
    /// Faults while it is taken back.
    undoing: Vec<(&'static str, Fault)>,
}

/// A thread of the program's own, in which waiting costs no time. Dropping it cuts the program off.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().start_paused(true).build().unwrap()
}

fn is_silent(fault: Fault) -> bool {
    matches!(fault, Fault::SilentBefore | Fault::SilentAfter)
}

impl Cell {
    fn run(&self) {
        let first = runtime();
        let (stage, form) = first.block_on(self.prepared());
        let before = first.block_on(self.settings(&stage));
        let setup = form.setup.clone();
        first.block_on(async {
            let fingerprint = stage.reviewed(&form).await.plan.fingerprint;
            stage.quiet().await;
            for (call, fault) in &self.making {
                stage.faulty.fail_next(call, *fault);
            }
            stage.app.runs.create(fingerprint.as_str()).unwrap();
            self.ended_or_stuck(&stage, &setup, &self.making).await;
        });
        drop(first);

        let mut stage = runtime().block_on(stage.reopened());
        if self.then == Then::GoOn {
            let second = runtime();
            second.block_on(self.finished(&stage, &setup));
            assert_eq!(second.block_on(stage.inventory()), self.everything(), "{self:?}");
            let key = stage.record(&setup).key().is_some();
            assert_eq!(key, self.encryption != EncryptionMode::Amazon, "the journal knows the key: {self:?}");
            drop(second);
            stage = runtime().block_on(stage.reopened());
        }
        for again in 0..3 {
            let third = runtime();
            let over = third.block_on(async {
                stage.sign_in().await;
                if again == 0 {
                    for (call, fault) in &self.undoing {
                        stage.faulty.fail_next(call, *fault);
                    }
                }
                // An undo whose look failed has not begun; it is pressed again.
                if pressed::undo(&stage.app, &setup, false).await.is_ok() {
                    let faults: &[_] = if again == 0 { &self.undoing } else { &[] };
                    self.ended_or_stuck(&stage, &setup, faults).await;
                }
                stage.record(&setup).state == State::Undone
            });
            drop(third);
            stage = runtime().block_on(stage.reopened());
            if over {
                break;
            }
        }
        runtime().block_on(self.assert_as_before(&stage, &setup, &before));
    }

    /// An account in which somebody else has one of everything, and the form of a new setup.
    async fn prepared(&self) -> (Stage, Form) {
        let stage = Stage::new().await;
        let key = stage.kms().create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap();
        stage.kms().create_alias().alias_name("alias/theirs").target_key_id(&key).send().await.unwrap();
        let document =
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}"#;
        stage.iam().create_policy().policy_name("theirs").policy_document(document).send().await.unwrap();
        let form = Form { encryption_mode: self.encryption, ..stage.form() };
        let form = if self.encryption == EncryptionMode::ExistingKey { Form { key_arn: key, ..form } } else { form };
        match self.bucket {
            Bucket::New => return (stage, form),
            Bucket::Bare => theirs::bucket(&stage).await,
            Bucket::LivedIn => {
                theirs::bucket(&stage).await;
                theirs::lived_in(&stage).await;
            }
        }
        let theirs = theirs::form(&stage, &BucketSetting::ALL);
        (stage, Form { encryption_mode: form.encryption_mode, key_arn: form.key_arn, ..theirs })
    }

    /// What a bucket they have is like.
    async fn settings(&self, stage: &Stage) -> Vec<String> {
        if self.bucket == Bucket::New { Vec::new() } else { theirs::settings(stage).await }
    }

    /// Waits until the run has ended or hangs in a call that is never answered.
    async fn ended_or_stuck(&self, stage: &Stage, setup: &str, faults: &[(&str, Fault)]) {
        let silent = faults.iter().any(|(_, fault)| is_silent(*fault));
        let mut news = stage.app.runs.watch(setup).unwrap();
        let ended = news.wait_for(|status| status.phase != Phase::Running);
        if !silent {
            ended.await.unwrap();
        } else if tokio::time::timeout(Duration::from_secs(15), ended).await.is_err() {
            assert!(stage.app.runs.is_running(setup), "{self:?}");
        }
    }

    /// Goes on until the setup is ready. Where a key may exist and is not found, another is asked for.
    async fn finished(&self, stage: &Stage, setup: &str) {
        stage.sign_in().await;
        for _ in 0..4 {
            let answer = match stage.app.runs.retry(setup, LostKey::LookAgain).await {
                Err(AppError::KeyLost) => stage.app.runs.retry(setup, LostKey::MakeAnother).await,
                answer => answer,
            };
            if answer.is_ok() {
                let status = stage.ended(setup).await;
                if status.phase == Phase::Done {
                    return stage.assert_ready(&status);
                }
            }
        }
        panic!("{self:?} was not finished: {:#?}", stage.record(setup));
    }

    fn everything(&self) -> Inventory {
        let ours = usize::from(self.encryption == EncryptionMode::NewKey);
        Inventory { buckets: 1, keys: 1 + ours, policies: 2, roles: 1 }
    }

    /// Only what was there before is there, as it was, and a key of ours at most that waits for its date.
    async fn assert_as_before(&self, stage: &Stage, setup: &str, before: &[String]) {
        let record = stage.record(setup);
        assert_eq!(record.state, State::Undone, "{self:?}: {record:#?}");
        let left = stage.inventory().await;
        let theirs = usize::from(self.bucket != Bucket::New);
        assert_eq!((left.buckets, left.policies, left.roles), (theirs, 1, 0), "{self:?}");
        assert_eq!(self.settings(stage).await, before, "{self:?}");
        let states = key_states(stage).await;
        let (theirs, ours) = states.split_first().unwrap();
        assert_eq!(theirs, "Enabled", "{self:?}");
        assert!(ours.len() <= 1 && ours.iter().all(|state| state == "PendingDeletion"), "{self:?}: {states:?}");
        let aliases = stage.kms().list_aliases().send().await.unwrap();
        let names: Vec<_> = aliases.aliases().iter().filter_map(|alias| alias.alias_name()).collect();
        assert_eq!(names, ["alias/theirs"], "{self:?}");
    }
}

fn each(bucket: Bucket, encryption: EncryptionMode, calls: &[&'static str], undoing: bool) {
    let mut count = 0;
    for &call in calls {
        for fault in FAULTS {
            let one = vec![(call, fault)];
            if undoing {
                Cell { bucket, encryption, making: Vec::new(), then: Then::GoOn, undoing: one }.run();
                count += 1;
            } else {
                for then in [Then::GoOn, Then::Undo] {
                    Cell { bucket, encryption, making: one.clone(), then, undoing: Vec::new() }.run();
                    count += 1;
                }
            }
        }
    }
    println!("{count} cells of the fault table: {bucket:?} bucket, {encryption:?}, {}", calls.join(" "));
}

fn without_kms(calls: &[&'static str]) -> Vec<&'static str> {
    calls.iter().copied().filter(|call| !call.starts_with("kms:")).collect()
}

#[test]
fn every_call_that_makes_a_setup_with_a_new_key() {
    each(Bucket::New, EncryptionMode::NewKey, &ALL_CALLS, false);
}

#[test]
fn every_call_that_looks_for_a_setup_with_a_new_key() {
    each(Bucket::New, EncryptionMode::NewKey, &LOOKS, false);
}

#[test]
fn every_call_that_makes_a_setup_with_a_key_they_have() {
    each(Bucket::New, EncryptionMode::ExistingKey, &without_kms(&ALL_CALLS), false);
}

#[test]
fn every_call_that_makes_a_setup_without_a_key() {
    each(Bucket::New, EncryptionMode::Amazon, &without_kms(&ALL_CALLS), false);
}

#[test]
fn every_call_that_takes_back_a_setup_with_a_new_key() {
    each(Bucket::New, EncryptionMode::NewKey, &UNDO, true);
}

#[test]
fn every_call_that_takes_back_a_setup_with_a_key_they_have() {
    each(Bucket::New, EncryptionMode::ExistingKey, &without_kms(&UNDO), true);
}

#[test]
fn every_call_that_takes_back_a_setup_without_a_key() {
    each(Bucket::New, EncryptionMode::Amazon, &without_kms(&UNDO), true);
}

#[test]
fn every_call_that_looks_for_a_setup_in_a_bucket_they_have() {
    let mut calls = LOOKS.to_vec();
    calls.push(LOOKS_INSIDE);
    each(Bucket::LivedIn, EncryptionMode::ExistingKey, &calls, false);
}

#[test]
fn every_call_that_changes_a_bucket_they_have() {
    each(Bucket::LivedIn, EncryptionMode::ExistingKey, &THEIRS, false);
}

#[test]
fn every_call_that_sets_a_bucket_they_have_back() {
    each(Bucket::LivedIn, EncryptionMode::ExistingKey, &BACK, true);
    each(Bucket::Bare, EncryptionMode::Amazon, &BACK_TO_NONE, true);
}

/// Several faults at once, drawn by chance from a seed that is printed with a failure.
fn by_chance(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let mut random = StdRng::seed_from_u64(seed);
        let mut draw = |calls: &[&'static str]| -> Vec<(&'static str, Fault)> {
            let count = random.random_range(0..4);
            (0..count)
                .map(|_| (calls[random.random_range(0..calls.len())], FAULTS[random.random_range(0..FAULTS.len())]))
                .collect()
        };
        let (making, undoing) =
            (draw(&[&ALL_CALLS[..], &LOOKS, &THEIRS].concat()), draw(&[&UNDO[..], &BACK, &BACK_TO_NONE].concat()));
        let then = if random.random_bool(0.5) { Then::GoOn } else { Then::Undo };
        let encryption = match random.random_range(0..3) {
            0 => EncryptionMode::Amazon,
            1 => EncryptionMode::ExistingKey,
            _ => EncryptionMode::NewKey,
        };
        // A new key that a bucket of theirs was told to use stays, which is not one of the two states.
        let bucket = match (encryption, random.random_range(0..4)) {
            (EncryptionMode::ExistingKey | EncryptionMode::Amazon, 0) => Bucket::Bare,
            (EncryptionMode::ExistingKey | EncryptionMode::Amazon, 1) => Bucket::LivedIn,
            _ => Bucket::New,
        };
        let cell = Cell { bucket, encryption, making, then, undoing };
        let outcome = std::panic::catch_unwind(|| cell.run());
        assert!(outcome.is_ok(), "seed {seed}: {cell:?}");
    }
}

#[test]
fn sequences_of_faults_by_chance_end_in_one_of_the_two_states() {
    by_chance(0..500);
}

#[test]
fn more_sequences_of_faults_by_chance_end_in_one_of_the_two_states() {
    by_chance(500..1000);
}
