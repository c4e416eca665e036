//! Why there was no connection, where a proxy or a script has to do with it.

use std::error::Error;
use std::time::Duration;

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::aws::error::not_sent::{NotSent, find, words};
use crate::aws::network::destination::Elsewhere;
use crate::aws::network::proxy::Proxy;
use crate::aws::network::way::Way;

/// There never was a connection, so nothing was sent.
#[derive(Debug, Error)]
#[error("no connection was made{}", .said.as_ref().map(|said| format!(": {said}")).unwrap_or_default())]
pub struct NeverConnected {
    /// Why not, where the proxy or a script is known to be behind it.
    pub reason: Option<NotSent>,
    /// What the proxy's answer or the setting says, for whoever looks after the network. It holds no secret.
    said: Option<String>,
    source: Box<dyn Error + Send + Sync>,
}

/// How long the proxy may take to say again what it wants, and how much it may say, in bytes.
const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST_HEAD: u64 = 16 * 1024;
const AUTHENTICATE: &str = "proxy-authenticate";

/// Finds out why a request to `target`, a host and its port, never left. `connector` makes what sends requests through a
/// proxy.
pub(in crate::aws) async fn never_connected(
    failure: ConnectorError,
    way: &Way,
    target: &str,
    connector: impl FnOnce(ProxyConfig) -> SharedHttpConnector + Send,
) -> ConnectorError {
    let (reason, said) = match way {
        Way::Through(proxy) => of_proxy(&failure, proxy, target, connector).await,
        Way::Script { address } if find::<rustls::Error>(&failure).is_none() => {
            let said = address.as_ref().map(|address| format!("the script is {address}"));
            (Some(NotSent::ProxyScript), said)
        }
        _ => (None, None),
    };
    // What a proxy refuses is not sent again: each wrong password counts towards being locked out.
    let again = if failure.is_user() || reason.as_ref().is_some_and(NotSent::is_about_sign_in) {
        ConnectorError::user
    } else if failure.is_timeout() {
        ConnectorError::timeout
    } else {
        ConnectorError::io
    };
    again(Box::new(NeverConnected { reason, said, source: failure.into_source() }))
}

/// Why there was no connection. That none was made is known by type; that a name was not found, the HTTP client says only
/// in words. A word that is missed makes the sentence vaguer, and nothing else.
pub(in crate::aws) fn never_sent(failure: &ConnectorError) -> NotSent {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    if let Some(reason) = find::<NeverConnected>(failure).and_then(|never| never.reason.clone()) {
        return reason;
    }
    match find::<rustls::Error>(failure) {
        Some(rustls::Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. },
        )) => NotSent::CertificateDates,
        Some(_) => NotSent::Tls,
        None if words(failure).to_ascii_lowercase().contains("dns error") => NotSent::Dns,
        None => NotSent::Offline,
    }
}

/// A proxy is named that cannot be used.
pub(in crate::aws) fn unusable(setting: &'static str, refusal: impl Error + Send + Sync + 'static) -> ConnectorError {
    let said = Some(format!("this program cannot use the proxy that is named by {setting}"));
    let reason = Some(NotSent::ProxySetting);
    ConnectorError::user(Box::new(NeverConnected { reason, said, source: Box::new(refusal) }))
}

/// The request would have gone elsewhere.
pub(in crate::aws) fn elsewhere(elsewhere: Elsewhere) -> ConnectorError {
    let reason = Some(NotSent::Elsewhere(Box::new(elsewhere.clone())));
    ConnectorError::user(Box::new(NeverConnected { reason, said: None, source: Box::new(elsewhere) }))
}

/// The proxy refused the password while this request waited to use it.
pub(in crate::aws) fn refused_meanwhile() -> ConnectorError {
    let said = Some("not sent with a password that the proxy has just refused".to_owned());
    let source = Box::from("the proxy wants another password");
    ConnectorError::user(Box::new(NeverConnected { reason: Some(NotSent::ProxyPassword), said, source }))
}

/// Whether it was the password that the proxy refused.
pub(in crate::aws) fn is_password_refused(failure: &ConnectorError) -> bool {
    find::<NeverConnected>(failure).is_some_and(|never| never.reason == Some(NotSent::ProxyPassword))
}

