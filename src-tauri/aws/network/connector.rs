//! The HTTP client of real sessions: one pool of connections, the company's certificates and the company's proxy.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Connector, ConnectorBuilder};
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::aws::network::Network;
use crate::aws::network::answer_limit::limited;
use crate::aws::network::connect_error::{
    elsewhere, is_password_refused, never_connected, refused_meanwhile, unusable,
};
use crate::aws::network::destination::{Destination, Elsewhere};
use crate::aws::network::password_trial::Turn;
use crate::aws::network::way::Way;
use crate::files::{self, shown};
use crate::values::kind_of;

/// How long a connection may take to open. A company's proxy adds its own connection, so it is longer than the SDK's 3.1 s.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TLS: Provider = Provider::Rustls(CryptoMode::AwsLc);

/// The most bytes that a file with certificates may have: those that come with a system have some hundred thousand.
const MOST_BYTES: u64 = 5_000_000;

/// Why the company's certificates cannot be used.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum CertificatesFailure {
    /// The file is missing or may not be read.
    #[serde(rename = "certificates-unreadable")]
    Unreadable {
        /// The file.
        #[serde(serialize_with = "shown")]
        #[ts(type = "string")]
        path: PathBuf,
        /// The system's reason.
        #[serde(skip)]
        source: std::io::Error,
    },
    /// The file holds no certificates, or damaged ones.
    #[serde(rename = "certificates-unusable")]
    NotCertificates {
        /// The file.
        #[serde(serialize_with = "shown")]
        #[ts(type = "string")]
        path: PathBuf,
    },
    /// The system's own certificates cannot be used.
    #[serde(rename = "certificates-of-system")]
    System {
        /// The HTTP client's reason.
        #[serde(skip)]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl CertificatesFailure {
    /// What the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Unreadable { source, .. } => Some(source.to_string()),
            Self::System { source } => Some(source.to_string()),
            Self::NotCertificates { .. } => None,
        }
    }
}

/// The HTTP client for AWS itself, with the certificates of this computer and of `AWS_CA_BUNDLE`, and through the proxy of
/// the network. Every client made from it shares its connections.
///
/// # Errors
/// When `AWS_CA_BUNDLE` names a file that holds no usable certificates.
pub fn http_client(network: &Network) -> Result<SharedHttpClient, CertificatesFailure> {
    // Whoever comes in once more may have corrected what the system says.
    network.begin();
    let connector = connector(network)?;
    // The SDK asks once per client and per set of time limits; one answer for all is what shares the connections.
    Ok(http_client_fn(move |_, _| connector.clone()))
}

/// What sends the requests of [`http_client`], and any other: there is no second way out of this program.
pub(in crate::aws) fn connector(network: &Network) -> Result<SharedHttpConnector, CertificatesFailure> {
    Ok(SharedHttpConnector::new(Router(routes(network)?)))
}

/// The ways out.
pub(in crate::aws) fn routes(network: &Network) -> Result<Arc<Routes>, CertificatesFailure> {
    let tls = tls_context(network.certificates())?;
    let direct = pool(ProxyConfig::disabled(), tls.clone());
    let (here, proxied) = (OnceLock::new(), Mutex::default());
    Ok(Arc::new(Routes { network: network.clone(), tls, direct, here, proxied }))
}

fn pool(proxy: ProxyConfig, tls: TlsContext) -> SharedHttpConnector {
    SharedHttpConnector::new(unencrypted(proxy).tls_provider(TLS).tls_context(tls).build())
}

/// Connections to this computer alone: no name is looked up for them.
fn pool_here(tls: TlsContext) -> SharedHttpConnector {
    let pool = unencrypted(ProxyConfig::disabled()).tls_provider(TLS).tls_context(tls);
    SharedHttpConnector::new(pool.build_with_resolver(ThisComputer))
}

fn unencrypted(proxy: ProxyConfig) -> ConnectorBuilder {
    let settings = HttpConnectorSettings::builder().connect_timeout(CONNECT_TIMEOUT).build();
    Connector::builder().connector_settings(settings).sleep_impl(TokioSleep::new()).proxy_config(proxy)
}

/// Whatever name is asked for is this computer's.
#[derive(Clone, Debug)]
struct ThisComputer;

impl ResolveDns for ThisComputer {
    fn resolve_dns<'a>(&'a self, _: &'a str) -> DnsFuture<'a> {
        DnsFuture::ready(Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]))
    }
}

fn tls_context(bundle: Option<PathBuf>) -> Result<TlsContext, CertificatesFailure> {
    let mut trust = TrustStore::default();
    if let Some(path) = bundle {
        trust.add_pem_certificate(certificates(path)?);
    }
    TlsContext::builder()
        .with_trust_store(trust)
        .build()
        .map_err(|source| CertificatesFailure::System { source: source.into() })
}

