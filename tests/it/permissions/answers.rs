//! What AWS says of a sign-in, asked of the AWS inside the program, and what the page makes of it.

use std::collections::BTreeSet;

use export_storage_setup::app::AppError;
use export_storage_setup::app::reviews::permissions::{Asked, Permissions};
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::aws::{
    Access, CallerArn, Identity, NotSimulated, PracticeAccess, Simulated, identify, simulate,
};
use export_storage_setup::messages::permissions::{DeletableKey, Part, PermissionsView, Unchecked, Verdict};
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::setup::permissions::{Duty, Question, Scope, needs_of_plan, operator_policy, questions};
use export_storage_setup::setup::plan::Plan;
use export_storage_setup::values::Account;
use export_storage_setup::values::{AccountId, Partition, Region};

use crate::errors::{access_to, answer as say, server};
use crate::run::{REGION, Stage, filled_in};

const PRACTICE: &str = "000000000000";

pub async fn plan(stage: &Stage) -> Plan {
    stage.reviewed(&stage.form()).await.plan
}

pub async fn view(stage: &Stage) -> PermissionsView {
    let plan = plan(stage).await;
    PermissionsView::from(&stage.app.reviews.permissions(plan.fingerprint.as_str()).await.unwrap())
}

/// A role with this policy alone.
pub async fn role(stage: &Stage, path: &str, policy: &str) {
    let iam = stage.iam();
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{PRACTICE}:root"}},"Action":"sts:AssumeRole"}}]}}"#
    );
    iam.create_role().role_name("operator").path(path).assume_role_policy_document(trust).send().await.unwrap();
    let made = iam.create_policy().policy_name("operator").policy_document(policy).send().await.unwrap();
    let arn = made.policy().unwrap().arn().unwrap();
    iam.attach_role_policy().role_name("operator").policy_arn(arn).send().await.unwrap();
}

/// Asks about the plan as somebody else than the practice user.
pub async fn asked_as(stage: &Stage, plan: &Plan, caller: &str) -> Permissions {
    let access = Access::Practice(PracticeAccess::new(stage.traffic.client()));
    let region = Region::parse(REGION).unwrap();
    let user = identify(&access, &region).await.unwrap();
    let identity = Identity { caller: CallerArn::parse(caller).unwrap(), ..user };
    let questions = questions(&needs_of_plan(plan), plan);
    let answer = simulate(&access.clients(&region), &identity, &questions).await;
    let asked = Asked { caller: identity.caller_words(), arn: caller.to_owned(), answer };
    Permissions { plan: plan.clone(), asked: Some(asked), policies: Vec::new(), superseded: Vec::new() }
}

/// A user.
pub fn anna() -> Identity {
    Identity {
        account: Account { id: AccountId::parse(PRACTICE).unwrap(), partition: Partition::Aws },
        caller: CallerArn::parse(&format!("arn:aws:iam::{PRACTICE}:user/anna")).unwrap(),
        user_id: "AIDAEXAMPLE".to_owned(),
        root: false,
        alias: None,
    }
}

pub fn session() -> String {
    format!("arn:aws:sts::{PRACTICE}:assumed-role/operator/anna@example.com")
}

fn answer(permissions: &Permissions) -> &Simulated {
    permissions.asked.as_ref().unwrap().answer.as_ref().unwrap()
}

#[tokio::test]
async fn whoever_may_do_everything_is_told_so() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    assert_eq!(view.verdict, Verdict::Everything { caller: "user practice".to_owned() }, "{view:#?}");
    let parts: Vec<&Part> = view.operators.iter().map(|operator| &operator.part).collect();
    assert!(matches!(parts[..], [Part::SetUp { bounded: false }, Part::Check, Part::Remove { .. }]), "{parts:?}");
    assert!(stage.traffic.writes().iter().all(|write| write.operation == "iam:SimulatePrincipalPolicy"));
}

#[tokio::test]
async fn the_policy_to_set_up_is_all_that_setting_up_takes() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    role(&stage, "/ops/", &operator_policy(Duty::SetUp, &plan.desired, None).to_json()).await;
    let permissions = asked_as(&stage, &plan, &session()).await;
    assert_eq!(answer(&permissions).allowed, needs_of_plan(&plan), "{permissions:#?}");
    assert!(matches!(PermissionsView::from(&permissions).verdict, Verdict::Everything { .. }));
}

