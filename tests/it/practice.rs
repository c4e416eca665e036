//! The AWS inside the program, spoken to by AWS's own SDK: where it must be as strict as AWS, and what it keeps.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "practice/failures.rs"]
mod failures;
#[path = "practice/iam.rs"]
mod iam;
#[path = "practice/kms.rs"]
mod kms;
#[path = "practice/s3.rs"]
mod s3;
#[path = "practice/saved.rs"]
mod saved;
#[path = "practice/simulate.rs"]
mod simulate;

#[path = "practice/program.rs"]
mod program;

use aws_config::{BehaviorVersion, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use export_storage_setup::practice::{PracticeAws, caller_arn};

const ACCOUNT: &str = "000000000000";
const REGION: &str = "eu-west-1";

/// A client of each service, none of which tries anything twice.
struct Clients {
    s3: aws_sdk_s3::Client,
    iam: aws_sdk_iam::Client,
    kms: aws_sdk_kms::Client,
    sts: aws_sdk_sts::Client,
}

fn configuration(http: SharedHttpClient, region: &str) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(aws_config::Region::new(region.to_owned()))
        .credentials_provider(SharedCredentialsProvider::new(PracticeAws::credentials()))
        .http_client(http)
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(std::time::Duration::from_secs(20)).build())
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .time_source(SystemTimeSource::new())
        .build()
}

fn clients_over(http: SharedHttpClient, region: &str) -> Clients {
    let config = configuration(http, region);
    Clients {
        s3: aws_sdk_s3::Client::new(&config),
        iam: aws_sdk_iam::Client::new(&config),
        kms: aws_sdk_kms::Client::new(&config),
        sts: aws_sdk_sts::Client::new(&config),
    }
}

fn clients(aws: &PracticeAws, region: &str) -> Clients {
    clients_over(aws.http_client(), region)
}

/// What a refusal said: its HTTP status, its code, its message. Every refusal must carry a request id as well.
fn refused<T: std::fmt::Debug, E: ProvideErrorMetadata + std::fmt::Debug>(
    result: Result<T, SdkError<E, HttpResponse>>,
) -> (u16, String, String) {
    let error = result.expect_err("AWS refuses this");
    let response = error.raw_response().unwrap_or_else(|| panic!("no answer: {error:?}"));
    let id = ["x-amz-request-id", "x-amzn-requestid"].iter().find_map(|name| response.headers().get(*name));
    assert!(id.is_some_and(|id| !id.is_empty()), "no request id in {error:?}");
    let status = response.status().as_u16();
    (status, error.code().unwrap_or_default().to_owned(), error.message().unwrap_or_default().to_owned())
}

/// Status and code of a refusal.
fn code<T: std::fmt::Debug, E: ProvideErrorMetadata + std::fmt::Debug>(
    result: Result<T, SdkError<E, HttpResponse>>,
) -> (u16, String) {
    let (status, code, _) = refused(result);
    (status, code)
}

fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn the_caller_is_the_practice_user() {
    let sts = clients(&PracticeAws::new(), REGION).sts;
    let caller = sts.get_caller_identity().send().await.unwrap();
    assert_eq!(caller.account(), Some(ACCOUNT));
    assert_eq!(caller.arn(), Some(caller_arn().as_str()));
    assert_eq!(caller_arn(), "arn:aws:iam::000000000000:user/practice");
}

#[tokio::test]
async fn another_partition_does_not_know_the_account() {
    let aws = PracticeAws::new();
    for region in ["cn-north-1", "us-gov-west-1"] {
        let Clients { s3, kms, sts, .. } = clients(&aws, region);
        assert_eq!(code(sts.get_caller_identity().send().await), is(403, "InvalidClientTokenId"), "{region}");
        assert_eq!(code(s3.list_buckets().send().await), is(403, "InvalidAccessKeyId"), "{region}");
        assert_eq!(code(kms.list_keys().send().await), is(400, "UnrecognizedClientException"), "{region}");
    }
}
