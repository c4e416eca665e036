//! AWS's errors as people meet them: each becomes one kind, with all that makes it precise.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::aws::network::connector::http_client;
use export_storage_setup::aws::{
    Access, AwsFailure, Cause, Destination, FailureKind, Limit, Network, NotSent, RealAccess, Unclear, identify,
};
use export_storage_setup::messages::problem::{Problem, Situation};
use export_storage_setup::values::{Region, kind_of};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Call, HTTP status, code, message as AWS writes it, and the kind.
type Row = (&'static str, u16, Option<&'static str>, &'static str, &'static str);

const DENIED: &str = "User: arn:aws:iam::111122223333:user/anna is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/r";

fn denied(how: &str) -> &'static str {
    Box::leak(format!("{DENIED} {how}").into_boxed_str())
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn rows() -> Vec<Row> {
    vec![
        (
            "iam:CreateRole",
            403,
            Some("AccessDenied"),
            denied("with an explicit deny in a service control policy"),
            "denied-by-organisation",
        ),
        (
            "iam:CreateRole",
            403,
            Some("AccessDenied"),
            denied("because no service control policy allows the iam:CreateRole action"),
            "denied-by-organisation",
        ),
        (
            "s3:PutBucketPolicy",
            403,
            Some("AccessDenied"),
            denied("with an explicit deny in a resource control policy"),
            "denied-by-resource-control",
        ),
        (
            "iam:CreateRole",
            403,
            Some("AccessDenied"),
            denied("with an explicit deny in a permissions boundary"),
            "denied-by-boundary",
        ),
        (
            "iam:CreateRole",
            403,
            Some("AccessDenied"),
            denied("because no permissions boundary allows the iam:CreateRole action"),
            "denied-by-boundary",
        ),
        (
            "kms:CreateKey",
            400,
            Some("AccessDeniedException"),
            denied("because no session policy allows the kms:CreateKey action"),
            "denied-by-session",
        ),
        (
            "iam:CreateRole",
            403,
            Some("AccessDenied"),
            denied("with an explicit deny in an identity-based policy"),
            "denied-by-own-policy",
        ),
        (
            "iam:CreateRole",
            403,
            Some("AccessDenied"),
            denied("with an explicit deny in an identity-based policy: aws:MultiFactorAuthPresent"),
            "second-factor-missing",
        ),
        (
            "s3:GetBucketPolicy",
            403,
            Some("AccessDenied"),
            denied("with an explicit deny in a resource-based policy"),
            "denied-by-resource",
        ),
        (
            "s3:CreateBucket",
            403,
            Some("AccessDenied"),
            denied("because no VPC endpoint policy allows the s3:CreateBucket action"),
            "denied-by-endpoint",
        ),
        (
            "kms:CreateKey",
            400,
            Some("AccessDeniedException"),
            denied("because no identity-based policy allows the kms:CreateKey action"),
            "not-allowed",
        ),
        ("s3:CreateBucket", 403, Some("AccessDenied"), "Access Denied", "access-denied"),
        ("s3:HeadBucket", 403, None, "", "access-denied"),
        ("s3:CreateBucket", 400, Some("ExpiredToken"), "The provided token has expired.", "session-ended"),
        (
            "kms:CreateKey",
            400,
            Some("ExpiredTokenException"),
            "The security token included in the request is expired",
            "session-ended",
        ),
        (
            "sts:GetCallerIdentity",
            403,
            Some("InvalidClientTokenId"),
            "The security token included in the request is invalid.",
            "keys-unknown",
        ),
        (
            "kms:DescribeKey",
            400,
            Some("UnrecognizedClientException"),
            "The security token included in the request is invalid.",
            "keys-unknown",
        ),
        (
            "s3:CreateBucket",
            403,
            Some("InvalidAccessKeyId"),
            "The AWS Access Key Id you provided does not exist in our records.",
            "keys-unknown",
        ),
        (
            "iam:GetRole",
            401,
            Some("AuthFailure"),
            "AWS was not able to validate the provided access credentials",
            "keys-unknown",
        ),
        (
            "iam:GetRole",
            403,
            Some("SignatureDoesNotMatch"),
            "The request signature we calculated does not match the signature you provided.",
            "secret-wrong",
        ),
        (
            "iam:GetRole",
            403,
            Some("SignatureDoesNotMatch"),
            "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z",
            "clock-wrong",
        ),
        (
            "kms:CreateKey",
            400,
            Some("InvalidSignatureException"),
            "Signature not yet current: 20260101T010000Z is still later than 20260101T001000Z",
            "clock-wrong",
        ),
        (
            "s3:CreateBucket",
            403,
            Some("RequestTimeTooSkewed"),
            "The difference between the request time and the current time is too large.",
            "clock-wrong",
        ),
        ("iam:GetRole", 400, Some("RequestExpired"), "Request has expired.", "clock-wrong"),
        (
            "iam:GetRole",
            400,
            Some("IncompleteSignature"),
            "Authorization header requires 'Credential' parameter.",
            "signature-damaged",
        ),
        (
            "sts:GetCallerIdentity",
            403,
            Some("RegionDisabledException"),
            "STS is not activated in this region",
            "region-not-enabled",
        ),
        (
            "kms:CreateKey",
            400,
            Some("SubscriptionRequiredException"),
            "The AWS Access Key Id needs a subscription for the service",
            "account-not-ready",
        ),
        ("kms:CreateKey", 403, Some("OptInRequired"), "You are not subscribed to this service", "account-not-ready"),
        (
            "s3:CreateBucket",
            403,
            Some("NotSignedUp"),
            "Your account is not signed up for the Amazon S3 service.",
            "account-not-ready",
        ),
        (
            "s3:CreateBucket",
            403,
            Some("AccountProblem"),
            "There is a problem with your AWS account.",
            "account-suspended",
        ),
        (
            "s3:CreateBucket",
            409,
            Some("BucketAlreadyExists"),
            "The requested bucket name is not available.",
            "bucket-name-taken",
        ),
        (
            "s3:CreateBucket",
            409,
            Some("BucketAlreadyOwnedByYou"),
            "Your previous request to create the named bucket succeeded and you already own it.",
            "bucket-already-yours",
        ),
        (
            "s3:CreateBucket",
            400,
            Some("InvalidBucketName"),
            "The specified bucket is not valid.",
            "bucket-name-refused",
        ),
        (
            "s3:CreateBucket",
            400,
            Some("IllegalLocationConstraintException"),
            "The af-south-1 location constraint is incompatible for the region specific endpoint this request was sent to.",
            "bucket-region-refused",
        ),
        (
            "s3:CreateBucket",
            400,
            Some("InvalidLocationConstraint"),
            "The specified location-constraint is not valid",
            "bucket-region-refused",
        ),
        (
            "s3:CreateBucket",
            400,
            Some("TooManyBuckets"),
            "You have attempted to create more buckets than allowed",
            "too-many-buckets",
        ),
        (
            "s3:PutBucketPolicy",
            409,
            Some("OperationAborted"),
            "A conflicting conditional operation is currently in progress against this resource.",
            "bucket-busy",
        ),
        ("s3:PutBucketPolicy", 404, Some("NoSuchBucket"), "The specified bucket does not exist", "bucket-not-there"),
        ("s3:HeadBucket", 404, None, "", "bucket-not-there"),
        ("s3:HeadBucket", 301, None, "", "bucket-in-another-region"),
        (
            "s3:PutBucketPolicy",
            301,
            Some("PermanentRedirect"),
            "The bucket you are attempting to access must be addressed using the specified endpoint.",
            "bucket-in-another-region",
        ),
        (
            "s3:PutBucketPolicy",
            400,
            Some("AuthorizationHeaderMalformed"),
            "the region 'us-east-1' is wrong; expecting 'eu-west-1'",
            "bucket-in-another-region",
        ),
        (
            "s3:DeleteBucket",
            409,
            Some("BucketNotEmpty"),
            "The bucket you tried to delete is not empty",
            "bucket-not-empty",
        ),
        ("s3:PutBucketPolicy", 400, Some("MalformedPolicy"), "Policy has invalid resource", "bucket-policy-refused"),
        (
            "s3:PutBucketPolicy",
            403,
            Some("AccessDenied"),
            "User: x is not authorized to perform: s3:PutBucketPolicy on resource: y because public policies are blocked by the BlockPublicPolicy block public access setting.",
            "public-policy-blocked",
        ),
        ("s3:PutBucketEncryption", 400, Some("KMS.NotFoundException"), "Invalid keyId", "key-refused-by-storage"),
        ("s3:PutBucketEncryption", 400, Some("KMS.DisabledException"), "key is disabled", "key-refused-by-storage"),
        ("s3:CreateBucket", 400, Some("InvalidTag"), "The tag provided was not a valid tag.", "tags-refused"),
        (
            "s3:PutBucketLifecycleConfiguration",
            400,
            Some("MalformedXML"),
            "The XML you provided was not well-formed",
            "input-refused",
        ),
        ("kms:DescribeKey", 400, Some("NotFoundException"), "Key 'arn' does not exist", "key-not-there"),
        ("kms:EnableKeyRotation", 400, Some("DisabledException"), "arn is disabled.", "key-disabled"),
        ("kms:EnableKeyRotation", 400, Some("KMSInvalidStateException"), "arn is pending deletion.", "key-state-wrong"),
        (
            "kms:CreateAlias",
            400,
            Some("AlreadyExistsException"),
            "An alias with the name already exists",
            "alias-in-use",
        ),
        (
            "kms:CreateKey",
            400,
            Some("LimitExceededException"),
            "You have reached the maximum number of keys",
            "key-quota",
        ),
        ("kms:CreateKey", 400, Some("TagException"), "Duplicate tag keys", "tags-refused"),
        (
            "kms:CreateKey",
            400,
            Some("MalformedPolicyDocumentException"),
            "The new key policy will not allow you to update the key policy in the future.",
            "key-policy-refused",
        ),
        ("iam:CreateRole", 409, Some("EntityAlreadyExists"), "Role with name r already exists.", "name-taken"),
        ("iam:CreateRole", 409, Some("LimitExceeded"), "Cannot exceed quota for RolesPerAccount: 1000", "iam-quota"),
        (
            "iam:CreateRole",
            400,
            Some("MalformedPolicyDocument"),
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::444455556666:role/vcc\"",
            "principal-unknown",
        ),
        ("iam:CreatePolicy", 400, Some("MalformedPolicyDocument"), "Syntax errors in policy.", "document-refused"),
        (
            "iam:CreateRole",
            404,
            Some("NoSuchEntity"),
            "Scope ARN: arn:aws:iam::111122223333:policy/b does not exist or is not attachable.",
            "boundary-refused",
        ),
        (
            "iam:CreateRole",
            400,
            Some("InvalidInput"),
            "1 validation error detected: Value at 'description' failed to satisfy constraint",
            "input-refused",
        ),
        ("iam:CreateRole", 400, Some("InvalidInput"), "Duplicate tag keys found.", "tags-refused"),
        (
            "iam:AttachRolePolicy",
            404,
            Some("NoSuchEntity"),
            "Policy arn does not exist or is not attachable.",
            "not-there-yet",
        ),
        (
            "iam:DeletePolicy",
            409,
            Some("DeleteConflict"),
            "Cannot delete a policy attached to entities.",
            "still-attached",
        ),
        (
            "iam:AttachRolePolicy",
            409,
            Some("ConcurrentModification"),
            "The request was rejected because multiple requests to change this object were submitted simultaneously.",
            "changed-meanwhile",
        ),
        (
            "iam:UpdateAssumeRolePolicy",
            400,
            Some("UnmodifiableEntity"),
            "Cannot perform the operation on the protected role.",
            "only-aws-may-change",
        ),
        (
            "iam:AttachRolePolicy",
            400,
            Some("PolicyNotAttachable"),
            "Cannot attach a Service Role Policy to a Customer Role.",
            "policy-not-attachable",
        ),
        ("iam:CreateRole", 400, Some("Throttling"), "Rate exceeded", "too-many-requests"),
        ("kms:CreateKey", 400, Some("ThrottlingException"), "Rate exceeded", "too-many-requests"),
        ("s3:CreateBucket", 503, Some("SlowDown"), "Reduce your request rate.", "too-many-requests"),
        (
            "s3:CreateBucket",
            503,
            Some("ServiceUnavailable"),
            "Service is unable to handle request.",
            "too-many-requests",
        ),
        (
            "iam:CreateRole",
            500,
            Some("ServiceFailure"),
            "The request processing has failed because of an unknown error",
            "error-at-aws",
        ),
        (
            "s3:CreateBucket",
            500,
            Some("InternalError"),
            "We encountered an internal error. Please try again.",
            "error-at-aws",
        ),
        ("kms:CreateKey", 500, Some("KMSInternalException"), "", "error-at-aws"),
        ("iam:CreateRole", 200, None, "", "answer-not-understood"),
        ("iam:CreateRole", 418, Some("Teapot"), "", "unexplained"),
    ]
}