#[tokio::test]
async fn what_is_missing_is_named_and_can_be_sent_to_whoever_gives_it() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    let policy = operator_policy(Duty::SetUp, &plan.desired, None).to_json();
    let less = policy.replace("iam:AttachRolePolicy", "iam:GetUser").replace("kms:CreateAlias", "kms:Decrypt");
    role(&stage, "/", &less).await;
    let permissions = asked_as(&stage, &plan, &session()).await;
    let view = PermissionsView::from(&permissions);
    let Verdict::Missing { arn, account, .. } = view.verdict else { panic!("{view:#?}") };
    assert_eq!((arn, account.as_str()), (session(), PRACTICE));
    assert_eq!(view.missing, ["iam:AttachRolePolicy", "kms:CreateAlias"]);
    assert_eq!(view.unsure, Vec::<String>::new());
    let given = view.policy.unwrap();

    // With what was asked for, nothing is missing any more.
    let iam = stage.iam();
    let more = iam.create_policy().policy_name("more").policy_document(given).send().await.unwrap();
    let more = more.policy().unwrap().arn().unwrap();
    iam.attach_role_policy().role_name("operator").policy_arn(more).send().await.unwrap();
    let permissions = asked_as(&stage, &plan, &session()).await;
    let verdict = PermissionsView::from(&permissions).verdict;
    assert!(matches!(verdict, Verdict::Everything { .. }), "{permissions:#?}");
}

#[tokio::test]
async fn what_depends_on_something_unknown_is_not_called_missing() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    let only_with_code = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["s3:*","kms:*"],"Resource":"*"},
        {"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}"#;
    role(&stage, "/", only_with_code).await;
    let permissions = asked_as(&stage, &plan, &session()).await;
    let unsure: BTreeSet<&str> = answer(&permissions).unsure.iter().map(|need| need.action).collect();
    assert!(unsure.contains("iam:CreateRole") && unsure.iter().all(|action| action.starts_with("iam:")), "{unsure:?}");
    let view = PermissionsView::from(&permissions);
    let Verdict::Unsure { depends_on, .. } = view.verdict else { panic!("{view:#?}") };
    assert_eq!(depends_on, ["aws:MultiFactorAuthPresent".to_owned()].into());
    assert_eq!((view.missing.len(), view.policy), (0, None));
}

/// The reference names the unknown keys of a listed resource beside that resource, and not always above as well
/// (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html>).
#[tokio::test]
async fn what_is_unknown_about_one_resource_counts_too() {
    let body = "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults><member>\
        <EvalActionName>iam:CreateRole</EvalActionName><EvalDecision>explicitDeny</EvalDecision>\
        <ResourceSpecificResults><member><EvalResourceName>arn:aws:iam::000000000000:role/r</EvalResourceName>\
        <EvalResourceDecision>explicitDeny</EvalResourceDecision>\
        <MissingContextValues><member>aws:MultiFactorAuthPresent</member></MissingContextValues></member>\
        </ResourceSpecificResults></member></EvaluationResults><IsTruncated>false</IsTruncated>\
        </SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\nconnection: close\r\ncontent-length:";
    let text: &'static str = Box::leak(format!("{head} {}\r\n\r\n{body}", body.len()).into_boxed_str());
    let endpoint = server(move |stream| say(stream, text)).await;
    let region = Region::parse(REGION).unwrap();
    let question = Question {
        scope: Scope::RoleWithinBoundary,
        actions: vec!["iam:CreateRole"],
        resource: format!("arn:aws:iam::{PRACTICE}:role/r"),
        context: Vec::new(),
    };
    let clients = access_to(&endpoint).await.clients(&region);
    let answer = simulate(&clients, &anna(), &[question]).await.unwrap();
    assert_eq!((answer.missing.len(), answer.unsure.len()), (0, 1), "{answer:?}");
    assert_eq!(answer.depends_on, ["aws:MultiFactorAuthPresent".to_owned()].into());
}

/// The account's alias is shown and lists are asked for to open connections early: without either a setup is made all the
/// same.
#[tokio::test]
async fn what_is_only_convenient_is_not_called_missing() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    let policy = operator_policy(Duty::SetUp, &plan.desired, None).to_json();
    let less = policy.replace("iam:ListAccountAliases", "iam:GetUser").replace("kms:ListAliases", "kms:Decrypt");
    role(&stage, "/", &less).await;
    let permissions = asked_as(&stage, &plan, &session()).await;
    let verdict = PermissionsView::from(&permissions).verdict;
    assert!(matches!(verdict, Verdict::Everything { .. }), "{permissions:#?}");
}

/// Without the key no recording can be read; until it is made, the policy to remove knows it only by a tag.
#[tokio::test]
async fn what_a_policy_could_be_misused_for_is_said_of_the_key_too() {
    let stage = Stage::new().await;
    let said = async |form: &Form| {
        let plan = stage.reviewed(form).await.plan;
        let view = PermissionsView::from(&stage.app.reviews.permissions(plan.fingerprint.as_str()).await.unwrap());
        let part = view.operators.into_iter().map(|operator| operator.part).next_back();
        let Some(Part::Remove { key, .. }) = part else { panic!("{part:?}") };
        key
    };
    let form = stage.form();
    assert_eq!(said(&form).await, DeletableKey::ToBeMade);
    stage.assert_ready(&stage.run(&form).await);
    assert_eq!(said(&form).await, DeletableKey::Made);
    let without = Form { encryption_mode: EncryptionMode::Amazon, ..stage.form() };
    assert_eq!(said(&without).await, DeletableKey::None);
}

