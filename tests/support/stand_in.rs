//! What the stand-ins for AWS's sign-in pages share: a port of this computer, and a person with a browser.

use std::io;
use std::ops::Deref;
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::LOCATION;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// What answers requests.
pub trait Answers: Send + Sync + 'static {
    /// An error cuts the connection.
    fn answer(&self, request: Request<Incoming>) -> impl Future<Output = io::Result<Response<Full<Bytes>>>> + Send;
}

/// A running server. Its connections are closed when this is dropped.
pub struct Server<A> {
    answers: Arc<A>,
    task: JoinHandle<()>,
}

impl<A: Answers> Server<A> {
    /// One on a free port, which is told its own address.
    pub async fn start(answers: impl FnOnce(String) -> A) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let answers = Arc::new(answers(format!("http://{}", listener.local_addr().unwrap())));
        Self { task: tokio::spawn(accept(listener, Arc::clone(&answers))), answers }
    }
}

impl<A> Deref for Server<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.answers
    }
}

impl<A> Drop for Server<A> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, answers: Arc<impl Answers>) {
    // Owned here, so that aborting this task closes every connection.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let answers = Arc::clone(&answers);
        connections.spawn(async move {
            let service = service_fn(|request| answers.answer(request));
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// What becomes of a person who opens the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// They sign in and allow it.
    Given,
    /// They look at the page, and do nothing yet.
    NotYet,
    /// They sign in and do not allow it.
    Denied,
    /// They are sent back with another error.
    Failing,
    /// They are sent back with the state of another sign-in.
    OfAnother,
    /// They are sent back with nothing but the state.
    Empty,
}

impl Consent {
    /// What the browser gets to see: the page, or the way back.
    pub(super) fn answer(self, redirect: &str, code: &str, state: &str) -> Response<Full<Bytes>> {
        let code = utf8_percent_encode(code, NON_ALPHANUMERIC);
        let back = match self {
            Self::NotYet => return page(StatusCode::OK, "Who are you?"),
            Self::Given => format!("code={code}&state={state}"),
            Self::Denied => format!("error=access_denied&state={state}"),
            Self::Failing => format!("error=server_error&error_description=It+is%0Abroken&state={state}"),
            Self::OfAnother => format!("code={code}&state=another"),
            Self::Empty => format!("state={state}"),
        };
        let answer = Response::builder().status(StatusCode::FOUND).header(LOCATION, format!("{redirect}?{back}"));
        answer.body(Full::default()).unwrap()
    }
}

/// Follows a link as a browser does, through to where it ends, and gives the last page.
pub async fn browse(link: &str) -> (StatusCode, String) {
    use hyper_util::client::legacy::Client;
    use hyper_util::rt::TokioExecutor;
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let mut next = link.to_owned();
    for _ in 0..5 {
        let answer = client.get(next.parse().unwrap()).await.unwrap();
        if let Some(location) = answer.headers().get(LOCATION) {
            location.to_str().unwrap().clone_into(&mut next);
            continue;
        }
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        return (status, String::from_utf8_lossy(&body).into_owned());
    }
    panic!("{link} leads in a circle");
}

pub(super) fn parameters(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

pub(super) fn page(status: StatusCode, body: &str) -> Response<Full<Bytes>> {
    Response::builder().status(status).body(Full::new(body.to_owned().into())).unwrap()
}
