//! The HTTP client of real sessions: one pool of connections, the company's certificates and the company's proxy.

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Connector, HttpClientError};
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use http::Uri;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use thiserror::Error;

/// Names a file with the certificates of a company whose network opens encrypted connections. The SDK for Rust does not
/// read it by itself (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html>).
const CA_BUNDLE: &str = "AWS_CA_BUNDLE";

/// How long a connection may take to open. A company's proxy adds its own connection, so it is longer than the SDK's 3.1 s.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Why the company's certificates cannot be used.
#[derive(Debug, Error)]
pub enum CertificatesFailure {
    /// The file is missing or may not be read.
    #[error("The certificate file {} that {CA_BUNDLE} names cannot be read; correct or remove that setting.", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file holds no certificates, or damaged ones.
    #[error("The certificate file {} that {CA_BUNDLE} names holds no usable PEM certificate; ask your IT department for a new copy.", .path.display())]
    NotCertificates {
        /// The file.
        path: PathBuf,
    },
    /// The system's own certificates cannot be used.
    #[error(
        "This computer’s certificates cannot be used for encrypted connections; ask your IT department to repair them."
    )]
    System {
        /// The HTTP client's reason.
        source: HttpClientError,
    },
}

/// The HTTP client for AWS itself, with the certificates of this computer and of `AWS_CA_BUNDLE`, and through the proxy of
/// `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. Every client made from it shares its connections.
///
/// # Errors
/// When `AWS_CA_BUNDLE` names a file that holds no usable certificates.
pub fn http_client() -> Result<SharedHttpClient, CertificatesFailure> {
    let tls = tls_context(std::env::var_os(CA_BUNDLE).filter(|path| !path.is_empty()).map(PathBuf::from))?;
    let connector = SharedHttpConnector::new(Router {
        direct: pool(ProxyConfig::disabled(), tls.clone()),
        outward: pool(ProxyConfig::from_env(), tls),
    });
    // The SDK asks once per client and per set of time limits; one answer for all is what shares the connections.
    Ok(http_client_fn(move |_, _| connector.clone()))
}

fn pool(proxy: ProxyConfig, tls: TlsContext) -> SharedHttpConnector {
    let settings = HttpConnectorSettings::builder().connect_timeout(CONNECT_TIMEOUT).build();
    SharedHttpConnector::new(
        Connector::builder()
            .connector_settings(settings)
            .sleep_impl(TokioSleep::new())
            .proxy_config(proxy)
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .tls_context(tls)
            .build(),
    )
}

fn tls_context(bundle: Option<PathBuf>) -> Result<TlsContext, CertificatesFailure> {
    let mut trust = TrustStore::default();
    if let Some(path) = bundle {
        trust.add_pem_certificate(certificates(path)?);
    }
    TlsContext::builder().with_trust_store(trust).build().map_err(|source| CertificatesFailure::System { source })
}

/// Reads a PEM file and makes sure that every certificate in it can be used: the connector panics on one that cannot.
fn certificates(path: PathBuf) -> Result<Vec<u8>, CertificatesFailure> {
    let pem = match std::fs::read(&path) {
        Ok(pem) => pem,
        Err(source) => return Err(CertificatesFailure::Unreadable { path, source }),
    };
    let mut roots = RootCertStore::empty();
    let all_usable = CertificateDer::pem_slice_iter(&pem)
        .all(|certificate| certificate.is_ok_and(|certificate| roots.add(certificate).is_ok()));
    if all_usable && !roots.is_empty() { Ok(pem) } else { Err(CertificatesFailure::NotCertificates { path }) }
}

/// Whether a URL points at this computer.
#[must_use]
pub fn is_loopback(url: &str) -> bool {
    host(url).is_some_and(|host| {
        host == "localhost"
            || host.ends_with(".localhost")
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    })
}

/// Whether a URL has an address where a name should be, before which no bucket's name can stand.
#[must_use]
pub fn is_address(url: &str) -> bool {
    host(url).is_some_and(|host| host.parse::<std::net::IpAddr>().is_ok())
}

fn host(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    Some(uri.host()?.trim_matches(['[', ']']).to_ascii_lowercase())
}

/// Sends requests for this computer directly and all others through the proxy, and marks the failures that happened
/// before there was a connection: only of those is it certain that AWS received nothing.
#[derive(Debug)]
struct Router {
    direct: SharedHttpConnector,
    outward: SharedHttpConnector,
}

impl HttpConnector for Router {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let connection = request.extension::<CaptureSmithyConnection>().cloned().unwrap_or_else(|| {
            let connection = CaptureSmithyConnection::new();
            request.add_extension(connection.clone());
            connection
        });
        let connector = if is_loopback(request.uri()) { &self.direct } else { &self.outward };
        let answer = connector.call(request);
        HttpConnectorFuture::new(async move {
            answer.await.map_err(|failure| if connection.get().is_none() { never_connected(failure) } else { failure })
        })
    }
}

fn never_connected(failure: ConnectorError) -> ConnectorError {
    let again = if failure.is_timeout() {
        ConnectorError::timeout
    } else if failure.is_user() {
        ConnectorError::user
    } else {
        ConnectorError::io
    };
    again(Box::new(NeverConnected { source: failure.into_source() }))
}

/// There never was a connection, so nothing was sent.
#[derive(Debug, Error)]
#[error("no connection was made")]
pub struct NeverConnected {
    source: Box<dyn Error + Send + Sync>,
}
