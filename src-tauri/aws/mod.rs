//! Everything said to AWS: sessions, reads, writes, and what its refusals mean.

pub mod bucket;
pub mod cause;
pub mod clock;
pub mod connector;
pub mod failure;
pub mod happened;
pub mod hosts;
pub mod identity;
pub mod look;
pub mod network;
pub mod perform;
pub mod proxy;
pub mod reach;
pub mod remains;
pub mod session;
pub mod system_proxy;

mod ask;
mod denial;
mod iam;
mod iam_removal;
mod kms;
mod kms_removal;
mod lifecycle;
mod retry;
mod s3;
mod set_back;
mod sts;
mod trial;
mod unreached;
mod whole_answer;
mod words;

pub use cause::Cause;
pub use clock::ClockOff;
pub use failure::{AwsFailure, FailureKind, NotSent, Unclear};
pub use happened::happened;
pub use identity::{Caller, CallerArn, Identity, identify};
pub use look::{bucket_region, find_key, look};
pub use network::{Chosen, Environment, Network, Way};
pub use perform::{Answer, perform};
pub use proxy::{Proxy, ProxySignIn};
pub use reach::{Place, ReachFailure, Reached, reach};
pub use remains::remains;
pub use retry::{Limit, Retry};
pub use session::{Access, Clients, PracticeAccess, RealAccess, ServiceClients};
pub use words::{Situation, Words};
