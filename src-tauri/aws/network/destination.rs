//! Where a request may go: to AWS's own servers, and to this computer. Nothing else decides it.

use http::Uri;
use http::uri::Scheme;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::aws::network::hosts::{SIGN_IN_SUFFIXES, is_service};
use crate::values::{Partition, is_this_computer, kind_of};

/// A place that requests may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A server of AWS's for one of the services that this program uses, encrypted.
    Aws,
    /// This computer.
    Here,
}

/// Requests would go somewhere else. What is named is scheme, host and port: an address may hold a password or a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum Elsewhere {
    /// To somebody else.
    #[serde(rename = "override-elsewhere")]
    Stranger {
        /// Where.
        place: String,
    },
    /// To AWS, so that everybody on the way reads them.
    #[serde(rename = "override-unencrypted")]
    Unencrypted {
        /// Where.
        place: String,
    },
}

/// The longest name of a host, in characters (RFC 1035, section 2.3.4). No more of one is shown.
const LONGEST_NAME: usize = 253;

/// Of an address that makes no sense, none of which is shown.
const UNREADABLE: &str = "unreadable";

impl Elsewhere {
    /// Where they would go: `https://aws.example.com`.
    #[must_use]
    pub fn place(&self) -> &str {
        match self {
            Self::Stranger { place } | Self::Unencrypted { place } => place,
        }
    }

    /// An address as it may be shown: scheme, host and port, and nothing else of it.
    #[must_use]
    pub fn shown(address: &str) -> String {
        address.parse().map_or_else(|_| UNREADABLE.to_owned(), |uri| place(&uri))
    }

    fn stranger(uri: &Uri) -> Self {
        Self::Stranger { place: place(uri) }
    }
}

impl Destination {
    /// Judges where a request to this address would go.
    ///
    /// # Errors
    /// When that is neither AWS nor this computer, or AWS without encryption.
    pub fn of(address: &str) -> Result<Self, Elsewhere> {
        match address.parse() {
            Ok(uri) => Self::of_uri(&uri),
            Err(_) => Err(Elsewhere::Stranger { place: UNREADABLE.to_owned() }),
        }
    }

    /// The same of an address as the HTTP client reads it: it connects to the host and port that are judged here.
    ///
    /// # Errors
    /// As above.
    pub fn of_uri(uri: &Uri) -> Result<Self, Elsewhere> {
        let stranger = || Elsewhere::stranger(uri);
        let (Some(scheme), Some(host), Some(authority)) = (uri.scheme(), uri.host(), uri.authority()) else {
            return Err(stranger());
        };
        let encrypted = *scheme == Scheme::HTTPS;
        // What stands before the sign is no host, and looks like one to whoever reads it.
        if authority.as_str().contains('@') || !encrypted && *scheme != Scheme::HTTP {
            return Err(stranger());
        }
        if is_this_computer(host) {
            return Ok(Self::Here);
        }
        let port = authority.as_str().strip_prefix(host);
        match (is_aws(host), port) {
            (true, Some("" | ":443")) if encrypted => Ok(Self::Aws),
            (true, Some("" | ":80")) if !encrypted => Err(Elsewhere::Unencrypted { place: place(uri) }),
            _ => Err(stranger()),
        }
    }
}

/// Whether a name is that of a server which AWS runs for one of the services that are used here. The ending alone does not
/// say it: customers get names under the same ones, for what they run themselves (`….execute-api.eu-west-1.amazonaws.com`).
fn is_aws(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if host.len() > LONGEST_NAME || !host.split('.').all(is_label) {
        return false;
    }
    let before = |suffix: &str| host.strip_suffix(suffix)?.strip_suffix('.');
    let of_services =
        Partition::ALL.iter().flat_map(|partition| [partition.dns_suffix(), partition.dual_stack_suffix()]);
    let mut of_services = of_services.filter_map(before);
    let mut of_sign_in = SIGN_IN_SUFFIXES.iter().copied();
    of_services.any(|labels| is_service(&labels.split('.').collect::<Vec<_>>()))
        || of_sign_in.any(|suffix| host == suffix || before(suffix).is_some_and(|region| !region.contains('.')))
}

/// Scheme, host and port of an address, and nothing else of it. Where a password with a `/` in it stands before the host,
/// what looks like the host is the user.
fn place(uri: &Uri) -> String {
    if uri.path_and_query().is_some_and(|rest| rest.as_str().contains('@')) {
        return UNREADABLE.to_owned();
    }
    let scheme = uri.scheme_str().unwrap_or("https");
    let host: String = uri.host().unwrap_or("nowhere").chars().take(LONGEST_NAME).collect();
    let port = uri.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{host}{port}")
}
