//! The address of a company's proxy.

use http::uri::Authority;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{text_value, trimmed};

/// Where a company's proxy listens, such as `http://proxy.example.com:8080`. It holds no user name and no password, and no
/// refusal repeats what was given, which may.
///
/// Without a scheme it is `http`; without a port that scheme's own, 80 or 443, as curl's successors read it
/// (<https://docs.rs/hyper-util/latest/hyper_util/client/proxy/matcher/index.html>).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProxyAddress {
    text: String,
    host: String,
    port: u16,
    encrypted: bool,
}

/// Why a text is no address of a proxy that this program can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum ProxyAddressRefusal {
    /// Nothing was given.
    #[serde(rename = "proxy-empty")]
    Empty,
    /// A SOCKS proxy.
    #[serde(rename = "proxy-socks")]
    Socks,
    /// Some other scheme.
    #[serde(rename = "proxy-scheme")]
    Scheme,
    /// The address of a script.
    #[serde(rename = "proxy-is-script")]
    Script,
    /// A port that cannot be one.
    #[serde(rename = "proxy-port")]
    Port,
    /// Not of an address's shape.
    #[serde(rename = "proxy-shape")]
    Shape,
}

text_value!(ProxyAddress, ProxyAddressRefusal);

impl ProxyAddress {
    /// The most characters it has: a name in the DNS has at most 253 (RFC 1035, section 2.3.4).
    pub const MAX_LENGTH: usize = 300;

    /// Reads an address.
    ///
    /// # Errors
    /// When it is not the address of an HTTP proxy, or holds a user name.
    pub fn parse(text: &str) -> Result<Self, ProxyAddressRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(ProxyAddressRefusal::Empty);
        }
        if text.len() > Self::MAX_LENGTH {
            return Err(ProxyAddressRefusal::Shape);
        }
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let encrypted = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            socks if socks.starts_with("socks") => return Err(ProxyAddressRefusal::Socks),
            _ => return Err(ProxyAddressRefusal::Scheme),
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if !path.is_empty() {
            return Err(ProxyAddressRefusal::Script);
        }
        let authority: Authority = authority.parse().map_err(|_| ProxyAddressRefusal::Shape)?;
        let host = authority.host().to_ascii_lowercase();
        if host.is_empty() || authority.as_str().contains('@') {
            return Err(ProxyAddressRefusal::Shape);
        }
        let port = match authority.as_str().get(host.len()..).and_then(|rest| rest.strip_prefix(':')) {
            Some(port) => port.parse().ok().filter(|port| *port > 0).ok_or(ProxyAddressRefusal::Port)?,
            None if encrypted => 443,
            None => 80,
        };
        let scheme = if encrypted { "https" } else { "http" };
        Ok(Self { text: format!("{scheme}://{host}:{port}"), host, port, encrypted })
    }

    /// Its name or IP address, one of version 6 without its brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.host.trim_matches(['[', ']'])
    }

    /// Its port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Whether the way to the proxy itself is encrypted, which is rare.
    #[must_use]
    pub const fn is_encrypted(&self) -> bool {
        self.encrypted
    }
}