/// The role of a company's sign-in has a path that its session's ARN leaves out, and who may not look it up cannot be asked
/// about.
#[tokio::test]
async fn a_role_that_cannot_be_looked_up_is_not_said_to_be_gone() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    let everything = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    role(&stage, "/company/", everything).await;
    stage.quiet().await;
    stage.refuse("iam:GetRole", 1, (403, "AccessDenied", "not authorized to perform: iam:GetRole"));
    let permissions = asked_as(&stage, &plan, &session()).await;
    let view = PermissionsView::from(&permissions);
    let unchecked = Verdict::Unchecked { why: Unchecked::RoleUnknown };
    assert_eq!((&view.verdict, &view.problem), (&unchecked, &None), "{view:#?}");
}

#[tokio::test]
async fn of_root_and_federated_users_aws_is_not_asked() {
    let stage = Stage::new().await;
    let plan = plan(&stage).await;
    stage.quiet().await;
    for (caller, expected, why) in [
        (format!("arn:aws:iam::{PRACTICE}:root"), NotSimulated::Root, Unchecked::Root),
        (format!("arn:aws:sts::{PRACTICE}:federated-user/anna"), NotSimulated::NoPolicies, Unchecked::NoPolicies),
    ] {
        let permissions = asked_as(&stage, &plan, &caller).await;
        assert_eq!(permissions.asked.as_ref().unwrap().answer, Err(expected));
        assert_eq!(PermissionsView::from(&permissions).verdict, Verdict::Unchecked { why });
    }
    assert!(stage.traffic.writes().is_empty(), "{:?}", stage.traffic.writes());
}

#[tokio::test]
async fn who_may_not_ask_can_create_all_the_same() {
    let stage = Stage::new().await;
    let denied = "User: anna is not authorized to perform: iam:SimulatePrincipalPolicy";
    stage.refuse("iam:SimulatePrincipalPolicy", 1, (403, "AccessDenied", denied));
    let form = stage.form();
    let plan = stage.reviewed(&form).await.plan;
    let view = PermissionsView::from(&stage.app.reviews.permissions(plan.fingerprint.as_str()).await.unwrap());
    assert_eq!(view.verdict, Verdict::Unchecked { why: Unchecked::Aws });
    assert_eq!(view.problem.unwrap().aws.unwrap().message.as_deref(), Some(denied));
    assert_eq!(view.operators.len(), 3);
    let asked = stage.traffic.writes().into_iter().filter(|write| write.operation == "iam:SimulatePrincipalPolicy");
    assert_eq!(asked.count(), 1, "the other questions would be refused too");
    stage.assert_ready(&stage.run(&form).await);
}

#[tokio::test]
async fn once_everything_is_there_only_reading_is_asked_about() {
    let stage = Stage::new().await;
    let form = stage.form();
    stage.assert_ready(&stage.run(&form).await);
    let plan = stage.reviewed(&form).await.plan;
    role(&stage, "/", &operator_policy(Duty::Check, &plan.desired, plan.key.as_ref()).to_json()).await;
    let permissions = asked_as(&stage, &plan, &session()).await;
    let verdict = PermissionsView::from(&permissions).verdict;
    assert!(matches!(verdict, Verdict::Everything { .. }), "{permissions:#?}");
}

#[tokio::test]
async fn with_a_number_alone_there_is_the_policy_for_whoever_creates_it() {
    let stage = Stage::new().await;
    stage.app.sessions.sign_in_number(PRACTICE, "aws").unwrap();
    stage.quiet().await;
    let Reviewed::Planned(review) = stage.app.reviews.review(filled_in(&stage.app)).await.unwrap() else {
        panic!("problems")
    };
    let plan = review.plan;
    let view = PermissionsView::from(&stage.app.reviews.permissions(plan.fingerprint.as_str()).await.unwrap());
    assert_eq!(view.verdict, Verdict::NobodyAsked);
    assert_eq!(view.operators.len(), 1);
    let policy = PolicyDocument::parse(&view.operators[0].json).unwrap();
    assert_eq!(policy, operator_policy(Duty::SetUp, &plan.desired, None));
    assert!(stage.traffic.exchanges().is_empty());
}

#[tokio::test]
async fn no_other_plan_than_the_reviewed_one_is_asked_about() {
    let stage = Stage::new().await;
    plan(&stage).await;
    assert!(matches!(stage.app.reviews.permissions("another").await, Err(AppError::NotTheReviewedPlan)));
}
