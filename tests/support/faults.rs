//! An HTTP client around another one, through which chosen requests fail the way networks and AWS fail.

use std::future::pending;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use export_storage_setup::practice::{Operation, Service};

/// How an exchange fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// AWS is asked too often; nothing is done.
    Throttled,
    /// Something goes wrong on AWS's side; nothing is done.
    InternalError,
    /// Something goes wrong on AWS's side after AWS did what was asked.
    InternalErrorAfter,
    /// The connector gives up at once, before AWS gets the request.
    TimedOutBefore,
    /// The connector gives up after AWS did what was asked.
    TimedOutAfter,
    /// Never answered, and AWS never got the request: whoever waits must give up by its own clock.
    SilentBefore,
    /// Never answered, though AWS did what was asked.
    SilentAfter,
    /// The connection breaks before AWS gets the request.
    ResetBefore,
    /// The connection breaks after AWS did what was asked.
    ResetAfter,
    /// AWS did what was asked, and of its answer only the first half of the body comes, as if it were whole.
    Malformed,
}

/// A client that fails the chosen requests and sends the others on. Clones share their plan and their memory.
#[derive(Clone, Debug)]
pub struct FaultyClient {
    inner: SharedHttpClient,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    planned: Vec<(Operation, usize, Fault)>,
    seen: Vec<Operation>,
}

impl FaultyClient {
    /// A client that sends everything on, until told otherwise.
    pub fn around(inner: SharedHttpClient) -> Self {
        Self { inner, shared: Arc::default() }
    }

    /// The same client, failing the nth request, counted from 1, for an operation such as `s3:CreateBucket`.
    #[must_use]
    pub fn failing(self, operation: &str, nth: usize, fault: Fault) -> Self {
        let operation = operation.parse().unwrap_or_else(|refusal| panic!("{refusal}"));
        self.with(|shared| shared.planned.push((operation, nth, fault)));
        self
    }

    /// Lets the next request for an operation fail.
    pub fn fail_next(&self, operation: &str, fault: Fault) {
        let operation: Operation = operation.parse().unwrap_or_else(|refusal| panic!("{refusal}"));
        self.with(|shared| {
            let nth = shared.seen.iter().filter(|seen| **seen == operation).count() + 1;
            shared.planned.push((operation, nth, fault));
        });
    }

    /// Whether everything that was to fail has failed.
    pub fn is_through(&self) -> bool {
        self.with(|shared| {
            let seen = |operation: &Operation| shared.seen.iter().filter(|seen| *seen == operation).count();
            shared.planned.iter().all(|(operation, nth, _)| seen(operation) >= *nth)
        })
    }

    /// What the SDK's clients take.
    pub fn shared(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// Every request that came, in order, failed ones included, such as `s3:CreateBucket`.
    pub fn seen(&self) -> Vec<String> {
        self.with(|shared| shared.seen.iter().map(ToString::to_string).collect())
    }

    /// Remembers a request and says whether it shall fail.
    fn fault(&self, operation: &Operation) -> Option<Fault> {
        self.with(|shared| {
            shared.seen.push(operation.clone());
            let nth = shared.seen.iter().filter(|seen| *seen == operation).count();
            shared
                .planned
                .iter()
                .find(|(planned, when, _)| planned == operation && *when == nth)
                .map(|(_, _, fault)| *fault)
        })
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut Shared) -> T) -> T {
        use_it(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl HttpClient for FaultyClient {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(FaultyConnector { client: self.clone(), inner })
    }
}

#[derive(Debug)]
struct FaultyConnector {
    client: FaultyClient,
    inner: SharedHttpConnector,
}

impl HttpConnector for FaultyConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Some(operation) = Operation::of_request(&request) else { return self.inner.call(request) };
        let Some(fault) = self.client.fault(&operation) else { return self.inner.call(request) };
        let inner = self.inner.clone();
        HttpConnectorFuture::new(async move { fail(fault, operation.service(), inner, request).await })
    }
}

async fn fail(
    fault: Fault,
    service: Service,
    inner: SharedHttpConnector,
    request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    let timed_out = || ConnectorError::timeout("the test lets this time out".into());
    let reset = || ConnectorError::io(std::io::Error::from(std::io::ErrorKind::ConnectionReset).into());
    match fault {
        Fault::Throttled => Ok(refusal(service, true)),
        Fault::InternalError => Ok(refusal(service, false)),
        Fault::InternalErrorAfter => inner.call(request).await.map(|_| refusal(service, false)),
        Fault::TimedOutBefore => Err(timed_out()),
        Fault::ResetBefore => Err(reset()),
        Fault::SilentBefore => pending().await,
        Fault::TimedOutAfter => inner.call(request).await.and_then(|_| Err(timed_out())),
        Fault::ResetAfter => inner.call(request).await.and_then(|_| Err(reset())),
        Fault::SilentAfter => {
            inner.call(request).await?;
            pending().await
        }
        Fault::Malformed => {
            let mut response = inner.call(request).await?;
            let whole = response.body().bytes().unwrap_or_default();
            let half = whole[..whole.len() / 2].to_vec();
            response.headers_mut().remove("content-length");
            *response.body_mut() = SdkBody::from(half);
            Ok(response)
        }
    }
}

/// A refusal of each service's for a request that came too often, or that broke something on AWS's side.
fn refusal(service: Service, throttled: bool) -> HttpResponse {
    let (status, code) = match (service, throttled) {
        (Service::S3, true) => (503, "SlowDown"),
        (Service::S3, false) => (500, "InternalError"),
        (Service::Iam | Service::Sts, true) => (400, "Throttling"),
        (Service::Iam | Service::Sts, false) => (500, "ServiceFailure"),
        (Service::Kms, true) => (400, "ThrottlingException"),
        (Service::Kms, false) => (500, "KMSInternalException"),
    };
    let id = "00000000-0000-0000-0000-00000000feed";
    let error = format!("<Code>{code}</Code><Message>the test wants this</Message>");
    let body = match service {
        Service::S3 => format!("<Error>{error}<RequestId>{id}</RequestId></Error>"),
        Service::Iam | Service::Sts => {
            format!("<ErrorResponse><Error>{error}</Error><RequestId>{id}</RequestId></ErrorResponse>")
        }
        Service::Kms => format!(r#"{{"__type":"{code}","message":"the test wants this"}}"#),
    };
    let status = StatusCode::try_from(status).unwrap_or_else(|error| panic!("{error}"));
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    let header = if service == Service::S3 { "x-amz-request-id" } else { "x-amzn-requestid" };
    response.headers_mut().insert(header, id);
    response
}