/// Reads a PEM file and makes sure that every certificate in it can be used: the connector panics on one that cannot.
fn certificates(path: PathBuf) -> Result<Vec<u8>, CertificatesFailure> {
    let pem = match files::read(&path, MOST_BYTES) {
        Ok(pem) => pem,
        Err(source) => return Err(CertificatesFailure::Unreadable { path, source }),
    };
    let mut roots = RootCertStore::empty();
    let all_usable = CertificateDer::pem_slice_iter(&pem)
        .all(|certificate| certificate.is_ok_and(|certificate| roots.add(certificate).is_ok()));
    if all_usable && !roots.is_empty() { Ok(pem) } else { Err(CertificatesFailure::NotCertificates { path }) }
}

/// Sends requests where they may go, which is decided for each of them anew, and for none by anybody else: to this computer
/// directly, to AWS the way that the network says. Through a proxy, too, it is the destination that counts. Of an answer no more
/// is read than any of AWS's has.
#[derive(Clone, Debug)]
struct Router(Arc<Routes>);

/// The ways out of this program.
#[derive(Debug)]
pub(in crate::aws) struct Routes {
    network: Network,
    tls: TlsContext,
    direct: SharedHttpConnector,
    here: OnceLock<SharedHttpConnector>,
    /// The connections through the proxy, and the choice they were opened for.
    proxied: Mutex<Option<(u64, SharedHttpConnector)>>,
}

impl HttpConnector for Router {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let target = request.uri().to_owned();
        let destination = Destination::of(&target);
        // What was judged is what is connected to.
        let same = request.set_uri(target.as_str());
        let routes = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            same.map_err(|error| ConnectorError::user(error.into()))?;
            let answer = match destination.map_err(elsewhere)? {
                Destination::Here => routes.send_here(request).await?,
                Destination::Aws => routes.send(request).await?,
            };
            limited(answer)
        })
    }
}

impl Routes {
    /// What sends requests along a way. A proxy that was chosen anew gets connections of its own.
    fn along(&self, way: &Way, choice: u64) -> Result<SharedHttpConnector, ConnectorError> {
        let proxy = match way {
            Way::Direct | Way::Script { .. } => return Ok(self.direct.clone()),
            Way::Unusable { setting, refusal } => return Err(unusable(setting, *refusal)),
            Way::Through(proxy) => proxy,
        };
        let mut proxied = self.proxied.lock().unwrap_or_else(PoisonError::into_inner);
        match &*proxied {
            Some((opened_for, connector)) if *opened_for == choice => Ok(connector.clone()),
            _ => {
                let config = proxy.config().map_err(|refusal| unusable("the Settings page", refusal))?;
                let connector = pool(config, self.tls.clone());
                *proxied = Some((choice, connector.clone()));
                Ok(connector)
            }
        }
    }

    async fn send_here(&self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        self.network.goes_here(Elsewhere::shown(request.uri()));
        let pool = self.here.get_or_init(|| pool_here(self.tls.clone()));
        self.ask(pool, request, &Way::Direct).await
    }

    /// Sends a request the way that the network says.
    pub(in crate::aws) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let way = self.network.way().await;
        let choice = self.network.choices();
        let connector = self.along(&way, choice)?;
        let turn = match &way {
            Way::Through(proxy) if proxy.sign_in.is_some() => self.network.trial().turn(choice).await,
            _ => Turn::Free,
        };
        if matches!(turn, Turn::Refused) {
            return Err(refused_meanwhile());
        }
        let answer = self.ask(&connector, request, &way).await;
        if let Turn::Alone(alone) = turn {
            match &answer {
                Ok(_) => self.network.trial().prove(choice),
                Err(failure) if is_password_refused(failure) => self.network.trial().refuse(),
                Err(_) => {}
            }
            drop(alone);
        }
        answer
    }

    /// Sends a request, and marks the failures that happened before there was a connection: only of those is it certain that
    /// AWS received nothing.
    async fn ask(
        &self,
        connector: &SharedHttpConnector,
        mut request: HttpRequest,
        way: &Way,
    ) -> Result<HttpResponse, ConnectorError> {
        let connection = request.extension::<CaptureSmithyConnection>().cloned().unwrap_or_else(|| {
            let connection = CaptureSmithyConnection::new();
            request.add_extension(connection.clone());
            connection
        });
        let target = host_and_port(request.uri());
        match connector.call(request).await {
            Ok(answer) => Ok(answer),
            Err(failure) if connection.get().is_none() => {
                let nameless = |config| pool(config, self.tls.clone());
                Err(never_connected(failure, way, &target, nameless).await)
            }
            Err(failure) => Err(failure),
        }
    }
}

/// What a proxy is asked to connect to.
fn host_and_port(url: &str) -> String {
    let uri: http::Uri = url.parse().unwrap_or_default();
    format!("{}:{}", uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(443))
}
