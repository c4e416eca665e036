//! The ARN of a managed policy.

use serde::{Deserialize, Serialize};

use super::arn::{self, Arn};
use super::text::{text_value, trimmed};
use super::{AccountId, ArnRefusal, IamPath, Partition, PolicyName};

/// The ARN of a managed policy: `arn:<partition>:iam::<account>:policy/<path><name>`, with `aws` for the account when AWS
/// made the policy.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PolicyArn {
    text: String,
    partition: Partition,
    account: Option<AccountId>,
    path: String,
    name: PolicyName,
}

/// What stands in the account field of policies that AWS made.
const AWS_MANAGED: &str = "aws";

text_value!(PolicyArn, ArnRefusal);

impl PolicyArn {
    /// The ARN a policy of this path and name gets.
    #[must_use]
    pub fn new(partition: Partition, account: &AccountId, path: &IamPath, name: &PolicyName) -> Self {
        Self {
            text: format!("arn:{partition}:iam::{account}:policy{path}{name}"),
            partition,
            account: Some(account.clone()),
            path: path.as_str().to_owned(),
            name: name.clone(),
        }
    }

    /// Reads a policy's ARN, also of one that AWS made.
    ///
    /// # Errors
    /// When it is another resource's ARN, or none.
    pub fn parse(text: &str) -> Result<Self, ArnRefusal> {
        let text = trimmed(text);
        let fields = Arn::split(text).ok_or_else(|| ArnRefusal::Shape { text: text.to_owned() })?;
        let partition =
            arn::partition(fields.partition).ok_or_else(|| ArnRefusal::Partition { text: text.to_owned() })?;
        let resource = fields
            .resource
            .strip_prefix("policy/")
            .filter(|_| fields.service == "iam" && fields.region.is_empty())
            .ok_or_else(|| ArnRefusal::Resource { text: text.to_owned() })?;
        let account = arn::account(fields.account);
        if account.is_none() && fields.account != AWS_MANAGED {
            return Err(ArnRefusal::Account { text: text.to_owned() });
        }
        let (path, name) = arn::path_and_name(resource);
        match PolicyName::parse(name) {
            Ok(parsed) if arn::is_iam_path(&path) && parsed.as_str() == name => {
                Ok(Self { text: text.to_owned(), partition, account, path, name: parsed })
            }
            _ => Err(ArnRefusal::Name { text: text.to_owned() }),
        }
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The account the policy is in; none when AWS made it for everyone.
    #[must_use]
    pub fn account(&self) -> Option<&AccountId> {
        self.account.as_ref()
    }

    /// The path, `/` when it has none.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The policy's name.
    #[must_use]
    pub fn name(&self) -> &PolicyName {
        &self.name
    }
}
