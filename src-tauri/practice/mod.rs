//! An AWS inside the program, so that everything can be tried without an account.
//!
//! [`PracticeAws::http_client`] goes where the SDK's network would be; nothing else knows. Behind it stand winterbaume's S3,
//! IAM and KMS, which keep what is made but refuse almost nothing, and around them this room, which answers as strictly as
//! AWS documents: names, regions, documents, principals, defaults of a new bucket, what may not be deleted.

mod account;
mod answer;
mod contents;
mod failure;
mod iam;
mod kms;
mod operation;
mod received;
mod s3;
mod saved;
mod server;
mod sts;
mod tags;

pub use account::{TAKEN_BUCKETS, account, caller_arn, partition};
pub use failure::{Failure, FailureKind};
pub use operation::{Operation, OperationRefusal, Service};
pub use saved::PracticeError;
pub use server::PracticeAws;
