//! The three policies where permissions are really enforced: each is enough for its work, and each action is needed.
//!
//! With one action taken out exactly that one is refused, by the emulator's word; with none taken out, nothing is. What the
//! emulator does not judge as AWS does is listed here, and of it `documents.rs` proves by this program's own reading of
//! policies that each action is allowed, and that without it what it is for is not.

#[path = "enforced/heard.rs"]
mod heard;
#[path = "enforced/reads.rs"]
mod reads;
#[path = "enforced/remove.rs"]
mod remove;
#[path = "enforced/set_up.rs"]
mod set_up;
#[path = "enforced/theirs.rs"]
mod theirs;

use std::collections::BTreeSet;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::app::App;
use export_storage_setup::app::reviews::under_review::{Reviewed, UnderReview};
use export_storage_setup::app::runs::status::{Phase, RunStatus};
use export_storage_setup::app::sessions::session::Source;
use export_storage_setup::aws::network::connector::http_client;
use export_storage_setup::aws::{Access, Network, RealAccess};
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::record::{CheckResult, State};
use export_storage_setup::resources::desired::{Desired, Encryption};
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::setup::permissions::{Duty, document_of, needs, operator_policy};
use export_storage_setup::values::Account;
use export_storage_setup::values::{AccountId, KeyArn, Partition};
use heard::Heard;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::pressed;
use crate::request::sample::parsed;
use crate::run::{REGION, TestClock, filled_in, folder_in_memory};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::faults::FaultyClient;
use crate::support::sdk::configuration;

/// What this emulator does without asking whether it is allowed: it asks one question for each request, by the request's
/// name, and AWS asks about tags and ownership beside it (`extract_iam_action` in ministack's `core/iam_actions.py`).
const NOT_ENFORCED: [&str; 5] =
    ["iam:TagPolicy", "iam:TagRole", "kms:TagResource", "s3:PutBucketOwnershipControls", "s3:TagResource"];

/// What it judges against `*`, where AWS judges it against what it is about, because the request has no ARN or key id
/// (`extract_resource_arn`, there); and the two whose `iam:PolicyARN` it does not know (`_resolve_condition_key` in
/// `core/iam_evaluator.py`). They are enforced all the same.
const ABOUT_ANYTHING: [&str; 5] =
    ["iam:CreatePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy", "kms:CreateAlias", "kms:DeleteAlias"];

/// In place of an action: none is taken out.
const NONE: &str = "none";

/// The program, signed in as a user who has one policy at a time, and the account's root user beside it.
struct Operator {
    app: Arc<App>,
    heard: Heard,
    faulty: FaultyClient,
    iam: aws_sdk_iam::Client,
    kms: aws_sdk_kms::Client,
    s3: aws_sdk_s3::Client,
    access: Access,
    _emulator: Emulator,
    _folder: TempDir,
}

impl Operator {
    async fn new() -> Self {
        let emulator = Emulator::ministack().await;
        let root = SharedCredentialsProvider::new(Credentials::new(ACCOUNT, "secret", None, None, "root"));
        let config = configuration(&emulator.endpoint(), REGION).await;
        let config = config.into_builder().credentials_provider(root).build();
        let iam = aws_sdk_iam::Client::new(&config);
        iam.create_user().user_name("operator").send().await.unwrap();
        let key = iam.create_access_key().user_name("operator").send().await.unwrap().access_key.unwrap();
        let keys = Credentials::new(key.access_key_id(), key.secret_access_key(), None, None, "operator");

        // By a profile that says where the emulator is.
        let profile = format!("[default]\nendpoint_url = {}\n", emulator.endpoint());
        let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
        let heard = Heard::around(http_client(&Network::default()).unwrap());
        let faulty = FaultyClient::around(heard.client());
        let keys = SharedCredentialsProvider::new(keys);
        let access = Access::Real(RealAccess::load(keys, faulty.shared(), files, Some("default")).await);

        let (app, folder) = program();
        let s3 = aws_sdk_s3::config::Builder::from(&config).force_path_style(true).build();
        let (kms, s3) = (aws_sdk_kms::Client::new(&config), aws_sdk_s3::Client::from_conf(s3));
        let operator = Self { app, heard, faulty, iam, kms, s3, access, _emulator: emulator, _folder: folder };
        assert!(operator.signs_in(&operator.app).await);
        operator.heard.forget();
        operator
    }

    async fn signs_in(&self, app: &App) -> bool {
        app.sessions.sign_in(self.access.clone(), Source::Profile { name: "default".to_owned() }, None).await.is_ok()
    }

    fn form(&self) -> Form {
        filled_in(&self.app)
    }

    /// Gives the user this policy in place of any other.
    async fn may(&self, policy: &PolicyDocument) {
        let mut policy: Value = serde_json::from_str(&policy.to_json()).unwrap();
        let text = policy.to_string();
        let wider: Vec<&str> =
            ABOUT_ANYTHING.into_iter().filter(|action| text.contains(&format!("\"{action}\""))).collect();
        let statements = policy["Statement"].as_array_mut().unwrap();
        if !wider.is_empty() {
            statements.push(json!({ "Effect": "Allow", "Action": wider, "Resource": "*" }));
        }
        self.put(&policy.to_string()).await;
    }