/// The causes that no answer of AWS gives.
fn without_answer() -> Vec<FailureKind> {
    let mut kinds: Vec<FailureKind> = [
        NotSent::Elsewhere(Destination::of("https://aws.example.com").unwrap_err().into()),
        NotSent::Offline,
        NotSent::Dns,
        NotSent::Tls,
        NotSent::CertificateDates,
        NotSent::Proxy,
        NotSent::ProxyAuthentication,
        NotSent::ProxyPassword,
        NotSent::ProxyWantsWindows,
        NotSent::ProxyWantsOther,
        NotSent::ProxyUnreachable,
        NotSent::ProxyScript,
        NotSent::ProxySetting,
        NotSent::Intercepted,
        NotSent::NoCredentials,
        NotSent::KeyToBeMade,
        NotSent::Unbuilt,
    ]
    .map(FailureKind::NotSent)
    .to_vec();
    kinds.extend(
        [Unclear::TimedOut, Unclear::ConnectionLost, Unclear::Malformed, Unclear::TooLong].map(FailureKind::Unclear),
    );
    kinds
}

fn failure(call: &'static str, kind: FailureKind, code: Option<&str>, message: &str) -> AwsFailure {
    AwsFailure {
        call,
        kind,
        code: code.map(ToOwned::to_owned),
        message: Some(message.to_owned()),
        request_id: Some("1B2C".to_owned()),
    }
}

