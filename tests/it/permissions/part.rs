//! What AWS says of a sign-in in several pages, or only in part.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use export_storage_setup::aws::{NotSimulated, Simulated, simulate};
use export_storage_setup::messages::permissions::{PermissionsView, Unchecked, Verdict};
use export_storage_setup::setup::permissions::{
    Duty, Need, Question, Scope, needs_of_plan, operator_policy, questions,
};
use export_storage_setup::values::Region;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

use super::answers::{anna, asked_as, plan, role, session, view};
use crate::errors::{access_to, server};
use crate::run::{REGION, Stage};

const CALL: &str = "iam:SimulatePrincipalPolicy";

/// Status and body of an answer.
type Answer = (u16, String);

/// Asks about two things an AWS that answers as told, and says what it was asked, request by request.
async fn asked(answer: fn(&str) -> Answer) -> (Result<Simulated, NotSimulated>, Vec<String>) {
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let ear = Arc::clone(&heard);
    let endpoint = server(move |stream| {
        let ear = Arc::clone(&ear);
        let service = service_fn(move |request: Request<Incoming>| {
            let ear = Arc::clone(&ear);
            async move {
                let body = request.into_body().collect().await.unwrap().to_bytes();
                let body = String::from_utf8_lossy(&body).into_owned();
                let (status, text) = answer(&body);
                ear.lock().unwrap().push(body);
                let answer = Response::builder().status(status).header("content-type", "text/xml");
                Ok::<_, Infallible>(answer.body(Full::new(Bytes::from(text))).unwrap())
            }
        });
        async move {
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        }
    })
    .await;
    let about = |scope, actions: &[&'static str]| Question {
        scope,
        actions: actions.to_vec(),
        resource: "*".to_owned(),
        context: Vec::new(),
    };
    let questions =
        [about(Scope::Role, &["iam:DeleteRole", "iam:GetRole", "iam:TagRole"]), about(Scope::Lists, &["kms:ListKeys"])];
    let clients = access_to(&endpoint).await.clients(&Region::parse(REGION).unwrap());
    let simulated = simulate(&clients, &anna(), &questions).await;
    let heard = heard.lock().unwrap().clone();
    (simulated, heard)
}

/// A page with one action, and the mark of the next one.
fn page(action: &str, decision: &str, next: Option<&str>) -> Answer {
    let result = format!("<EvalActionName>{action}</EvalActionName><EvalDecision>{decision}</EvalDecision>");
    let next = match next {
        Some(mark) => format!("<IsTruncated>true</IsTruncated><Marker>{mark}</Marker>"),
        None => "<IsTruncated>false</IsTruncated>".to_owned(),
    };
    let results = format!("<EvaluationResults><member>{result}</member></EvaluationResults>{next}");
    let name = "SimulatePrincipalPolicy";
    (200, format!("<{name}Response><{name}Result>{results}</{name}Result></{name}Response>"))
}

fn refusal(code: &str) -> Answer {
    let error = format!("<Type>Sender</Type><Code>{code}</Code><Message>the test wants this</Message>");
    (400, format!("<ErrorResponse><Error>{error}</Error></ErrorResponse>"))
}

fn actions(needs: &BTreeSet<Need>) -> Vec<&'static str> {
    needs.iter().map(|need| need.action).collect()
}

#[tokio::test]
async fn an_answer_of_several_pages_is_read_to_the_last() {
    let (simulated, heard) = asked(|body| match body {
        body if body.contains("kms") => page("kms:ListKeys", "allowed", None),
        body if body.contains("Marker=second") => page("iam:GetRole", "implicitDeny", Some("third")),
        body if body.contains("Marker=third") => page("iam:TagRole", "allowed", None),
        _ => page("iam:DeleteRole", "allowed", Some("second")),
    })
    .await;
    let simulated = simulated.unwrap();
    assert_eq!(actions(&simulated.allowed), ["iam:DeleteRole", "iam:TagRole", "kms:ListKeys"]);
    assert_eq!(actions(&simulated.missing), ["iam:GetRole"]);
    assert_eq!((simulated.unanswered.len(), simulated.failure), (0, None));
    assert_eq!(heard.len(), 4, "each page once: {heard:#?}");
}