    async fn may_do_everything(&self) {
        self.put(r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#).await;
    }

    /// The policy for a duty, without one action of it.
    async fn may_do_without(&self, duty: Duty, form: &Form, action: &str) {
        let desired = desired(form);
        let less = needs(duty, &desired).into_iter().filter(|need| need.action != action).collect();
        self.may(&document_of(&less, &desired, None)).await;
    }

    async fn put(&self, policy: &str) {
        let put = self.iam.put_user_policy().user_name("operator").policy_name("duty");
        put.policy_document(policy).send().await.unwrap();
        self.heard.forget();
    }

    /// Waits until the connections that a review opens are open.
    async fn reviewed_in(&self, app: &App, form: &Form) -> Option<UnderReview> {
        let Ok(Reviewed::Planned(review)) = app.reviews.review(form.clone()).await else { return None };
        self.heard.warmed(matches!(review.plan.desired.bucket.encryption, Encryption::Kms(_))).await;
        Some(*review)
    }

    async fn reviewed(&self, form: &Form) -> Option<UnderReview> {
        self.reviewed_in(&self.app, form).await
    }

    async fn ended(&self, setup: &str) -> RunStatus {
        let mut news = self.app.runs.watch(setup).unwrap();
        news.wait_for(|status| status.phase != Phase::Running).await.unwrap().clone()
    }

    /// Whether the setup was made and every check passes.
    async fn sets_up(&self, form: &Form) -> bool {
        let Some(review) = self.reviewed(form).await else { return false };
        self.creates(&review).await
    }

    async fn creates(&self, review: &UnderReview) -> bool {
        let setup = self.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
        let done = self.ended(&setup).await.phase == Phase::Done;
        let checks = self.app.setups.finished(&setup).unwrap().record.checks;
        done && !checks.is_empty() && checks.iter().all(|check| check.result == CheckResult::Passes)
    }

    /// Makes a setup, as somebody who may do everything.
    async fn has_made(&self, form: &Form) {
        self.may_do_everything().await;
        assert!(self.sets_up(form).await, "{:#?}", self.ended(&form.setup).await);
    }

    /// Stops a setup, lets it go on, takes it back, and keeps its key; whether all of it went well.
    async fn removes(&self, form: &Form) -> bool {
        let (app, setup) = (&self.app, form.setup.as_str());
        pressed::stop(app, setup).await.is_ok()
            && pressed::resume(app, setup).await.is_ok()
            && pressed::undo(app, setup, false).await.is_ok()
            && self.ended(setup).await.phase == Phase::Done
            && app.runs.keep_key(setup).await.is_ok()
    }

    fn state(&self, form: &Form) -> State {
        self.app.setups.finished(&form.setup).unwrap().record.state
    }
}

/// The program on a computer that knows of no setup.
fn program() -> (Arc<App>, TempDir) {
    let folder = folder_in_memory();
    (Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap()), folder)
}

/// What whoever hands out a policy knows of a setup: what Details has of it.
fn desired(form: &Form) -> Desired {
    let account = Account { id: AccountId::parse(ACCOUNT).unwrap(), partition: Partition::Aws };
    parsed(&Form { region: REGION.to_owned(), ..form.clone() }, &account)
}

fn actions(duty: Duty, form: &Form) -> BTreeSet<&'static str> {
    needs(duty, &desired(form)).into_iter().map(|need| need.action).collect()
}

/// The actions of a duty that change something.
fn writes(duty: Duty, form: &Form) -> BTreeSet<&'static str> {
    &actions(duty, form) - &actions(Duty::Check, form)
}

/// What is refused without this action.
fn only(action: &str) -> BTreeSet<String> {
    [action.to_owned()].into_iter().filter(|action| action != NONE).collect()
}

/// With a new key, and without any.
#[tokio::test]
async fn each_policy_is_enough_for_its_work() {
    let operator = Operator::new().await;
    for encryption_mode in [EncryptionMode::NewKey, EncryptionMode::Amazon] {
        let form = Form { encryption_mode, ..operator.form() };
        let may_do = async |duty, made: Option<&KeyArn>| {
            operator.may(&operator_policy(duty, &desired(&form), made)).await;
        };
        let nothing = BTreeSet::new();
        may_do(Duty::SetUp, None).await;
        assert!(operator.sets_up(&form).await, "{:#?}", operator.ended(&form.setup).await);
        assert_eq!(operator.heard.refused(), nothing);

        may_do(Duty::Check, None).await;
        let review = operator.reviewed(&form).await.unwrap();
        assert!(review.plan.is_done(), "{:#?}", review.plan.changes);
        assert_eq!(review.plan.desired, desired(&form), "the policies are about what is made");
        assert_eq!(operator.heard.refused(), nothing);
        assert!(pressed::stop(&operator.app, &form.setup).await.is_err(), "checking stops nothing");

        // Handed out once the key is known, and before.
        may_do(Duty::Remove, review.plan.key.as_ref()).await;
        pressed::stop(&operator.app, &form.setup).await.unwrap();
        pressed::resume(&operator.app, &form.setup).await.unwrap();
        may_do(Duty::Remove, None).await;
        assert!(operator.removes(&form).await, "{:#?}", operator.ended(&form.setup).await);
        assert_eq!(operator.heard.refused(), nothing);
        let after = if encryption_mode == EncryptionMode::NewKey { State::Kept } else { State::Undone };
        assert_eq!(operator.state(&form), after);
    }
}