/// The HTTP client says only in words what its `CONNECT` met. A word that is missed makes the sentence vaguer, and nothing
/// else.
async fn of_proxy(
    failure: &ConnectorError,
    proxy: &Proxy,
    target: &str,
    connector: impl FnOnce(ProxyConfig) -> SharedHttpConnector + Send,
) -> (Option<NotSent>, Option<String>) {
    if find::<rustls::Error>(failure).is_some() {
        return (None, None);
    }
    let said = words(failure).to_ascii_lowercase();
    if said.contains("proxy auth") {
        let wants = wanted(proxy, target, connector).await;
        (Some(of_wanted(&wants, proxy.sign_in.is_some())), (!wants.is_empty()).then(|| wants.join(", ")))
    } else if failure.is_timeout() || said.contains("failed to create underlying connection") {
        (Some(NotSent::ProxyUnreachable), Some(format!("the proxy is {}", proxy.address)))
    } else if said.contains("tunnel") {
        (Some(NotSent::Proxy), Some(format!("the proxy is {}", proxy.address)))
    } else {
        (None, None)
    }
}

/// What it means that a proxy asks to be signed in to in these ways
/// (<https://www.iana.org/assignments/http-authschemes/http-authschemes.xhtml>). Where none is known it is taken to be `Basic`.
fn of_wanted(wants: &[String], signed_in: bool) -> NotSent {
    let has = |name: &str| wants.iter().any(|scheme| scheme.eq_ignore_ascii_case(name));
    if !wants.is_empty() && !has("basic") {
        let windows = has("ntlm") || has("negotiate") || has("kerberos");
        if windows { NotSent::ProxyWantsWindows } else { NotSent::ProxyWantsOther }
    } else if signed_in {
        NotSent::ProxyPassword
    } else {
        NotSent::ProxyAuthentication
    }
}

/// The ways in which the proxy lets somebody sign in, as it answers one who gives no name. The HTTP client keeps its answer
/// to a `CONNECT` to itself.
async fn wanted(
    proxy: &Proxy,
    target: &str,
    connector: impl FnOnce(ProxyConfig) -> SharedHttpConnector + Send,
) -> Vec<String> {
    let asking = async {
        if proxy.address.is_encrypted() {
            answer_to_request(&connector(proxy.without_sign_in().ok()?), target).await
        } else {
            answer_to_connect(proxy, target).await.ok()
        }
    };
    let values = timeout(PATIENCE, asking).await.ok().flatten().unwrap_or_default();
    schemes(&values)
}

/// What a proxy says in its `Proxy-Authenticate` lines when it is asked for a connection.
async fn answer_to_connect(proxy: &Proxy, target: &str) -> std::io::Result<Vec<String>> {
    let mut stream = TcpStream::connect((proxy.address.host(), proxy.address.port())).await?;
    stream.write_all(format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n").as_bytes()).await?;
    let (mut head, mut answer) = (Vec::new(), stream.take(LONGEST_HEAD));
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && answer.read_buf(&mut head).await? > 0 {}
    let head = String::from_utf8_lossy(&head);
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let lines = lines.filter(|(name, _)| name.eq_ignore_ascii_case(AUTHENTICATE));
    Ok(lines.map(|(_, value)| value.to_owned()).collect())
}

/// The same where the connection to the proxy is itself encrypted, which the HTTP client does: of a request that is not to
/// be encrypted once more, and carries nothing, it shows the proxy's answer.
async fn answer_to_request(through: &SharedHttpConnector, target: &str) -> Option<Vec<String>> {
    let mut request = HttpRequest::new(SdkBody::empty());
    request.set_uri(format!("http://{target}/")).ok()?;
    let answer = through.call(request).await.ok()?;
    Some(answer.headers().get_all(AUTHENTICATE).map(ToOwned::to_owned).collect())
}

/// The schemes in the `Proxy-Authenticate` lines of an answer (RFC 9110, section 11.7.1): the words that are followed by a
/// space or nothing, at the beginning or after a comma.
fn schemes(values: &[String]) -> Vec<String> {
    values
        .iter()
        .flat_map(|value| value.split(','))
        .filter_map(|part| part.split_whitespace().next())
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        .map(ToOwned::to_owned)
        .collect()
}