fn failures() -> Vec<AwsFailure> {
    let answered = rows().into_iter().map(|(call, status, code, message, _)| {
        failure(call, FailureKind::of(call, status, code, Some(message), None), code, message)
    });
    let unanswered = without_answer().into_iter().map(|kind| failure("iam:CreateRole", kind, None, "no answer"));
    answered.chain(unanswered).collect()
}

#[test]
fn each_error_of_aws_is_the_kind_that_people_meet() {
    for (call, status, code, message, kind) in rows() {
        let is = FailureKind::of(call, status, code, Some(message), None);
        assert_eq!(kind_of(&is), kind, "{call} {status} {code:?} {message}");
    }
}

#[test]
fn at_least_thirty_kinds_are_told_apart() {
    let kinds: BTreeSet<String> = failures().iter().map(kind_of).collect();
    assert!(kinds.len() >= 60, "{}", kinds.len());
}

#[test]
fn what_another_person_must_know_can_be_sent_to_them() {
    let message = denied("with an explicit deny in a service control policy");
    let kind = FailureKind::of("iam:CreateRole", 403, Some("AccessDenied"), Some(message), None);
    let refused = failure("iam:CreateRole", kind, Some("AccessDenied"), message);
    let text = ToOwned::to_owned;
    let situation = Situation {
        account: Some(text("111122223333")),
        caller: Some(text("user anna")),
        resource: Some(text("arn:aws:iam::111122223333:role/r")),
        region: Some(text("eu-west-1")),
        ..Situation::default()
    };
    let problem = Problem::of_aws(&refused, situation.clone(), None);
    assert_eq!((problem.kind(), &problem.situation), ("denied-by-organisation", &situation));
    let aws = problem.aws.unwrap();
    assert_eq!((aws.call.as_deref(), aws.code.as_deref()), (Some("iam:CreateRole"), Some("AccessDenied")));
    assert_eq!((aws.message.as_deref(), aws.request_id.as_deref()), (Some(message), Some("1B2C")));
}

