//! Why a text is not somebody the role may let in.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::{AccountId, Partition};

/// Why a principal was not taken. The first group is about its text, the last two about the account it would be used in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum PrincipalRefusal {
    /// Nothing was given.
    #[serde(rename = "principal-empty")]
    Empty,
    /// Still the guide's placeholder, or part of one.
    #[serde(rename = "principal-placeholder")]
    Placeholder,
    /// `*` or `?`.
    #[serde(rename = "principal-wildcard")]
    Wildcard,
    /// Quotation marks around it.
    #[serde(rename = "principal-quotes")]
    Quotes,
    /// More than one value.
    #[serde(rename = "principal-several")]
    Several,
    /// White space or an invisible character inside it.
    #[serde(rename = "principal-white-space")]
    WhiteSpace,
    /// A role's session.
    #[serde(rename = "principal-session")]
    Session,
    /// The id IAM shows for a deleted role or user, or the id of an access key.
    #[serde(rename = "principal-unique-id")]
    UniqueId,
    /// An AWS service.
    #[serde(rename = "principal-service")]
    Service,
    /// A federated user or a sign-in provider.
    #[serde(rename = "principal-federated")]
    Federated,
    /// Not an ARN.
    #[serde(rename = "principal-not-arn")]
    NotArn {
        /// What was given.
        text: String,
    },
    /// A partition nobody knows.
    #[serde(rename = "principal-unknown-partition")]
    UnknownPartition {
        /// What stands there.
        text: String,
    },
    /// A resource of another AWS service.
    #[serde(rename = "principal-other-service")]
    OtherService {
        /// The service.
        service: String,
    },
    /// An IAM resource that cannot be a principal, such as a group or a policy.
    #[serde(rename = "principal-other-resource")]
    OtherResource,
    /// A region where IAM's ARNs have none.
    #[serde(rename = "principal-region")]
    Region {
        /// What stands there.
        region: String,
    },
    /// No account number where it should be.
    #[serde(rename = "principal-account")]
    Account {
        /// What stands there.
        account: String,
    },
    /// The name at its end is cut off or mistyped.
    #[serde(rename = "principal-name")]
    Name {
        /// What stands there.
        name: String,
    },
    /// A number that is not 12 digits long.
    #[serde(rename = "principal-account-length")]
    AccountLength {
        /// How many digits it has.
        digits: usize,
    },
    /// An account, without the tick.
    #[serde(rename = "principal-whole-account")]
    WholeAccount {
        /// The account.
        #[ts(type = "string")]
        account: AccountId,
    },
    /// The account the role will be in.
    #[serde(rename = "principal-own-account")]
    OwnAccount {
        /// The account.
        #[ts(type = "string")]
        account: AccountId,
    },
    /// Another partition than the account the role will be in.
    #[serde(rename = "principal-other-partition")]
    OtherPartition {
        /// Where the principal is.
        found_partition: Partition,
        /// Where the role will be.
        expected_partition: Partition,
    },
}
