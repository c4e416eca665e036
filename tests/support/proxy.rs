//! An HTTP proxy before an emulator: it remembers what was asked, makes answers late, and breaks what it is told to.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// How long something is waited for that a test makes happen.
const PATIENCE: Duration = Duration::from_mins(1);

/// A request as the program sent it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which connection it came on, counted from 0.
    pub connection: usize,
    /// `GET`, `PUT`…
    pub method: Method,
    /// Path and query.
    pub uri: Uri,
    /// As sent, signature included.
    pub headers: HeaderMap,
    /// As sent.
    pub body: Bytes,
}

impl Asked {
    /// The body as text; form fields stay encoded.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The id of the access key that it was signed with.
    pub fn key_id(&self) -> &str {
        let signed = self.headers["authorization"].to_str().unwrap();
        signed.split_once("Credential=").and_then(|(_, rest)| rest.split('/').next()).unwrap()
    }

    /// Whether it is to change something.
    pub fn is_change(&self) -> bool {
        let reads = ["Get", "Head", "List", "Describe", "Simulate", "Assume"];
        !reads.iter().any(|read| self.operation().starts_with(read))
    }

    /// The name of the AWS operation, such as `CreateBucket`: a header for KMS, a form field for IAM and STS, method and
    /// sub-resource for S3.
    pub fn operation(&self) -> String {
        if let Some(target) = self.headers.get("x-amz-target").and_then(|value| value.to_str().ok()) {
            return target.rsplit('.').next().unwrap_or(target).to_owned();
        }
        let text = self.text();
        if let Some(action) = text.split('&').find_map(|field| field.strip_prefix("Action=")) {
            return action.to_owned();
        }
        let in_bucket = self.uri.path().trim_matches('/').contains('/');
        let queried = self.uri.query().unwrap_or_default();
        let sub_resource = queried.split(['=', '&']).next().unwrap_or_default();
        let noun = match sub_resource {
            "publicAccessBlock" => "PublicAccessBlock",
            "encryption" => "BucketEncryption",
            "policy" => "BucketPolicy",
            "versioning" => "BucketVersioning",
            "lifecycle" => "BucketLifecycleConfiguration",
            "ownershipControls" => "BucketOwnershipControls",
            "tagging" => "BucketTagging",
            "location" => "BucketLocation",
            _ if in_bucket => "Object",
            _ => "Bucket",
        };
        let verb = match (&self.method, noun) {
            (&Method::PUT, "Bucket") => "Create",
            (&Method::PUT, _) => "Put",
            (&Method::HEAD, _) => "Head",
            (&Method::DELETE, _) => "Delete",
            (&Method::GET, "Bucket") if self.uri.path() == "/" => return "ListBuckets".to_owned(),
            (&Method::GET, "Bucket") => return "ListObjects".to_owned(),
            _ => "Get",
        };
        format!("{verb}{noun}")
    }
}

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It is passed on and answered.
    Forward,
    /// It is passed on once the gate is open.
    ForwardAfter(Gate),
    /// It is passed on, and done; the first gate opens then, and the answer waits for the second.
    HoldAnswer(Gate, Gate),
    /// It is not passed on; this is the answer.
    Answer(StatusCode, String),
    /// It is not passed on; the connection is closed.
    CutBefore,
    /// It is passed on, and done, and the connection is closed in place of the answer.
    CutAfter,
}

/// Where a request is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// AWS has not got it.
    BeforeAws,
    /// AWS has done it, and the answer is on its way.
    AfterAws,
}

/// What holds requests back until it is opened.
#[derive(Clone, Debug)]
pub struct Gate(Arc<tokio::sync::watch::Sender<bool>>);

impl Gate {
    pub fn closed() -> Self {
        Self(Arc::new(tokio::sync::watch::Sender::new(false)))
    }

    pub fn open(&self) {
        self.0.send_replace(true);
    }

    /// Waits until it is open.
    ///
    /// # Panics
    /// When that takes a minute: what should open it does not happen.
    pub async fn passed(&self) {
        let mut opened = self.0.subscribe();
        let opens = tokio::time::timeout(PATIENCE, opened.wait_for(|open| *open));
        opens.await.expect("the gate opens").expect("the gate holds its own sender");
    }
}

