//! The one request that goes neither to AWS nor to this computer: the address that a company gave its page is asked once where
//! it leads (<https://docs.aws.amazon.com/singlesignon/latest/userguide/howtochangeURL.html>).

use std::net::IpAddr;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use http::Uri;
use tokio::time::timeout;

use crate::aws::error::failure::{AwsFailure, FailureKind, Unclear, undelivered};
use crate::aws::error::not_sent::{NotSent, words};
use crate::aws::network::Network;
use crate::aws::network::connector::{CertificatesFailure, routes};
use crate::aws::session::USER_AGENT;
use crate::values::is_this_computer;

/// How long the company's server may take.
const PATIENCE: Duration = Duration::from_secs(10);
const CALL: &str = "https:GET";
/// The answers that name another address (RFC 9110, section 15.4).
const LEADS_ON: [u16; 5] = [301, 302, 303, 307, 308];

/// An `https` address on a server with a name, at the usual port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyPage {
    uri: Uri,
}

/// Why it is not known where a page leads.
#[derive(Debug, thiserror::Error)]
pub enum PageFailure {
    /// The company's certificates cannot be used.
    #[error(transparent)]
    Certificates(#[from] CertificatesFailure),
    /// The server did not get the question, or its answer did not get here.
    #[error(transparent)]
    Unreached(#[from] AwsFailure),
}

impl CompanyPage {
    /// Reads an address. `None` when it is none of these, such as a number in place of a name.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        let uri: Uri = address.parse().ok()?;
        let host = uri.host()?;
        let is_name = host.parse::<IpAddr>().is_err()
            // `127.1` is an address to some, and no name to anybody (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
            && host.rsplit('.').next().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()))
            && !is_this_computer(host);
        let plain = uri.authority().is_some_and(|authority| authority.as_str() == host) && uri.query().is_none();
        (uri.scheme_str() == Some("https") && is_name && plain).then_some(Self { uri })
    }

    /// Asks the server once where the page leads, and goes nowhere itself. The question carries nothing but the address and this
    /// program's name, as it is put together here from nothing; of the answer nothing is read but where it leads.
    ///
    /// # Errors
    /// When the server cannot be reached, or `AWS_CA_BUNDLE` names a file that holds no usable certificates.
    pub async fn leads_to(&self, network: &Network) -> Result<Option<String>, PageFailure> {
        let failed = |kind, message| AwsFailure { call: CALL, kind, code: None, message, request_id: None };
        let mut request = HttpRequest::new(SdkBody::empty());
        let unbuilt = |why: String| failed(FailureKind::NotSent(NotSent::Unbuilt), Some(why));
        request.set_uri(self.uri.to_string()).map_err(|error| unbuilt(error.to_string()))?;
        request.headers_mut().insert("user-agent", USER_AGENT);
        let routes = routes(network)?;
        match timeout(PATIENCE, routes.send(request)).await {
            Ok(Ok(answer)) if LEADS_ON.contains(&answer.status().as_u16()) => {
                Ok(answer.headers().get("location").map(ToOwned::to_owned))
            }
            Ok(Ok(_)) => Ok(None),
            Ok(Err(failure)) => Err(failed(undelivered(Some(&failure)), Some(words(&failure))).into()),
            Err(_) => Err(failed(FailureKind::Unclear(Unclear::TimedOut), None).into()),
        }
    }
}
