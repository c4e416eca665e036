//! Everything that goes over the wire, with when it began and when it was answered.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use export_storage_setup::practice::{Operation, Service};

/// Long enough for whatever is sent at the same time to be seen to be.
const ANSWER_TIME: Duration = Duration::from_millis(3);

/// One exchange. The numbers count beginnings and ends together: what has the smaller one came first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Such as `s3:CreateBucket`.
    pub operation: String,
    pub began: usize,
    /// Absent while it is unanswered.
    pub ended: Option<usize>,
}

impl Exchange {
    /// Whether it changes anything at AWS.
    pub fn is_write(&self) -> bool {
        let name = self.operation.split_once(':').unwrap().1;
        !["Get", "Head", "List", "Describe"].iter().any(|verb| name.starts_with(verb))
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        let ended = |one: &Self| one.ended.unwrap_or(usize::MAX);
        self.began < ended(other) && other.began < ended(self)
    }
}

/// A client that writes down what passes. Clones share what they saw.
#[derive(Clone, Debug)]
pub struct Traffic {
    inner: SharedHttpClient,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    exchanges: Vec<Exchange>,
    moments: usize,
    account: Option<String>,
}

impl Shared {
    fn moment(&mut self) -> usize {
        self.moments += 1;
        self.moments
    }
}

impl Traffic {
    pub fn over(inner: SharedHttpClient) -> Self {
        Self { inner, shared: Arc::default() }
    }

    pub fn client(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// Every exchange since the last [`Traffic::forget`].
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.shared.lock().unwrap().exchanges.clone()
    }

    /// The exchanges that change something.
    pub fn writes(&self) -> Vec<Exchange> {
        self.exchanges().into_iter().filter(Exchange::is_write).collect()
    }

    /// Their names, sorted.
    pub fn written(&self) -> Vec<String> {
        let mut names: Vec<String> = self.writes().into_iter().map(|write| write.operation).collect();
        names.sort();
        names
    }

    pub fn forget(&self) {
        self.shared.lock().unwrap().exchanges.clear();
    }

    /// Lets AWS say from now on that the caller belongs to another account.
    pub fn pretend_account(&self, account: &str) {
        self.shared.lock().unwrap().account = Some(account.to_owned());
    }

    fn begin(&self, operation: &Operation) -> usize {
        let mut shared = self.shared.lock().unwrap();
        let began = shared.moment();
        shared.exchanges.push(Exchange { operation: operation.to_string(), began, ended: None });
        began
    }

    fn end(&self, began: usize) {
        let mut shared = self.shared.lock().unwrap();
        let ended = shared.moment();
        if let Some(exchange) = shared.exchanges.iter_mut().find(|exchange| exchange.began == began) {
            exchange.ended = Some(ended);
        }
    }
}

impl HttpClient for Traffic {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Recorder { traffic: self.clone(), inner })
    }
}

#[derive(Debug)]
struct Recorder {
    traffic: Traffic,
    inner: SharedHttpConnector,
}

impl HttpConnector for Recorder {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Some(operation) = Operation::of_request(&request) else { return self.inner.call(request) };
        let (traffic, inner) = (self.traffic.clone(), self.inner.clone());
        HttpConnectorFuture::new(async move {
            let began = traffic.begin(&operation);
            tokio::time::sleep(ANSWER_TIME).await;
            let answer = inner.call(request).await;
            traffic.end(began);
            let account = traffic.shared.lock().unwrap().account.clone();
            match (answer, account) {
                (Ok(mut answer), Some(account)) if operation.service() == Service::Sts => {
                    let body =
                        String::from_utf8_lossy(answer.body().bytes().unwrap()).replace("000000000000", &account);
                    answer.headers_mut().remove("content-length");
                    *answer.body_mut() = SdkBody::from(body);
                    Ok(answer)
                }
                (answer, _) => answer,
            }
        })
    }
}