type Judge = Box<dyn Fn(&Asked) -> Fate + Send + Sync>;

/// How a [`Proxy`] is to behave.
pub struct Behaviour {
    upstream: SocketAddr,
    latency: Duration,
    handshake: Duration,
    judge: Judge,
}

impl Behaviour {
    /// Makes every answer late by this much.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Makes the first answer on each connection late by this much more, as opening one with TLS does.
    pub fn handshake(mut self, handshake: Duration) -> Self {
        self.handshake = handshake;
        self
    }

    /// Decides about each request, in the order in which they arrive.
    pub fn fate(mut self, judge: impl Fn(&Asked) -> Fate + Send + Sync + 'static) -> Self {
        self.judge = Box::new(judge);
        self
    }

    /// Holds the first request for an operation for good, and says when it is held.
    pub fn holding(self, operation: &str, held: Held) -> (Self, Gate) {
        let (operation, is_held, never) = (operation.to_owned(), Gate::closed(), Gate::closed());
        let (signal, first) = (is_held.clone(), AtomicBool::new(true));
        let holding = self.fate(move |asked| {
            if asked.operation() != operation || !first.swap(false, Ordering::SeqCst) {
                return Fate::Forward;
            }
            match held {
                Held::AfterAws => Fate::HoldAnswer(signal.clone(), never.clone()),
                Held::BeforeAws => {
                    signal.open();
                    Fate::ForwardAfter(never.clone())
                }
            }
        });
        (holding, is_held)
    }

    /// Starts the proxy.
    pub async fn start(self) -> Proxy {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            behaviour: self,
            asked: Mutex::default(),
            connections: AtomicUsize::new(0),
            at_the_emulator: tokio::sync::watch::Sender::new(0),
            client: Client::builder(TokioExecutor::new()).build_http(),
        });
        Proxy { port, task: tokio::spawn(accept(listener, Arc::clone(&shared))), shared }
    }
}

struct Shared {
    behaviour: Behaviour,
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
    at_the_emulator: tokio::sync::watch::Sender<usize>,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// A running proxy. Its connections are closed when this is dropped.
pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// A proxy before an emulator's endpoint, which passes everything on until told otherwise.
    pub fn before(endpoint: &str) -> Behaviour {
        let upstream =
            endpoint.trim_start_matches("http://").parse().expect("an emulator's endpoint is http://IP:PORT");
        Behaviour { upstream, latency: Duration::ZERO, handshake: Duration::ZERO, judge: Box::new(|_| Fate::Forward) }
    }

    /// What `AWS_ENDPOINT_URL` takes.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Everything asked so far, in order of arrival.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// The names of the operations asked for so far, in order of arrival.
    pub fn operations(&self) -> Vec<String> {
        self.asked().iter().map(Asked::operation).collect()
    }

    /// How many connections have been opened so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Waits until the emulator has nothing to do any more, whoever has hung up meanwhile.
    pub async fn settled(&self) {
        let mut count = self.shared.at_the_emulator.subscribe();
        count.wait_for(|count| *count == 0).await.expect("the proxy holds its own sender");
    }

    /// Forgets what was asked; connections stay open and keep counting.
    pub fn forget(&self) {
        self.shared.asked.lock().unwrap().clear();
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // Owned here, so that aborting this task closes every connection.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        connections.spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: tokio::net::TcpStream, shared: Arc<Shared>) {
    let connection = shared.connections.fetch_add(1, Ordering::SeqCst);
    let fresh = std::sync::atomic::AtomicBool::new(true);
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        let opening = if fresh.swap(false, Ordering::SeqCst) { shared.behaviour.handshake } else { Duration::ZERO };
        async move { shared.answer(connection, opening, request).await }
    });
    // An error here is a connection cut, by the client or by a `Fate`.
    let _ = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

