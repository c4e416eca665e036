//! Failures on request, in practice itself and by the client that the fault tests put around it.

use std::time::Duration;

use aws_sdk_iam::error::SdkError;
use export_storage_setup::practice::{Failure, FailureKind, Operation, PracticeAws};

use super::{REGION, clients, clients_over, code, is, refused};
use crate::support::faults::{Fault, FaultyClient};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}"#;

fn failure(operation: &str, error: FailureKind, times: u32) -> Failure {
    Failure { operation: operation.parse().unwrap(), error, times }
}

#[test]
fn operations_are_written_as_actions_are() {
    for text in ["s3:PutBucketEncryption", "iam:CreateRole", "kms:CreateKey", "sts:GetCallerIdentity"] {
        assert_eq!(text.parse::<Operation>().unwrap().to_string(), text);
    }
    for text in ["", "s3", "s3:", "ec2:RunInstances", "s3:Put Bucket", "S3:CreateBucket"] {
        assert!(text.parse::<Operation>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_chosen_operation_fails_as_often_as_told() {
    let aws = PracticeAws::new();
    let here = clients(&aws, REGION);
    aws.fail_next(Some(failure("kms:CreateKey", FailureKind::Throttled, 2)));
    aws.fail_next(Some(failure("iam:CreateRole", FailureKind::AccessDenied, 1)));
    aws.fail_next(Some(failure("s3:HeadBucket", FailureKind::InternalError, 1)));
    for _ in 0..2 {
        assert_eq!(code(here.kms.create_key().send().await), is(400, "ThrottlingException"));
    }
    here.kms.create_key().send().await.unwrap();
    let role = || here.iam.create_role().role_name("export").assume_role_policy_document(TRUST);
    let (status, code_, message) = refused(role().send().await);
    assert_eq!((status, code_.as_str()), (403, "AccessDenied"));
    assert_eq!(
        message,
        "User: arn:aws:iam::000000000000:user/practice is not authorized to perform: iam:CreateRole on resource: \
         arn:aws:iam::000000000000:role/export because no identity-based policy allows the iam:CreateRole action"
    );
    role().send().await.unwrap();
    assert_eq!(code(here.s3.head_bucket().bucket("practice-none").send().await).0, 500);
    assert_eq!(code(here.s3.head_bucket().bucket("practice-none").send().await).0, 404);
}

#[tokio::test]
async fn a_denial_names_the_action_and_not_the_operation() {
    let aws = PracticeAws::new();
    let s3 = clients(&aws, REGION).s3;
    aws.fail_next(Some(failure("s3:GetBucketEncryption", FailureKind::AccessDenied, 1)));
    let (_, _, message) = refused(s3.get_bucket_encryption().bucket("practice-recordings").send().await);
    assert!(
        message.contains("s3:GetEncryptionConfiguration on resource: \"arn:aws:s3:::practice-recordings\""),
        "{message}"
    );
}

#[tokio::test]
async fn a_lost_answer_leaves_what_was_made() {
    let aws = PracticeAws::new();
    let kms = clients(&aws, REGION).kms;
    for (kind, keys) in [(FailureKind::NoAnswer, 0), (FailureKind::AnswerLost, 1)] {
        aws.fail_next(Some(failure("kms:CreateKey", kind, 1)));
        let error = kms.create_key().send().await.unwrap_err();
        assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_timeout()), "{error:?}");
        assert_eq!(kms.list_keys().send().await.unwrap().keys().len(), keys);
    }
    let own = FailureKind::Refused { status: 409, code: "Conflict".to_owned(), message: "Not now".to_owned() };
    aws.fail_next(Some(failure("kms:ListKeys", own, 5)));
    assert_eq!(refused(kms.list_keys().send().await), (409, "Conflict".to_owned(), "Not now".to_owned()));
    aws.fail_next(None);
    kms.list_keys().send().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_faulty_client_fails_the_chosen_request_only() {
    // What fails, how the SDK sees it, whether the key was made all the same.
    let cases = [
        (Fault::Throttled, "refused", false),
        (Fault::InternalError, "refused", false),
        (Fault::TimedOutBefore, "dispatch", false),
        (Fault::TimedOutAfter, "dispatch", true),
        (Fault::SilentBefore, "timeout", false),
        (Fault::SilentAfter, "timeout", true),
        (Fault::ResetBefore, "dispatch", false),
        (Fault::ResetAfter, "dispatch", true),
        // The SDK calls an answer that it cannot read an error of the service's.
        (Fault::Malformed, "refused", true),
    ];
    for (fault, expected, made) in cases {
        let aws = PracticeAws::new();
        let faulty = FaultyClient::around(aws.http_client()).failing("kms:CreateKey", 2, fault);
        let kms = clients_over(faulty.shared(), REGION).kms;
        kms.create_key().send().await.unwrap();
        let begun = tokio::time::Instant::now();
        let seen = match kms.create_key().send().await.unwrap_err() {
            SdkError::ServiceError(_) => "refused",
            SdkError::DispatchFailure(_) => "dispatch",
            SdkError::TimeoutError(_) => "timeout",
            other => panic!("{fault:?}: {other:?}"),
        };
        assert_eq!(seen, expected, "{fault:?}");
        let waited = if expected == "timeout" { Duration::from_secs(20) } else { Duration::ZERO };
        assert_eq!(begun.elapsed().as_secs(), waited.as_secs(), "{fault:?}");
        kms.create_key().send().await.unwrap();
        let keys = kms.list_keys().send().await.unwrap().keys().len();
        assert_eq!(keys, if made { 3 } else { 2 }, "{fault:?}");
        assert_eq!(faulty.seen(), ["kms:CreateKey", "kms:CreateKey", "kms:CreateKey", "kms:ListKeys"]);
    }
}

#[tokio::test]
async fn every_service_has_faults_in_its_own_format() {
    let aws = PracticeAws::new();
    let faulty = FaultyClient::around(aws.http_client())
        .failing("s3:ListBuckets", 1, Fault::Throttled)
        .failing("s3:ListBuckets", 2, Fault::InternalError)
        .failing("iam:ListRoles", 1, Fault::Throttled)
        .failing("iam:ListRoles", 2, Fault::InternalError)
        .failing("sts:GetCallerIdentity", 1, Fault::Throttled);
    let here = clients_over(faulty.shared(), REGION);
    assert_eq!(code(here.s3.list_buckets().send().await), is(503, "SlowDown"));
    assert_eq!(code(here.s3.list_buckets().send().await), is(500, "InternalError"));
    assert_eq!(code(here.iam.list_roles().send().await), is(400, "Throttling"));
    assert_eq!(code(here.iam.list_roles().send().await), is(500, "ServiceFailure"));
    assert_eq!(code(here.sts.get_caller_identity().send().await), is(400, "Throttling"));
    here.sts.get_caller_identity().send().await.unwrap();
}
