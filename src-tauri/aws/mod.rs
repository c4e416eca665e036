//! Everything said to AWS: sessions, reads, writes, and what its refusals mean.

pub mod error;
pub mod network;
pub mod observe;
pub mod pages;
pub mod perform;
pub mod s3;
pub mod session;
pub mod simulate;

mod answer;
mod iam;
mod kms;
mod reading;
mod unchanged;

pub use answer::Answer;
pub use error::cause::Cause;
pub use error::failure::{AwsFailure, FailureKind, Unclear};
pub use error::not_sent::NotSent;
pub use error::retry::{Limit, Retry};
pub use network::destination::{Destination, Elsewhere};
pub use network::hosts::Service;
pub use network::places::Places;
pub use network::proxy::{Proxy, ProxySignIn};
pub use network::reach::{Place, ReachFailure, Reached, reach};
pub use network::way::Way;
pub use network::{Chosen, Environment, Network};
pub use observe::removal::observe_remaining;
pub use observe::resource::took_effect;
pub use observe::setup::{bucket_region, find_key, look};
pub use observe::survey::{Survey, survey, tagged_bucket, traces};
pub use perform::perform;
pub use session::clock::ClockOff;
pub use session::credential_expiry::SessionOver;
pub use session::identity::{Caller, CallerArn, Identity, identify};
pub use session::{Access, Clients, PracticeAccess, RealAccess, ServiceClients};
pub use simulate::{NotSimulated, Simulated, simulate};