impl Shared {
    async fn answer(
        self: &Arc<Self>,
        connection: usize,
        opening: Duration,
        request: Request<Incoming>,
    ) -> io::Result<Response<Full<Bytes>>> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
        let asked = Asked { connection, method: parts.method, uri: parts.uri, headers: parts.headers, body };
        self.asked.lock().unwrap().push(asked.clone());
        let late = tokio::time::Instant::now() + opening + self.behaviour.latency;
        let fate = (self.behaviour.judge)(&asked);
        if let Fate::ForwardAfter(gate) = &fate {
            gate.passed().await;
        }
        let answer = match &fate {
            Fate::Forward | Fate::ForwardAfter(_) | Fate::HoldAnswer(..) | Fate::CutAfter => {
                // On its own, so that AWS does what it was asked when whoever asked is gone.
                self.at_the_emulator.send_modify(|count| *count += 1);
                let (shared, asked) = (Arc::clone(self), asked.clone());
                let forwarded = tokio::spawn(async move {
                    let answer = shared.forward(&asked).await;
                    shared.at_the_emulator.send_modify(|count| *count -= 1);
                    answer
                });
                forwarded.await.map_err(io::Error::other)?.unwrap_or_else(|error| {
                    plain(StatusCode::BAD_GATEWAY, format!("the emulator did not answer: {error}"))
                })
            }
            Fate::Answer(status, body) => plain(*status, body.clone()),
            Fate::CutBefore => return Err(io::ErrorKind::ConnectionReset.into()),
        };
        if let Fate::HoldAnswer(done, gate) = &fate {
            done.open();
            gate.passed().await;
        }
        // The latency is the network's; the emulator's own time is not added on top of it.
        tokio::time::sleep_until(late).await;
        if matches!(fate, Fate::CutAfter) { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(answer) }
    }

    async fn forward(&self, asked: &Asked) -> Result<Response<Full<Bytes>>, hyper_util::client::legacy::Error> {
        let mut request = Request::builder().method(&asked.method).uri(self.upstream(&asked.uri));
        // `Host` stays the program's own: it is part of the signature.
        request.headers_mut().unwrap().extend(asked.headers.clone());
        let answer = self.send(request.body(Full::new(asked.body.clone())).unwrap()).await?;
        if answer.status().is_success() && asked.operation() == "CreateBucket" {
            self.tag_bucket(asked).await?;
        }
        Ok(answer)
    }

    /// AWS takes the tags inside `CreateBucket`; moto drops them, so they are set in a call that the program did not make.
    async fn tag_bucket(&self, created: &Asked) -> Result<(), hyper_util::client::legacy::Error> {
        let text = created.text();
        let Some(tags) = text.split_once("<Tags>").and_then(|(_, rest)| rest.split_once("</Tags>")) else {
            return Ok(());
        };
        let body = format!("<Tagging><TagSet>{}</TagSet></Tagging>", tags.0);
        let uri = format!("{}?tagging", self.upstream(&created.uri));
        let mut request = Request::put(uri);
        for name in [header::HOST, header::AUTHORIZATION, header::HeaderName::from_static("x-amz-date")] {
            if let Some(value) = created.headers.get(&name) {
                request.headers_mut().unwrap().insert(name, value.clone());
            }
        }
        let answer = self.send(request.body(Full::new(body.into())).unwrap()).await?;
        assert!(answer.status().is_success(), "the emulator did not take the bucket's tags: {answer:?}");
        Ok(())
    }

    async fn send(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Full<Bytes>>, hyper_util::client::legacy::Error> {
        let (mut parts, body) = self.client.request(request).await?.into_parts();
        let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
        // These spoke of the connection to the emulator. A HEAD answer keeps its length, which no body tells.
        for name in [header::CONNECTION, header::TRANSFER_ENCODING] {
            parts.headers.remove(name);
        }
        if !body.is_empty() {
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        }
        Ok(Response::from_parts(parts, Full::new(body)))
    }

    fn upstream(&self, uri: &Uri) -> String {
        let path = uri.path_and_query().map_or("/", hyper::http::uri::PathAndQuery::as_str);
        format!("http://{}{path}", self.behaviour.upstream)
    }
}

fn plain(status: StatusCode, body: String) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer
}

/// The body of an error as S3 sends it.
pub fn s3_error(code: &str, message: &str) -> String {
    format!("<Error><Code>{code}</Code><Message>{message}</Message><RequestId>0123456789ABCDEF</RequestId></Error>")
}

/// The body of an error as IAM and STS send it.
pub fn query_error(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ErrorResponse>"
    )
}

/// The body of an error as KMS sends it.
pub fn json_error(code: &str, message: &str) -> String {
    serde_json::json!({ "__type": code, "message": message }).to_string()
}
