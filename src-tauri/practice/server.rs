//! The HTTP client that answers instead of the network.

use std::fmt;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use tokio::sync::Mutex;

use super::account;
use super::answer::{Answer, Refusal, stamp};
use super::contents::Services;
use super::failure::{Failure, FailureKind, Failures};
use super::iam::Identities;
use super::kms::Keys;
use super::operation::Service;
use super::received::Received;
use super::s3::Storage;
use super::saved::{self, PracticeError};
use super::sts;
use crate::values::Region;

/// An AWS inside the program: one account with S3, IAM, KMS and STS. Cheap to clone; clones are the same AWS.
#[derive(Clone)]
pub struct PracticeAws {
    shared: Arc<Shared>,
}

struct Shared {
    /// Requests are answered one at a time, so that what is checked still holds when it is done.
    services: Mutex<Services>,
    failures: Failures,
}

impl PracticeAws {
    /// An account in which nothing was made yet.
    #[must_use]
    pub fn new() -> Self {
        account::tell_winterbaume();
        Self::of(Services { storage: Storage::new(), identities: Identities::new(), keys: Keys::new() })
    }

    /// The account as [`save`](Self::save) left it.
    ///
    /// # Errors
    /// [`PracticeError`], when the bytes are not what `save` wrote, or a newer program wrote them.
    pub async fn load(saved: &[u8]) -> Result<Self, PracticeError> {
        account::tell_winterbaume();
        Ok(Self::of(saved::read(saved).await?))
    }

    /// Everything in the account as JSON, except what objects contain and what keys are made of: nothing in practice reads
    /// the one or may keep the other on disk.
    ///
    /// # Errors
    /// [`PracticeError::Unwritable`], when it cannot be written as JSON.
    pub async fn save(&self) -> Result<Vec<u8>, PracticeError> {
        saved::write(&*self.shared.services.lock().await).await
    }

    /// What the SDK's clients take in place of the network.
    #[must_use]
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// Credentials that open nothing but practice, which looks at no signature.
    #[must_use]
    pub fn credentials() -> Credentials {
        Credentials::new("practice", "practice", None, None, "practice")
    }

    /// Lets an operation fail the next times it is asked for. `None` takes back every such wish.
    pub fn fail_next(&self, failure: Option<Failure>) {
        self.shared.failures.set(failure);
    }

    fn of(services: Services) -> Self {
        Self { shared: Arc::new(Shared { services: Mutex::new(services), failures: Failures::default() }) }
    }

    async fn receive(&self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let request = Received::read(request).await?;
        let failure = self.shared.failures.take(&request.operation);
        let mut answer = match failure {
            Some(FailureKind::NoAnswer) => return Err(no_answer()),
            Some(FailureKind::AnswerLost) => {
                self.answer(&request).await;
                return Err(no_answer());
            }
            Some(kind) => kind.refusal(&request).into_answer(&request),
            None => self.answer(&request).await,
        };
        stamp(&mut answer, request.operation.service());
        into_response(answer)
    }

    async fn answer(&self, request: &Received) -> Answer {
        let mut services = self.shared.services.lock().await;
        let answered = match check_partition(request) {
            Err(refusal) => Err(refusal),
            Ok(()) => match request.operation.service() {
                Service::S3 => services.storage.answer(request).await,
                Service::Iam => services.identities.answer(request).await,
                Service::Kms => services.keys.answer(request).await,
                Service::Sts => sts::answer(request),
            },
        };
        answered.unwrap_or_else(|refusal| refusal.into_answer(request))
    }
}

impl Default for PracticeAws {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for PracticeAws {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PracticeAws").finish_non_exhaustive()
    }
}

impl HttpClient for PracticeAws {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for PracticeAws {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let aws = self.clone();
        HttpConnectorFuture::new(async move { aws.receive(request).await })
    }
}

/// Another partition does not know the account's access keys.
/// Source: <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html>
fn check_partition(request: &Received) -> Result<(), Refusal> {
    let known = Region::parse(&request.region).is_ok_and(|region| region.partition() == account::partition());
    if known {
        return Ok(());
    }
    Err(match request.operation.service() {
        Service::S3 => {
            Refusal::new(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
        }
        Service::Iam | Service::Sts => {
            Refusal::new(403, "InvalidClientTokenId", "The security token included in the request is invalid.")
        }
        Service::Kms => {
            Refusal::new(400, "UnrecognizedClientException", "The security token included in the request is invalid.")
        }
    })
}

fn no_answer() -> ConnectorError {
    ConnectorError::timeout("practice was told to give no answer".into())
}

fn into_response(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(answer.status).map_err(|error| ConnectorError::other(error.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
    for (name, value) in &answer.headers {
        if let Ok(value) = value.to_str() {
            response.headers_mut().insert(name.as_str().to_owned(), value.to_owned());
        }
    }
    Ok(response)
}
