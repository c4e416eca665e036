//! A company's network: a proxy that lets in whom it knows, and behind it an AWS that speaks TLS.

use std::io;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use export_storage_setup::values::Partition;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use super::emulator::ACCOUNT;
use super::proxy::query_error;

/// What a proxy does with a `CONNECT`.
#[derive(Clone, Debug)]
pub enum Door {
    /// Everybody may pass.
    Open,
    /// Whoever has this text after `Basic ` may pass.
    Password(String),
    /// Only a Windows sign-in would do.
    Windows,
    /// Only a sign-in that is neither Windows' nor a password in plain words would do.
    Digest,
    /// Nobody may pass to hosts whose names begin so.
    ClosedTo(&'static str),
}

/// A running proxy, and the AWS to which it connects everybody, whatever host they name. Both end when this is dropped.
pub struct Company {
    port: u16,
    door: Arc<Mutex<Door>>,
    heads: Arc<Mutex<Vec<String>>>,
    authority: String,
    clock: Arc<AtomicI64>,
    page: Page,
    tasks: Vec<JoinHandle<()>>,
}

impl Company {
    /// A proxy with this door, before an AWS that says whose account it is, lets everybody sign in on a company's page without
    /// accounts, and refuses everything else.
    pub async fn with(door: Door) -> Self {
        Self::start(door, certificates(2100), None, false).await
    }

    /// The same, whose certificate runs out at the beginning of a year.
    pub async fn until(door: Door, year: i32) -> Self {
        Self::start(door, certificates(year), None, false).await
    }

    /// A proxy whose own connections are encrypted too.
    pub async fn encrypted(door: Door) -> Self {
        Self::start(door, certificates(2100), None, true).await
    }

    /// A proxy before an emulator of AWS, which is found behind every host.
    pub async fn before(door: Door, emulator: &str) -> Self {
        let emulator = emulator.strip_prefix("http://").unwrap().to_owned();
        Self::start(door, certificates(2100), Some(emulator), false).await
    }

    async fn start(
        door: Door,
        (authority, acceptor): (String, TlsAcceptor),
        emulator: Option<String>,
        encrypted: bool,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(0));
        let page = Page::default();
        let own = encrypted.then(|| acceptor.clone());
        let aws = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let aws_port = aws.local_addr().unwrap().port();
        let proxy = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = proxy.local_addr().unwrap().port();
        let (door, heads) = (Arc::new(Mutex::new(door)), Arc::default());
        let tasks = vec![
            tokio::spawn(serve_aws(aws, acceptor, (Arc::clone(&clock), page.clone()), emulator)),
            tokio::spawn(serve_proxy(proxy, own, aws_port, Arc::clone(&door), Arc::clone(&heads))),
        ];
        Self { port, door, heads, authority, clock, page, tasks }
    }

