//! The ARN of a role.

use serde::{Deserialize, Serialize};

use super::arn::{self, Arn};
use super::text::{text_value, trimmed};
use super::{AccountId, ArnRefusal, IamPath, Partition, RoleName};

/// The ARN of a role: `arn:<partition>:iam::<account>:role/<path><name>`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoleArn {
    text: String,
    partition: Partition,
    account: AccountId,
    path: String,
    name: RoleName,
}

text_value!(RoleArn, ArnRefusal);

impl RoleArn {
    /// The ARN a role of this path and name gets.
    #[must_use]
    pub fn new(partition: Partition, account: &AccountId, path: &IamPath, name: &RoleName) -> Self {
        Self {
            text: format!("arn:{partition}:iam::{account}:role{path}{name}"),
            partition,
            account: account.clone(),
            path: path.as_str().to_owned(),
            name: name.clone(),
        }
    }

    /// Reads a role's ARN.
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
            .strip_prefix("role/")
            .filter(|_| fields.service == "iam" && fields.region.is_empty())
            .ok_or_else(|| ArnRefusal::Resource { text: text.to_owned() })?;
        let account = arn::account(fields.account).ok_or_else(|| ArnRefusal::Account { text: text.to_owned() })?;
        let (path, name) = arn::path_and_name(resource);
        match RoleName::parse(name) {
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

    /// The account the role is in.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The path, `/` when it has none.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The role's name.
    #[must_use]
    pub fn name(&self) -> &RoleName {
        &self.name
    }
}
