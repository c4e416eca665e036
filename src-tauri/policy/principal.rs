//! Who asks, and whether a statement's principals include them.

use thiserror::Error;

use super::document::{Effect, Principal, PrincipalElement};
use super::one_or_many::OneOrMany;

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A role, a user or an account's root user.
    Identity(Identity),
    /// An AWS service, by its name in policies, such as `logging.s3.amazonaws.com`.
    Service(String),
    /// Somebody who did not sign in.
    Anonymous,
}

/// A role, a user or an account's root user, by ARN. A role's session is asked about as its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity(String);

/// Why a text is not the ARN of somebody who can make requests.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CallerError {
    /// Not of the form `arn:partition:iam::account:user-or-role`, with an account of twelve digits.
    #[error("`{text}` is not the ARN of a role, a user or an account")]
    NotAnIdentityArn {
        /// The text.
        text: String,
    },
}

impl Identity {
    /// Reads an identity's ARN.
    ///
    /// # Errors
    /// [`CallerError::NotAnIdentityArn`], when it is not an IAM or STS ARN with an account.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns>
    pub fn parse(arn: &str) -> Result<Self, CallerError> {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        match parts[..] {
            ["arn", partition, "iam" | "sts", "", account, name]
                if !partition.is_empty() && is_account(account) && !name.is_empty() =>
            {
                Ok(Self(arn.to_owned()))
            }
            _ => Err(CallerError::NotAnIdentityArn { text: arn.to_owned() }),
        }
    }

    /// The ARN.
    #[must_use]
    pub fn arn(&self) -> &str {
        &self.0
    }

    /// The account's twelve digits.
    #[must_use]
    pub fn account(&self) -> &str {
        self.0.split(':').nth(4).unwrap_or_default()
    }
}

/// How a statement's principals include a caller.
///
/// A grant to an account hands the decision on to that account: its own policies must allow the caller too. A grant
/// to the caller itself needs nothing more within the account.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Named, or everybody is.
    Direct,
    /// The caller's account is.
    Account,
}

/// How the principals of a statement include the caller; `None` when they do not.
///
/// A deny with `NotPrincipal` spares a caller only when both the caller and its account are listed, as AWS asks for.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
pub(super) fn reach(element: &PrincipalElement, effect: Effect, caller: &Caller) -> Option<Reach> {
    match element {
        PrincipalElement::Principal(these) => {
            let listed = Listing::of(these, caller);
            if listed.caller {
                Some(Reach::Direct)
            } else if listed.account {
                Some(Reach::Account)
            } else {
                None
            }
        }
        PrincipalElement::NotPrincipal(others) => {
            let listed = Listing::of(others, caller);
            let has_account = matches!(caller, Caller::Identity(_));
            let spared = match effect {
                Effect::Deny => listed.caller && (listed.account || !has_account),
                Effect::Allow => listed.caller || listed.account,
            };
            (!spared).then_some(Reach::Direct)
        }
    }
}

/// What of a caller a list of principals names.
struct Listing {
    caller: bool,
    account: bool,
}

impl Listing {
    fn of(principal: &Principal, caller: &Caller) -> Self {
        let named = match principal {
            Principal::Anyone => return Self { caller: true, account: true },
            Principal::Named(named) => named,
        };
        let aws = names(named.aws.as_ref());
        if aws.iter().any(|name| name == "*") {
            return Self { caller: true, account: true };
        }
        match caller {
            Caller::Identity(identity) => Self {
                caller: aws.iter().any(|name| name == identity.arn()),
                account: aws.iter().any(|name| is_account_of(name, identity)),
            },
            Caller::Service(service) => {
                Self { caller: names(named.service.as_ref()).contains(service), account: false }
            }
            Caller::Anonymous => Self { caller: false, account: false },
        }
    }
}

/// The principals of one kind; none when the kind is not listed.
pub(super) fn names(kind: Option<&OneOrMany<String>>) -> &[String] {
    kind.map(OneOrMany::as_slice).unwrap_or_default()
}

/// Whether a principal is the identity's account, by number or by the root ARN of the identity's own partition.
fn is_account_of(name: &str, identity: &Identity) -> bool {
    let partition = |arn: &str| arn.split(':').nth(1).map(str::to_owned);
    name == identity.account()
        || (account_of_root(name) == Some(identity.account()) && partition(name) == partition(identity.arn()))
}

/// The account number in `arn:<partition>:iam::<account>:root`, whatever the partition.
pub(super) fn account_of_root(principal: &str) -> Option<&str> {
    let mut parts = principal.split(':');
    let head = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let (account, name) = (parts.next()?, parts.next()?);
    let is_root =
        head[0] == "arn" && head[2] == "iam" && head[3].is_empty() && name == "root" && parts.next().is_none();
    (is_root && is_account(account)).then_some(account)
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