    /// The proxy's host and port.
    pub fn proxy(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The certificate of whoever signed AWS's, in PEM.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Puts another door in.
    pub fn rebuild(&self, door: Door) {
        *self.door.lock().unwrap() = door;
    }

    /// Sets AWS's clock this many seconds ahead of this computer's.
    pub fn set_clock_ahead(&self, seconds: i64) {
        self.clock.store(seconds, Ordering::SeqCst);
    }

    /// The company's own page of tiles, at `https://tiles.company.example`.
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// What the proxy was asked so far: each request's line and headers.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// The hosts that the proxy was asked to connect to so far.
    pub fn hosts(&self) -> Vec<String> {
        let target = |head: &String| Some(head.strip_prefix("CONNECT ")?.split(' ').next()?.to_owned());
        self.heads().iter().map(|head| target(head).unwrap_or_else(|| panic!("no CONNECT: {head}"))).collect()
    }
}

/// A server of the company's own behind its proxy, which sends browsers on.
#[derive(Clone, Default)]
pub struct Page {
    answers: Arc<Mutex<(u16, Option<String>)>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Page {
    /// How it answers from now on.
    pub fn answers(&self, status: u16, location: Option<&str>) {
        *self.answers.lock().unwrap() = (status, location.map(ToOwned::to_owned));
    }

    /// What it was asked since this was called last: each request's line and headers, in small letters.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Its answer to a request, which has a long body that nobody needs.
    fn answer(&self, request: &Request<Incoming>) -> Option<Response<Full<Bytes>>> {
        let host = request.headers().get("host").and_then(|host| host.to_str().ok());
        host.filter(|host| host.ends_with(".company.example"))?;
        let line = format!("{} {}", request.method(), request.uri());
        let headers = request.headers().iter().map(|(name, value)| format!("\n{name}: {}", value.to_str().unwrap()));
        self.asked.lock().unwrap().push((line + &headers.collect::<String>()).to_lowercase());
        let (status, location) = self.answers.lock().unwrap().clone();
        let answer = Response::builder().status(status).header("set-cookie", "session=cAnArY");
        let answer = location.into_iter().fold(answer, |answer, location| answer.header("location", location));
        Some(answer.body(Full::new(Bytes::from(vec![b' '; 32 << 20]))).unwrap())
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

fn certificates(until: i32) -> (String, TlsAcceptor) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = authority.self_signed(&authority_key).unwrap();
    let key = KeyPair::generate().unwrap();
    let names = [
        "*.eu-west-1.amazonaws.com",
        "*.s3.eu-west-1.amazonaws.com",
        "*.us-east-1.amazonaws.com",
        "*.amazonaws.com",
        "*.signin.aws.amazon.com",
        "*.company.example",
        "127.0.0.1",
    ];
    let of_partition = |partition: Partition| {
        let ending = format!("{}.{}", partition.first_region(), partition.dns_suffix());
        [format!("*.{ending}"), format!("*.sso.{ending}")]
    };
    let names = names.map(str::to_owned).into_iter().chain(Partition::ALL.into_iter().flat_map(of_partition));
    let names = names.chain(["portal.sso.eu-west-1.amazonaws.com".to_owned()]);
    let mut leaf = CertificateParams::new(names.collect::<Vec<_>>()).unwrap();
    leaf.not_after = date_time_ymd(until, 1, 1);
    let leaf = leaf.signed_by(&key, &authority, &authority_key).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    (authority.pem(), TlsAcceptor::from(Arc::new(config)))
}

async fn serve_aws(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    (clock, page): (Arc<AtomicI64>, Page),
    emulator: Option<String>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, clock, emulator) = (acceptor.clone(), Arc::clone(&clock), emulator.clone());
        let page = page.clone();
        tokio::spawn(async move {
            // One who does not trust the certificate hangs up here.
            let Ok(mut stream) = acceptor.accept(stream).await else { return };
            if let Some(emulator) = emulator {
                let Ok(mut emulator) = TcpStream::connect(emulator).await else { return };
                let _ = copy_bidirectional(&mut stream, &mut emulator).await;
                return;
            }
            let service = service_fn(|request| answer(request, clock.load(Ordering::SeqCst), &page));
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(request: Request<Incoming>, ahead: i64, page: &Page) -> Result<Response<Full<Bytes>>, hyper::Error> {
    if let Some(answer) = page.answer(&request) {
        return Ok(answer);
    }
    let path = request.uri().path().to_owned();
    let body = request.into_body().collect().await?.to_bytes();
    let asked = String::from_utf8_lossy(&body).into_owned();
    let (status, text) = if ahead != 0 {
        let message = "The request signature we calculated does not match the signature you provided.";
        (StatusCode::FORBIDDEN, query_error("SignatureDoesNotMatch", message))
    } else if asked.contains("Action=GetCallerIdentity") {
        let result = format!(
            "<Arn>arn:aws:iam::{ACCOUNT}:user/anna</Arn><UserId>AIDAEXAMPLE</UserId><Account>{ACCOUNT}</Account>"
        );
        let result = format!("<GetCallerIdentityResult>{result}</GetCallerIdentityResult>");
        (StatusCode::OK, format!("<GetCallerIdentityResponse>{result}</GetCallerIdentityResponse>"))
    } else if path == "/client/register" {
        let forever = r#"{"clientId":"client","clientSecret":"secret","clientSecretExpiresAt":4102444800}"#;
        (StatusCode::OK, forever.to_owned())
    } else if path == "/token" {
        (StatusCode::OK, r#"{"accessToken":"token","tokenType":"Bearer","expiresIn":3600}"#.to_owned())
    } else if path == "/assignment/accounts" {
        (StatusCode::OK, r#"{"accountList":[]}"#.to_owned())
    } else {
        (StatusCode::FORBIDDEN, query_error("AccessDenied", "not here"))
    };
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let date = DateTime::from_secs(i64::try_from(seconds).unwrap() + ahead).fmt(Format::HttpDate).unwrap();
    let answer = Response::builder().status(status).header("content-type", "text/xml").header("date", date);
    Ok(answer.body(Full::new(text.into())).unwrap())
}

async fn serve_proxy(
    listener: TcpListener,
    own: Option<TlsAcceptor>,
    aws: u16,
    door: Arc<Mutex<Door>>,
    heads: Arc<Mutex<Vec<String>>>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (door, heads, own) = (door.lock().unwrap().clone(), Arc::clone(&heads), own.clone());
        tokio::spawn(async move {
            match own {
                None => pass(stream, aws, &door, &heads).await,
                Some(own) => pass(own.accept(stream).await?, aws, &door, &heads).await,
            }
        });
    }
}

/// Lets one connection through to AWS, or not.
async fn pass(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    aws: u16,
    door: &Door,
    heads: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let refusal = door.refusal(&head);
    heads.lock().unwrap().push(head);
    if let Some(refusal) = refusal {
        stream.write_all(format!("{refusal}Content-Length: 0\r\n\r\n").as_bytes()).await?;
        return stream.shutdown().await;
    }
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    stream.flush().await?;
    copy_bidirectional(&mut stream, &mut TcpStream::connect(("127.0.0.1", aws)).await?).await.map(|_| ())
}

impl Door {
    fn refusal(&self, head: &str) -> Option<String> {
        let wants = |schemes: &str| Some(format!("HTTP/1.1 407 Proxy Authentication Required\r\n{schemes}"));
        match self {
            Self::Password(text) if !head.contains(&format!("Proxy-Authorization: Basic {text}\r\n")) => {
                wants("Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"The company, Ltd\"\r\n")
            }
            Self::Windows => wants("Proxy-Authenticate: Negotiate\r\nproxy-authenticate: NTLM\r\n"),
            Self::Digest => {
                wants("Proxy-Authenticate: Digest realm=\"The company, Ltd\", qop=\"auth\", nonce=\"7f3a\"\r\n")
            }
            Self::ClosedTo(host) if head.starts_with(&format!("CONNECT {host}")) => {
                Some("HTTP/1.1 403 Forbidden\r\n".to_owned())
            }
            _ => None,
        }
    }
}

/// So far apart that AWS does not take a signature.
pub const TOO_FAR: Duration = Duration::from_mins(42);
