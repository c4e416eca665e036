//! What is asked outside of the page before something is changed in AWS, and when.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use export_storage_setup::app::AppError;
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::confirm::{Deed, Question};
use export_storage_setup::aws::{Access, RealAccess};
use export_storage_setup::messages::confirm::Confirmation;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_runtime_api::client::http::http_client_fn;

use crate::run::Stage;
use crate::support::repository;

const DEEDS: [Deed; 5] = [Deed::Create, Deed::GoOn, Deed::Undo, Deed::Stop, Deed::LetIn];

/// A way to AWS as the AWS CLI's files say.
async fn access(config: &str) -> Access {
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build();
    let keys = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret", None, None, "test");
    let nobody = http_client_fn(|_, _| unreachable!("nothing is sent"));
    Access::Real(RealAccess::load(SharedCredentialsProvider::new(keys), nobody, files, None).await)
}

#[tokio::test]
async fn requests_go_to_aws_unless_all_that_change_something_stay_here() {
    assert!(access("").await.reaches_aws());
    assert!(!access("[default]\nendpoint_url = http://127.0.0.1:5000\n").await.reaches_aws());
    let services = "[default]\nservices = here\n[services here]\n";
    for (overridden, reaches) in [("s3", true), ("s3 iam", true), ("sts", true), ("s3 iam kms", false)] {
        let each = |service: &str| format!("{service} =\n  endpoint_url = http://127.0.0.1:5000\n");
        let config = services.to_owned() + &overridden.split(' ').map(each).collect::<Vec<_>>().concat();
        assert_eq!(access(&config).await.reaches_aws(), reaches, "{overridden}");
    }
}

#[tokio::test]
async fn nothing_is_asked_where_nothing_goes_to_aws_and_only_of_what_is_there() {
    let stage = Stage::new().await;
    let Reviewed::Planned(review) = stage.app.reviews.review(stage.form()).await.unwrap() else { panic!("problems") };
    let fingerprint = review.plan.fingerprint.as_str();
    assert_eq!(stage.app.runs.question(Deed::Create, fingerprint).unwrap(), None);
    assert!(matches!(stage.app.runs.question(Deed::Create, "another"), Err(AppError::NotTheReviewedPlan)));
    for deed in DEEDS.into_iter().skip(1) {
        assert!(matches!(stage.app.runs.question(deed, "another"), Err(AppError::UnknownSetup)), "{deed:?}");
    }
}

#[tokio::test]
async fn a_question_says_in_which_account_and_region_what_happens_to_what() {
    let stage = Stage::new().await;
    let Reviewed::Planned(review) = stage.app.reviews.review(stage.form()).await.unwrap() else { panic!("problems") };
    let plan = &review.plan;
    for deed in DEEDS {
        let question = Question { deed, desired: plan.desired.clone(), fingerprint: plan.fingerprint.clone() };
        let said = Confirmation::from(&question);
        assert!(said.title.contains(plan.desired.account.id.as_str()), "{said:?}");
        let desired = &plan.desired;
        for part in [desired.bucket.name.as_str(), desired.region.as_str(), desired.role.name.as_str()] {
            assert!(said.text.contains(part), "{said:?}");
        }
        assert!(said.text.contains(&plan.fingerprint.short()) && said.text.contains(&said.yes), "{said:?}");
        // Whom a role is made for is what a page could lie about.
        let makes = matches!(deed, Deed::Create | Deed::GoOn);
        assert!(desired.role.principals.iter().all(|one| said.text.contains(&one.to_string()) == makes), "{said:?}");
    }
}

/// Each command of the page that leads to a change in AWS asks, before it does anything else but look at the session.
#[test]
fn every_command_that_changes_something_in_aws_asks() {
    let text = std::fs::read_to_string(repository("src-tauri/commands/runs.rs")).unwrap();
    let commands: Vec<&str> = text.split("#[tauri::command]").skip(1).collect();
    for (method, deed) in
        [("create", "Create"), ("retry", "GoOn"), ("undo", "Undo"), ("stop", "Stop"), ("resume", "LetIn")]
    {
        let call = format!(".{method}(");
        let mut seen = 0;
        for command in commands.iter().filter(|command| command.contains(&call)) {
            let asked = command.find(&format!("confirmed(&program, &handle, Deed::{deed}, "));
            assert!(asked.is_some_and(|asked| asked < command.find(&call).unwrap()), "{command}");
            seen += 1;
        }
        assert_eq!(seen, 1, "{method}");
    }
    // Nobody else starts or changes anything: what is left of the program's methods that do is the key kept after all.
    let others = ["sessions", "browser", "center", "settings", "forms", "elsewhere", "system", "window"];
    for room in others {
        let text = std::fs::read_to_string(repository(&format!("src-tauri/commands/{room}.rs"))).unwrap();
        for call in [".create(", ".retry(", ".undo(", ".stop(", ".resume("] {
            assert!(!text.contains(call), "{room} has {call}");
        }
    }
}
