//! A client that hears what AWS refuses.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use export_storage_setup::practice::Operation;
use tokio::sync::watch;

/// How long the connections of a review may take to open.
const PATIENCE: Duration = Duration::from_mins(1);

/// A client around another one. Clones hear the same.
#[derive(Clone, Debug)]
pub struct Heard {
    inner: SharedHttpClient,
    passed: watch::Sender<Passed>,
}

/// What passed since the last [`Heard::forget`].
#[derive(Clone, Debug, Default)]
struct Passed {
    answered: Vec<String>,
    open: usize,
    refused: BTreeSet<String>,
}

impl Heard {
    pub fn around(inner: SharedHttpClient) -> Self {
        Self { inner, passed: watch::Sender::default() }
    }

    pub fn client(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// The actions that were refused, by AWS's own word.
    pub fn refused(&self) -> BTreeSet<String> {
        self.passed.borrow().refused.clone()
    }

    pub fn forget(&self) {
        self.passed.send_modify(|passed| *passed = Passed { open: passed.open, ..Passed::default() });
    }

    /// Waits until the connections are open that a review opens while a person reads it; with KMS only for a key.
    pub async fn warmed(&self, with_key: bool) {
        let is_warm = |passed: &Passed| {
            let times = |name| passed.answered.iter().filter(|answered| *answered == name).count();
            let opened = times("sts:GetCallerIdentity") >= 1 && times("iam:ListAccountAliases") >= 2;
            passed.open == 0 && opened && (!with_key || times("kms:ListAliases") >= 2)
        };
        let mut news = self.passed.subscribe();
        tokio::time::timeout(PATIENCE, news.wait_for(is_warm)).await.unwrap().unwrap();
    }
}

impl HttpClient for Heard {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Connector { passed: self.passed.clone(), inner })
    }
}

#[derive(Debug)]
struct Connector {
    passed: watch::Sender<Passed>,
    inner: SharedHttpConnector,
}

impl HttpConnector for Connector {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        // The bucket's policy demands encrypted requests, for which the emulator takes these then.
        request.headers_mut().insert("x-forwarded-proto", "https");
        let name = Operation::of_request(&request).map(|operation| operation.to_string()).unwrap_or_default();
        let inner = self.inner.clone();
        let open = Open::new(self.passed.clone(), name);
        HttpConnectorFuture::new(async move {
            let mut answer = inner.call(request).await?;
            let refused = refused(&mut answer, &open.name).await;
            open.passed.send_modify(|passed| passed.refused.extend(refused));
            Ok(answer)
        })
    }
}

/// A request that is not answered yet, or was given up.
struct Open {
    passed: watch::Sender<Passed>,
    name: String,
}

impl Open {
    fn new(passed: watch::Sender<Passed>, name: String) -> Self {
        passed.send_modify(|passed| passed.open += 1);
        Self { passed, name }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.passed.send_modify(|passed| {
            passed.open -= 1;
            passed.answered.push(std::mem::take(&mut self.name));
        });
    }
}

/// The action that an answer refuses. It stands in AWS's message; an answer to `HEAD` has none.
async fn refused(answer: &mut HttpResponse, name: &str) -> Option<String> {
    if answer.status().is_success() {
        return None;
    }
    if name == "s3:HeadBucket" {
        return (answer.status().as_u16() == 403).then(|| "s3:ListBucket".to_owned());
    }
    let body = ByteStream::new(answer.take_body()).collect().await.unwrap().into_bytes();
    *answer.body_mut() = SdkBody::from(body.clone());
    let text = String::from_utf8_lossy(&body);
    if !text.contains("AccessDenied") {
        return None;
    }
    let action = text.split_once("to perform: ").and_then(|(_, rest)| rest.split(' ').next());
    Some(action.unwrap_or(name).to_owned())
}