#[test]
fn the_value_that_aws_does_not_know_is_shown() {
    let message = "Invalid principal in policy: \"AWS\":\"arn:aws:iam::444455556666:role/vcc\"";
    let cause = Cause::of("iam:CreateRole", 400, Some("MalformedPolicyDocument"), Some(message));
    assert_eq!(cause, Cause::PrincipalUnknown { principal: Some("arn:aws:iam::444455556666:role/vcc".to_owned()) });
}

#[test]
fn the_quota_that_is_reached_is_named() {
    for (message, quota) in [
        ("Cannot exceed quota for RolesPerAccount: 1000", Some("RolesPerAccount")),
        ("Cannot exceed quota for PoliciesPerRole: 10", Some("PoliciesPerRole")),
        ("something new", None),
    ] {
        let cause = Cause::of("iam:CreateRole", 409, Some("LimitExceeded"), Some(message));
        assert_eq!(cause, Cause::IamQuota { quota: quota.map(ToOwned::to_owned) }, "{message}");
    }
}

#[test]
fn keys_unknown_in_a_region_to_be_switched_on_may_be_right() {
    let kind = FailureKind::of("sts:GetCallerIdentity", 403, Some("InvalidClientTokenId"), None, None);
    let failure = failure("sts:GetCallerIdentity", kind, Some("InvalidClientTokenId"), "");
    for (region, opt_in) in [("af-south-1", true), ("eu-west-1", false)] {
        let situation = Situation::in_region(Some(&Region::parse(region).unwrap()));
        let problem = Problem::of_aws(&failure, situation, None);
        assert_eq!((problem.kind(), problem.situation.opt_in), ("keys-unknown", opt_in), "{region}");
    }
}

