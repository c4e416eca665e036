//! Tries whether the hosts of AWS can be reached from here, the way that every request goes.

use std::time::{Duration, Instant, SystemTime};

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use tokio::task::JoinError;
use tokio::time::timeout;

use crate::aws::error::failure::{AwsFailure, FailureKind, Unclear, undelivered};
use crate::aws::network::Network;
use crate::aws::network::connector::{CertificatesFailure, connector};
use crate::aws::network::hosts::Service;
use crate::aws::session::USER_AGENT;
use crate::aws::session::clock::ClockOff;
use crate::values::Region;

/// How long one place may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A place to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it is: `https://` and a host, or the address that takes its place.
    pub address: String,
    /// What it is for.
    pub service: Service,
    /// The region it belongs to.
    pub region: Region,
}

/// What became of a try.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The place.
    pub place: Place,
    /// How long the answer took, whatever it was; or why there was none.
    pub outcome: Result<Duration, AwsFailure>,
    /// How far this computer's clock is off, when the answer's date says that it is.
    pub clock: Option<ClockOff>,
}

/// Tries every place at the same time, each for at most 10 seconds, with a request that carries nothing but this
/// program's name: no signature, no key, no name of a person.
///
/// # Errors
/// When `AWS_CA_BUNDLE` names a file that holds no usable certificates.
pub async fn reach(network: &Network, places: Vec<Place>) -> Result<Vec<Reached>, ReachFailure> {
    let connector = connector(network)?;
    let tries: Vec<_> = places.into_iter().map(|place| tokio::spawn(try_one(connector.clone(), place))).collect();
    let mut reached = Vec::with_capacity(tries.len());
    for one in tries {
        reached.push(one.await?);
    }
    Ok(reached)
}

/// Why nothing could be tried.
#[derive(Debug, thiserror::Error)]
pub enum ReachFailure {
    /// The company's certificates cannot be used.
    #[error(transparent)]
    Certificates(#[from] CertificatesFailure),
    /// A part of the program stopped.
    #[error(transparent)]
    TornDown(#[from] JoinError),
}

async fn try_one(connector: SharedHttpConnector, place: Place) -> Reached {
    let failed = |kind, message| AwsFailure { call: "https:GET", kind, code: None, message, request_id: None };
    let mut request = HttpRequest::new(SdkBody::empty());
    if let Err(error) = request.set_uri(place.address.as_str()) {
        let kind = FailureKind::NotSent(crate::aws::error::not_sent::NotSent::Unbuilt);
        return Reached { place, outcome: Err(failed(kind, Some(error.to_string()))), clock: None };
    }
    request.headers_mut().insert("user-agent", USER_AGENT);
    let begun = Instant::now();
    match timeout(PATIENCE, connector.call(request)).await {
        Ok(Ok(answer)) => {
            let clock = answer.headers().get("date").and_then(|date| ClockOff::of(date, SystemTime::now()));
            Reached { place, outcome: Ok(begun.elapsed()), clock }
        }
        Ok(Err(failure)) => {
            let message = Some(crate::aws::error::not_sent::words(&failure));
            Reached { place, outcome: Err(failed(undelivered(Some(&failure)), message)), clock: None }
        }
        Err(_) => {
            let kind = FailureKind::Unclear(Unclear::TimedOut);
            Reached { place, outcome: Err(failed(kind, None)), clock: None }
        }
    }
}
