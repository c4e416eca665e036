//! Who AWS says this is.

use std::fmt;

use crate::aws::error::failure::AwsFailure;
use crate::aws::iam;
use crate::aws::session::Access;
use crate::values::Account;
use crate::values::{AccountId, Partition, Region};

/// Who a session belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The account and its partition.
    pub account: Account,
    /// The user or role.
    pub caller: CallerArn,
    /// AWS's unique id of it, `AIDA…` or `AROA…:session`.
    pub user_id: String,
    /// This is the account's root user.
    pub root: bool,
    /// The account's alias, when it has one and it may be read.
    pub alias: Option<String>,
}

/// The ARN of a caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerArn {
    text: String,
    partition: Partition,
    account: AccountId,
    caller: Caller,
}

/// What a caller is
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The account's root user.
    Root,
    /// An IAM user, without its path.
    User(String),
    /// Somebody in a role.
    Role {
        /// The role's name; a session's ARN leaves the path out.
        role: String,
        /// What the session was called, often an e-mail address.
        session: String,
    },
    /// A federated user.
    Federated(String),
    /// Something newer than this program.
    Other(String),
}

/// The most characters of an ARN (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html>).
const LONGEST_ARN: usize = 2048;

impl CallerArn {
    /// Who this is, in words: `user anna`, `role Admin, as anna@example.com`, `root user`.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.caller {
            Caller::Root => "root user".to_owned(),
            Caller::User(name) => format!("user {name}"),
            Caller::Role { role, session } => format!("role {}, as {session}", role_words(role)),
            Caller::Federated(name) => format!("federated user {name}"),
            Caller::Other(resource) => resource.clone(),
        }
    }

    /// Reads the ARN that `GetCallerIdentity` gives. `None` when it is no ARN of an account and partition.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST_ARN {
            return None;
        }
        let mut fields = text.splitn(6, ':');
        let (arn, partition, service) = (fields.next()?, fields.next()?, fields.next()?);
        let (_region, account, resource) = (fields.next()?, fields.next()?, fields.next()?);
        if arn != "arn" {
            return None;
        }
        let name_of = |rest: &str| rest.rsplit('/').next().unwrap_or(rest).to_owned();
        let caller = match (service, resource.split_once('/')) {
            ("iam", None) if resource == "root" => Caller::Root,
            (_, Some(("user", rest))) => Caller::User(name_of(rest)),
            ("sts", Some(("assumed-role", rest))) => {
                let (role, session) = rest.split_once('/')?;
                Caller::Role { role: role.to_owned(), session: session.to_owned() }
            }
            ("sts", Some(("federated-user", rest))) => Caller::Federated(name_of(rest)),
            _ => Caller::Other(resource.to_owned()),
        };
        Some(Self {
            partition: Partition::parse(partition).ok()?,
            account: AccountId::parse(account).ok()?,
            text: text.to_owned(),
            caller,
        })
    }

    /// What the caller is.
    #[must_use]
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The ARN as AWS wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for CallerArn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl Identity {
    /// Who this is, in words: `user anna`, `role Admin, as anna@example.com`, `root user`.
    #[must_use]
    pub fn caller_words(&self) -> String {
        self.caller.words()
    }
}

/// The name of a permission set, where IAM Identity Center made the role of it: `AWSReservedSSO_<name>_<16 digits>`
/// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>).
fn role_words(role: &str) -> &str {
    role.strip_prefix("AWSReservedSSO_").and_then(|rest| rest.rsplit_once('_')).map_or(role, |(name, _)| name)
}

/// Asks AWS who this is. It needs no permission and answers even to those who may do nothing else
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>). The region's own endpoint is asked,
/// so a region that is not switched on is found out here.
///
/// # Errors
/// When AWS cannot be reached or does not know the keys. An alias that cannot be read is no error.
pub async fn identify(access: &Access, region: &Region) -> Result<Identity, AwsFailure> {
    let clients = access.clients(region).read;
    let (caller, alias) = tokio::join!(caller(&clients.sts), iam::account_alias(&clients.iam));
    let (caller, user_id) = caller?;
    Ok(Identity {
        account: Account { id: caller.account.clone(), partition: caller.partition },
        root: caller.caller == Caller::Root,
        alias: alias.ok().flatten(),
        user_id,
        caller,
    })
}

/// Whose credentials these are, and AWS's unique id of them.
async fn caller(sts: &aws_sdk_sts::Client) -> Result<(CallerArn, String), AwsFailure> {
    const CALL: &str = "sts:GetCallerIdentity";
    let answer = sts.get_caller_identity().send().await.map_err(|error| AwsFailure::of(CALL, &error))?;
    let arn = answer.arn().and_then(CallerArn::parse).ok_or_else(|| AwsFailure::malformed(CALL, "Arn"))?;
    let user_id = answer.user_id().ok_or_else(|| AwsFailure::malformed(CALL, "UserId"))?;
    Ok((arn, user_id.to_owned()))
}