#[test]
fn calls_are_sent_again_only_for_named_reasons_and_not_for_ever() {
    let retry = |call, status, code: &str, message: &str| {
        failure(call, FailureKind::of(call, status, Some(code), Some(message), None), Some(code), message).retry()
    };
    let limit = |call, status, code, message| retry(call, status, code, message).map(|retry| retry.limit);
    let seconds = |seconds| Some(Limit::For(Duration::from_secs(seconds)));
    assert_eq!(limit("iam:AttachRolePolicy", 404, "NoSuchEntity", ""), seconds(30));
    assert_eq!(limit("iam:GetRole", 404, "NoSuchEntity", ""), None);
    assert_eq!(limit("s3:PutBucketPolicy", 404, "NoSuchBucket", ""), seconds(30));
    assert_eq!(limit("s3:PutBucketPolicy", 409, "OperationAborted", ""), seconds(60));
    assert_eq!(limit("kms:CreateAlias", 400, "NotFoundException", ""), seconds(30));
    assert_eq!(limit("kms:CreateKey", 400, "LimitExceededException", ""), None);
    assert_eq!(limit("kms:CreateKey", 400, "ThrottlingException", ""), seconds(60));
    assert_eq!(limit("iam:AttachRolePolicy", 409, "ConcurrentModification", ""), seconds(30));
    assert_eq!(limit("iam:CreateRole", 409, "EntityAlreadyExists", ""), None);
    assert_eq!(limit("iam:CreateRole", 500, "ServiceFailure", ""), None);
    let principal = "Invalid principal in policy: \"AWS\":\"x\"";
    assert_eq!(limit("iam:CreateRole", 400, "MalformedPolicyDocument", principal), Some(Limit::Times(2)));
    for kind in without_answer() {
        assert_eq!(failure("iam:CreateRole", kind, None, "").retry(), None);
    }
}

#[test]
fn aws_says_how_long_to_wait() {
    let kind = FailureKind::of("s3:CreateBucket", 503, Some("SlowDown"), None, Some(Duration::from_secs(4)));
    assert_eq!(failure("s3:CreateBucket", kind, None, "").retry().unwrap().pause, Duration::from_secs(4));
}

/// An access whose requests go to `endpoint`, as a profile can say it.
pub async fn access_to(endpoint: &str) -> Access {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config");
    std::fs::write(&file, format!("[default]\nendpoint_url = {endpoint}\n")).unwrap();
    let files = EnvConfigFiles::builder().with_file(EnvConfigFileKind::Config, file).build();
    let keys = SharedCredentialsProvider::new(Credentials::new("AKIAEXAMPLE", "secret", None, None, "test"));
    Access::Real(RealAccess::load(keys, http_client(&Network::default()).unwrap(), files, None).await)
}

/// A server that does one thing with every connection; its address.
pub async fn server<F, D>(with: D) -> String
where
    D: Fn(TcpStream) -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(with(stream));
        }
    });
    format!("http://{address}")
}

/// Creates a role, a call that must never be sent twice unasked.
async fn write(endpoint: &str) -> AwsFailure {
    let region = Region::parse("eu-west-1").unwrap();
    let clients = access_to(endpoint).await.clients(&region);
    let answer = clients.write.iam.create_role().role_name("r").assume_role_policy_document("{}").send().await;
    AwsFailure::of("iam:CreateRole", &answer.unwrap_err())
}