#[tokio::test]
async fn what_the_first_page_says_counts_although_the_second_does_not_come() {
    let (simulated, heard) = asked(|body| match body {
        body if body.contains("kms") => page("kms:ListKeys", "allowed", None),
        body if body.contains("Marker=second") => refusal("InvalidInput"),
        _ => page("iam:DeleteRole", "implicitDeny", Some("second")),
    })
    .await;
    let simulated = simulated.unwrap();
    assert_eq!(actions(&simulated.missing), ["iam:DeleteRole"]);
    assert_eq!(actions(&simulated.unanswered), ["iam:GetRole", "iam:TagRole"]);
    assert_eq!(actions(&simulated.allowed), ["kms:ListKeys"], "{heard:#?}");
    assert_eq!(simulated.failure.unwrap().code.as_deref(), Some("InvalidInput"));
}

/// Answers that say nothing of some action are not taken for an allowance.
#[tokio::test]
async fn what_an_answer_leaves_out_is_not_known() {
    let (simulated, _) = asked(|body| match body {
        body if body.contains("kms") => page("kms:ListKeys", "allowed", None),
        _ => page("iam:DeleteRole", "allowed", None),
    })
    .await;
    let simulated = simulated.unwrap();
    assert_eq!(actions(&simulated.unanswered), ["iam:GetRole", "iam:TagRole"]);
    assert!(simulated.failure.unwrap().message.unwrap().contains("EvaluationResults"));
}

#[tokio::test]
async fn once_the_session_has_ended_nothing_more_is_asked() {
    let (simulated, heard) = asked(|_| refusal("ExpiredToken")).await;
    let Err(NotSimulated::Aws(failure)) = simulated else { panic!("{simulated:?}") };
    assert_eq!((failure.code.as_deref(), heard.len()), (Some("ExpiredToken"), 1));

    let (simulated, heard) = asked(|body| match body {
        body if body.contains("Marker=second") => refusal("ExpiredToken"),
        _ => page("iam:DeleteRole", "allowed", Some("second")),
    })
    .await;
    let simulated = simulated.unwrap();
    assert_eq!(actions(&simulated.allowed), ["iam:DeleteRole"]);
    assert_eq!(actions(&simulated.unanswered), ["iam:GetRole", "iam:TagRole", "kms:ListKeys"]);
    assert_eq!(heard.len(), 2, "{heard:#?}");
}

/// Such as an action that a part of AWS does not know.
#[tokio::test]
async fn what_aws_does_not_answer_is_named_beside_what_it_does() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    let all = needs_of_plan(&plan);
    let first: Vec<&str> = questions(&all, &plan)[0].actions.clone();
    let words = "Invalid Action Name";
    stage.refuse(CALL, 1, (400, "InvalidInput", words));
    let shown = view(&stage).await;
    let unsure = Verdict::Unsure { caller: "user practice".to_owned(), depends_on: BTreeSet::new() };
    assert_eq!((&shown.verdict, &shown.unchecked), (&unsure, &names(first.iter().copied())), "{shown:#?}");
    assert_eq!(shown.problem.unwrap().aws.unwrap().message.as_deref(), Some(words));

    let policy = operator_policy(Duty::SetUp, &plan.desired, None).to_json();
    role(&stage, "/", &policy.replace("iam:AttachRolePolicy", "iam:GetUser")).await;
    stage.refuse(CALL, 1, (400, "InvalidInput", words));
    let shown = PermissionsView::from(&asked_as(&stage, &plan, &session()).await);
    assert!(matches!(shown.verdict, Verdict::Missing { .. }), "{shown:#?}");
    assert_eq!((shown.missing, shown.unchecked), (names(["iam:AttachRolePolicy"]), names(first)));
}

#[tokio::test]
async fn when_no_question_is_answered_it_could_not_be_checked() {
    let stage = Stage::new().await;
    stage.refuse(CALL, 1000, (400, "InvalidInput", "no"));
    let shown = view(&stage).await;
    assert_eq!(shown.verdict, Verdict::Unchecked { why: Unchecked::Aws }, "{shown:#?}");
    assert!(shown.unchecked.is_empty());
    assert!(shown.problem.is_some());
}

fn names<'a>(actions: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let sorted: BTreeSet<&str> = actions.into_iter().collect();
    sorted.into_iter().map(ToOwned::to_owned).collect()
}
