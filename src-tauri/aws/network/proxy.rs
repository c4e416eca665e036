//! A company's proxy: where it is, who signs in to it, and what goes past it.

use std::fmt;

use aws_smithy_http_client::proxy::ProxyConfig;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};

use crate::values::{ProxyAddress, ProxyAddressRefusal};

/// A proxy as requests go through it.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// Where it listens.
    pub address: ProxyAddress,
    /// Who signs in to it, when somebody does.
    pub sign_in: Option<ProxySignIn>,
    /// Names and addresses that are reached without it, with commas, as `NO_PROXY` has them
    /// (<https://curl.se/libcurl/c/CURLOPT_NOPROXY.html>). Empty for none.
    pub bypass: String,
}

/// A user name and password for a proxy. They are kept in memory only; the password is wiped when this is dropped.
#[derive(Clone)]
pub struct ProxySignIn {
    /// The user name.
    pub user: String,
    /// The password.
    pub password: SecretString,
}

/// The most bytes of an address with user name and password, each of them written as `%` and two digits.
const LONGEST: usize = 3_000;

impl fmt::Debug for ProxySignIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ProxySignIn").finish_non_exhaustive()
    }
}

impl Proxy {
    /// Reads a proxy out of one text, in which user name and password may stand: `http://anna:secret@proxy.example.com:8080`.
    /// Signs that mean something in an address are written there as `%` and two digits (RFC 3986, section 2.1).
    ///
    /// # Errors
    /// When it is not the address of an HTTP proxy. The error does not repeat the text.
    pub fn parse(text: &str) -> Result<Self, ProxyAddressRefusal> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(ProxyAddressRefusal::Shape);
        }
        let begin = text.find("://").map_or(0, |at| at + "://".len());
        let (scheme, rest) = text.split_at(begin);
        let (sign_in, address) = match rest.rsplit_once('@') {
            Some((sign_in, address)) => {
                (Some(sign_in_of(sign_in)), ProxyAddress::parse(&format!("{scheme}{address}"))?)
            }
            None => (None, ProxyAddress::parse(text)?),
        };
        Ok(Self { address, sign_in, bypass: String::new() })
    }

    /// The proxy as the SDK's HTTP client takes it, which reads the user name out of an address and so wants it encoded.
    ///
    /// # Errors
    /// When the HTTP client does not take the address, which its parser rules out.
    pub(in crate::aws) fn config(&self) -> Result<ProxyConfig, ProxyAddressRefusal> {
        let config = self.without_sign_in()?;
        let config = match &self.sign_in {
            Some(sign_in) => {
                let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
                config.with_basic_auth(encoded(&sign_in.user), encoded(sign_in.password.expose_secret()))
            }
            None => config,
        };
        Ok(config.no_proxy(&self.bypass))
    }

    /// The same for everything, and without a name.
    ///
    /// # Errors
    /// As above.
    pub(in crate::aws) fn without_sign_in(&self) -> Result<ProxyConfig, ProxyAddressRefusal> {
        ProxyConfig::all(self.address.as_str()).map_err(|_| ProxyAddressRefusal::Shape)
    }
}

fn sign_in_of(text: &str) -> ProxySignIn {
    let (user, password) = text.split_once(':').unwrap_or((text, ""));
    let decoded = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
    ProxySignIn { user: decoded(user), password: SecretString::from(decoded(password)) }
}
