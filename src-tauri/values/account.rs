//! The account a setup is made in.

use serde::{Deserialize, Serialize};

use super::{AccountId, Partition};

/// An AWS account and the partition it lives in, from a session or typed. The region is the person's choice and part of
/// the request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Account {
    /// Its 12-digit number.
    pub id: AccountId,
    /// Its partition. Never assumed: from `GetCallerIdentity`, or chosen beside a typed number.
    pub partition: Partition,
}
