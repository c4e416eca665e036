//! Everything said to AWS: sessions, reads, writes, and what its refusals mean.

pub mod bucket;
pub mod cause;
pub mod connector;
pub mod failure;
pub mod happened;
pub mod identity;
pub mod look;
pub mod perform;
pub mod remains;
pub mod session;
pub mod simulate;
pub mod survey;

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
mod whole_answer;
mod words;

pub use cause::Cause;
pub use failure::{AwsFailure, FailureKind, NotSent, Unclear};
pub use happened::happened;
pub use identity::{Caller, CallerArn, Identity, identify};
pub use look::{bucket_region, find_key, look};
pub use perform::{Answer, perform};
pub use remains::remains;
pub use retry::{Limit, Retry};
pub use session::{Access, Clients, PracticeAccess, RealAccess, ServiceClients};
pub use simulate::{NotSimulated, Simulated, simulate};
pub use survey::{Survey, survey, tagged_bucket, traces};
pub use words::{Situation, Words};
