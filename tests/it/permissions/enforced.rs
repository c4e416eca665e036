//! The three policies where permissions are really enforced: each is enough for its work, and each action is needed.

use std::collections::BTreeSet;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use export_storage_setup::app::App;
use export_storage_setup::app::reviews::{Reviewed, UnderReview};
use export_storage_setup::app::sessions::Source;
use export_storage_setup::app::status::{Phase, RunStatus};
use export_storage_setup::aws::connector::http_client;
use export_storage_setup::aws::{Access, Network, RealAccess};
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::record::{CheckResult, State};
use export_storage_setup::setup::desired::Desired;
use export_storage_setup::setup::form::Form;
use export_storage_setup::setup::permissions::{Duty, Need, document_of, needs, operator_policy};
use export_storage_setup::setup::values::KeyArn;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::run::{REGION, TestClock, filled_in};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::sdk::configuration;

/// What this emulator does without asking whether it is allowed.
const NOT_ENFORCED: [&str; 5] =
    ["iam:TagPolicy", "iam:TagRole", "kms:TagResource", "s3:PutBucketOwnershipControls", "s3:TagResource"];

/// What it judges against `*`, where AWS judges it against what it is about, and the two whose `iam:PolicyARN` it does not
/// know.
const ABOUT_ANYTHING: [&str; 5] =
    ["iam:CreatePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy", "kms:CreateAlias", "kms:DeleteAlias"];

/// A client whose requests the emulator takes for encrypted ones, which the bucket's policy demands.
#[derive(Clone, Debug)]
struct AsIfEncrypted(SharedHttpClient);

impl HttpClient for AsIfEncrypted {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(Marking(self.0.http_connector(settings, components)))
    }
}

#[derive(Debug)]
struct Marking(SharedHttpConnector);

impl HttpConnector for Marking {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        request.headers_mut().insert("x-forwarded-proto", "https");
        self.0.call(request)
    }
}

/// A way to the emulator, by a profile that says where it is.
async fn access(endpoint: &str, keys: Credentials) -> Access {
    let profile = format!("[default]\nendpoint_url = {endpoint}\n");
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
    let http = SharedHttpClient::new(AsIfEncrypted(http_client(&Network::default()).unwrap()));
    Access::Real(RealAccess::load(SharedCredentialsProvider::new(keys), http, files, Some("default")).await)
}

/// The program, signed in as a user who has one policy at a time.
struct Operator {
    emulator: Emulator,
    app: Arc<App>,
    form: Form,
    desired: Desired,
    iam: aws_sdk_iam::Client,
    _folder: TempDir,
}

impl Operator {
    /// The plan is made with nothing but the account's number, as whoever hands out the policy would make it.
    async fn new(emulator: Emulator) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
        app.sign_in_number(ACCOUNT, "aws").unwrap();
        let form = filled_in(&app);
        let Reviewed::Planned(review) = app.review(form.clone()).await.unwrap() else { panic!("problems") };
        let root = SharedCredentialsProvider::new(Credentials::new(ACCOUNT, "secret", None, None, "root"));
        let config =
            configuration(&emulator.endpoint(), REGION).await.into_builder().credentials_provider(root).build();
        let iam = aws_sdk_iam::Client::new(&config);
        iam.create_user().user_name("operator").send().await.unwrap();
        let key = iam.create_access_key().user_name("operator").send().await.unwrap().access_key.unwrap();
        let keys = Credentials::new(key.access_key_id(), key.secret_access_key(), None, None, "operator");
        let access = access(&emulator.endpoint(), keys).await;
        app.sign_in(access, Source::Profile("default".to_owned()), None).await.unwrap();
        Self { emulator, app, form, desired: review.plan.desired, iam, _folder: folder }
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
        let put = self.iam.put_user_policy().user_name("operator").policy_name("duty");
        put.policy_document(policy.to_string()).send().await.unwrap();
    }

    async fn may_do(&self, duty: Duty, made: Option<&KeyArn>) {
        self.may(&operator_policy(duty, &self.desired, made)).await;
    }

    async fn reviewed(&self) -> Option<UnderReview> {
        match self.app.review(self.form.clone()).await {
            Ok(Reviewed::Planned(review)) => Some(*review),
            Ok(Reviewed::Problems(_)) | Err(_) => None,
        }
    }

    async fn ended(&self) -> RunStatus {
        let mut news = self.app.watch(&self.form.setup).unwrap();
        news.wait_for(|status| status.phase != Phase::Running).await.unwrap().clone()
    }

    /// Whether the setup was made and every check passes.
    async fn sets_up(&self) -> bool {
        let Some(review) = self.reviewed().await else { return false };
        let setup = self.app.create(review.plan.fingerprint.as_str()).unwrap();
        let done = self.ended().await.phase == Phase::Done;
        let checks = self.app.finished(&setup).unwrap().record.checks;
        done && !checks.is_empty() && checks.iter().all(|check| check.result == CheckResult::Passes)
    }
}

#[tokio::test]
async fn each_policy_is_enough_for_its_work() {
    let operator = Operator::new(Emulator::ministack().await).await;
    assert!(!operator.sets_up().await, "nothing is allowed yet");

    operator.may_do(Duty::SetUp, None).await;
    assert!(operator.sets_up().await, "{:#?}", operator.ended().await);

    operator.may_do(Duty::Check, None).await;
    let review = operator.reviewed().await.unwrap();
    assert!(review.plan.is_done(), "{:#?}", review.plan.changes);
    let key = review.plan.key;
    let setup = &operator.form.setup;
    assert!(operator.app.stop(setup).await.is_err(), "checking stops nothing");

    operator.may_do(Duty::Remove, key.as_ref()).await;
    operator.app.stop(setup).await.unwrap();
    operator.app.resume(setup).await.unwrap();
    operator.may_do(Duty::Remove, None).await;
    operator.app.undo(setup, false).await.unwrap();
    let status = operator.ended().await;
    assert_eq!(operator.app.finished(setup).unwrap().record.state, State::Undone, "{status:#?}");
}

/// Without any one action of the policy a setup is not made, or what it checks cannot all be read.
#[tokio::test]
async fn no_action_to_set_up_is_for_nothing() {
    let mut emulator = Emulator::ministack().await;
    let mut for_nothing = BTreeSet::new();
    // With all of them it is made; else every one would seem to be needed.
    for action in actions().into_iter().chain(["none"]) {
        let operator = Operator::new(emulator).await;
        let all = needs(Duty::SetUp, &operator.desired);
        let less = all.into_iter().filter(|need| need.action != action).collect::<BTreeSet<Need>>();
        operator.may(&document_of(&less, &operator.desired, None)).await;
        let made = operator.sets_up().await;
        assert!(made || action != "none");
        if made && action != "none" {
            for_nothing.insert(action);
        }
        emulator = operator.emulator;
        emulator.reset().await;
    }
    assert_eq!(for_nothing, BTreeSet::from(NOT_ENFORCED));
}

/// The actions that change something on a first run with a new key.
fn actions() -> BTreeSet<&'static str> {
    let form = crate::request::sample::form();
    let account = crate::request::sample::own();
    let desired = crate::request::sample::parsed(&form, &account).desired(&account);
    let reads = needs(Duty::Check, &desired).into_iter().map(|need| need.action).collect::<BTreeSet<_>>();
    let all = needs(Duty::SetUp, &desired).into_iter().map(|need| need.action).collect::<BTreeSet<_>>();
    // These two put right what somebody changed.
    let later = BTreeSet::from(["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"]);
    all.into_iter().filter(|action| !reads.contains(action) && !later.contains(action)).collect()
}
