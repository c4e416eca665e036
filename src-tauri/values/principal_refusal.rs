//! Why a text is not somebody the role may let in.

use thiserror::Error;

use super::AccountId;
use super::refusal::refusal_kinds;

/// Why a principal was not taken. The first group is about its text, the last two about the account it would be used in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PrincipalRefusal {
    /// Nothing was given.
    #[error("Paste the value Vonage sent you; it begins with “arn:”.")]
    Empty,
    /// Still the guide's placeholder, or part of one.
    #[error("Replace the brackets and what is in them with the value Vonage sent you.")]
    Placeholder,
    /// `*` or `?`.
    #[error("Paste the exact value from Vonage, without “*” or “?”, which would let in others as well.")]
    Wildcard,
    /// Quotation marks around it.
    #[error("Remove the quotation marks around the value.")]
    Quotes,
    /// More than one value.
    #[error("Put one value in each field: this holds more than one.")]
    Several,
    /// White space or an invisible character inside it.
    #[error("Remove the space or line break inside the value.")]
    WhiteSpace,
    /// A role's session.
    #[error("Ask Vonage for the ARN of the role: this is one session of it, which ends within hours.")]
    Session,
    /// The id IAM shows for a deleted role or user, or the id of an access key.
    #[error("Ask Vonage for the ARN of the role: this is an internal id, which works for no one outside its account.")]
    UniqueId,
    /// An AWS service.
    #[error("Ask Vonage for the ARN of a role: this stands for a service of Amazon's, not for Vonage.")]
    Service,
    /// A federated user or a sign-in provider.
    #[error("Ask Vonage for the ARN of a role: this stands for a way of signing in, not for Vonage.")]
    Federated,
    /// Not an ARN.
    #[error("Paste the value that begins with “arn:”; “{text}” does not look like what Vonage sends.")]
    NotArn {
        /// What was given.
        text: String,
    },
    /// A partition nobody knows.
    #[error("Check the start of the value: “{partition}” is not a part of AWS this program knows.")]
    UnknownPartition {
        /// What stands there.
        partition: String,
    },
    /// A resource of another AWS service.
    #[error("Paste the ARN of a role, with “:iam:” in it; this is the ARN of something in {service}.")]
    OtherService {
        /// The service.
        service: String,
    },
    /// An IAM resource that cannot be a principal, such as a group or a policy.
    #[error("Paste the ARN of a role or a user, with “:role/” or “:user/” in it; this is the ARN of something else.")]
    OtherResource,
    /// A region where IAM's ARNs have none.
    #[error("Check the value: nothing stands between the two colons after “iam”, but this has “{region}” there.")]
    Region {
        /// What stands there.
        region: String,
    },
    /// No account number where it should be.
    #[error("Check the value: the 12-digit account number stands after “iam::”, but this has “{account}” there.")]
    Account {
        /// What stands there.
        account: String,
    },
    /// The name at its end is cut off or mistyped.
    #[error("Check the end of the value: “{name}” is not a name AWS gives.")]
    Name {
        /// What stands there.
        name: String,
    },
    /// A number that is not 12 digits long.
    #[error("Check the number: an AWS account number has 12 digits, and this has {digits}.")]
    AccountLength {
        /// How many digits it has.
        digits: usize,
    },
    /// An account, without the tick.
    #[error("Ask Vonage for a role's ARN, or tick that everyone in account {account} may be trusted.")]
    WholeAccount {
        /// The account.
        account: AccountId,
    },
    /// The account the role will be in.
    #[error("Paste Vonage's value: {account} is your own account.")]
    OwnAccount {
        /// The account.
        account: AccountId,
    },
    /// Another partition than the account the role will be in.
    #[error(
        "Ask Vonage for a value in {expected}, where your account is: this one is in {found}, and the two cannot reach each other."
    )]
    OtherPartition {
        /// Where the principal is.
        found: &'static str,
        /// Where the role will be.
        expected: &'static str,
    },
}

refusal_kinds!(PrincipalRefusal {
    Empty => "principal-empty",
    Placeholder => "principal-placeholder",
    Wildcard => "principal-wildcard",
    Quotes => "principal-quotes",
    Several => "principal-several",
    WhiteSpace => "principal-white-space",
    Session => "principal-session",
    UniqueId => "principal-unique-id",
    Service => "principal-service",
    Federated => "principal-federated",
    NotArn => "principal-not-arn",
    UnknownPartition => "principal-unknown-partition",
    OtherService => "principal-other-service",
    OtherResource => "principal-other-resource",
    Region => "principal-region",
    Account => "principal-account",
    Name => "principal-name",
    AccountLength => "principal-account-length",
    WholeAccount => "principal-whole-account",
    OwnAccount => "principal-own-account",
    OtherPartition => "principal-other-partition",
});