pub async fn answer(mut stream: TcpStream, text: &'static str) {
    let mut request = [0; 8192];
    let _ = stream.read(&mut request).await;
    let _ = stream.write_all(text.as_bytes()).await;
}

#[tokio::test]
async fn where_nothing_listens_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(write(&endpoint).await.kind, FailureKind::NotSent(NotSent::Offline));
}

#[tokio::test]
async fn a_name_nobody_knows_was_never_reached() {
    // Of AWS's, as no other is looked up.
    let failure = write("https://iam.xx-nowhere-1.amazonaws.com").await;
    assert_eq!(failure.kind, FailureKind::NotSent(NotSent::Dns), "{:?}", failure.message);
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_was_never_told_anything() {
    let endpoint = server(|stream| answer(stream, "HTTP/1.1 400 Bad Request\r\n\r\n")).await.replace("http", "https");
    let failure = write(&endpoint).await;
    assert_eq!(failure.kind, FailureKind::NotSent(NotSent::Tls), "{:?}", failure.message);
}

#[tokio::test]
async fn a_connection_cut_after_the_request_leaves_it_unclear() {
    let endpoint = server(|stream| answer(stream, "")).await;
    assert_eq!(write(&endpoint).await.kind, FailureKind::Unclear(Unclear::ConnectionLost));
}

#[tokio::test]
async fn an_error_at_aws_leaves_it_unclear_and_is_not_sent_again() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    let requests = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&requests);
    let endpoint = server(move |stream| {
        counted.fetch_add(1, Ordering::SeqCst);
        answer(stream, "HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
    })
    .await;
    assert_eq!(write(&endpoint).await.kind, FailureKind::Unclear(Unclear::ServerError));
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_web_page_is_not_an_answer_of_aws() {
    let page = "HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: 13\r\n\r\n<html></html>";
    let endpoint = server(move |stream| answer(stream, page)).await;
    assert_eq!(write(&endpoint).await.kind, FailureKind::NotSent(NotSent::Intercepted));
}

#[tokio::test]
async fn the_request_id_of_a_refusal_is_kept() {
    let body = "<ErrorResponse><Error><Code>EntityAlreadyExists</Code><Message>Role with name r already exists.</Message></Error><RequestId>7a62c49f</RequestId></ErrorResponse>";
    let head = "HTTP/1.1 409 Conflict\r\nx-amzn-requestid: 7a62c49f\r\ncontent-type: text/xml\r\nconnection: close\r\ncontent-length:";
    let text: &'static str = Box::leak(format!("{head} {}\r\n\r\n{body}", body.len()).into_boxed_str());
    let endpoint = server(move |stream| answer(stream, text)).await;
    let failure = write(&endpoint).await;
    assert_eq!(failure.kind, FailureKind::Refused(Cause::NameTaken));
    assert_eq!(failure.request_id.as_deref(), Some("7a62c49f"));
    assert_eq!(failure.message.as_deref(), Some("Role with name r already exists."));
}

#[tokio::test]
async fn an_endpoint_that_is_not_aws_is_said() {
    let access = access_to("http://127.0.0.1:4566").await;
    assert_eq!(access.endpoint_override().as_deref(), Some("http://127.0.0.1:4566"));
    assert_eq!(access.stays(), Ok(()));
    let elsewhere = access_to("https://anna:secret@aws.example.com/path").await;
    assert_eq!(elsewhere.endpoint_override().as_deref(), Some("https://aws.example.com"));
    assert_eq!(elsewhere.stays().unwrap_err().place(), "https://aws.example.com");
}

#[tokio::test]
async fn who_it_is_comes_from_the_answer() {
    let body = "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws-us-gov:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/anna@example.com</Arn><UserId>AROAEXAMPLE:anna@example.com</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\nconnection: close\r\ncontent-length:";
    let text: &'static str = Box::leak(format!("{head} {}\r\n\r\n{body}", body.len()).into_boxed_str());
    let endpoint = server(move |stream| answer(stream, text)).await;
    let who = identify(&access_to(&endpoint).await, &Region::parse("us-gov-west-1").unwrap()).await.unwrap();
    assert_eq!(who.account.partition.as_str(), "aws-us-gov");
    assert_eq!(who.account.id.as_str(), "111122223333");
    assert_eq!(who.caller_words(), "role Admin, as anna@example.com");
    assert!(!who.root);
    assert_eq!(who.alias, None);
}
