//! Who the role lets in: what Vonage gave as its primary and secondary service.

use serde::{Deserialize, Serialize};

use super::arn::{self, Arn};
use super::principal_refusal::PrincipalRefusal;
use super::text::{is_zero_width, text_value, trimmed};
use super::{AccountId, Partition, RoleName};

/// Whether the person ticked that a whole account may be trusted: everyone in it whom that account allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustWholeAccount(pub bool);

/// What a principal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrincipalKind {
    /// A role.
    Role,
    /// A user.
    User,
    /// Everyone in an account, by its number or its `:root` ARN.
    Account,
}

/// A principal of the role's trust policy: the ARN of a role or a user, or an account when the person ticked that.
///
/// Kept as it was typed, except that an account number loses its spaces and dashes. Sources:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
///
/// What is stored was accepted once, tick included, so reading it back takes accounts too. `FromStr` does not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PrincipalArn {
    text: String,
    kind: PrincipalKind,
    partition: Option<Partition>,
    account: AccountId,
}

impl PrincipalArn {
    /// Reads a principal.
    ///
    /// # Errors
    /// When IAM would not take it, would take it to mean more than one role or user, or it is an account without the tick.
    pub fn parse(text: &str, whole_account: TrustWholeAccount) -> Result<Self, PrincipalRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(PrincipalRefusal::Empty);
        }
        let is_number = text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_in_account_number);
        let principal = if is_number { number(text)? } else { from_arn(text)? };
        if principal.kind == PrincipalKind::Account && !whole_account.0 {
            return Err(PrincipalRefusal::WholeAccount { account: principal.account });
        }
        Ok(principal)
    }

    /// Checks the principal against the account the role will be in.
    ///
    /// # Errors
    /// When it is in that account itself, so not Vonage's, or in another partition, where roles cannot let each other in.
    pub fn check_context(&self, own: &AccountId, partition: Partition) -> Result<(), PrincipalRefusal> {
        if self.account == *own {
            return Err(PrincipalRefusal::OwnAccount { account: own.clone() });
        }
        match self.partition {
            Some(found) if found != partition => {
                Err(PrincipalRefusal::OtherPartition { found_partition: found, expected_partition: partition })
            }
            _ => Ok(()),
        }
    }

    /// The principal as the trust policy has it; an account becomes its `:root` ARN, which is what IAM makes of it anyway.
    #[must_use]
    pub fn to_principal(&self, partition: Partition) -> String {
        match self.kind {
            PrincipalKind::Role | PrincipalKind::User => self.text.clone(),
            PrincipalKind::Account => format!("arn:{partition}:iam::{}:root", self.account),
        }
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> PrincipalKind {
        self.kind
    }

    /// The account it belongs to.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The partition it names; none for a bare account number.
    #[must_use]
    pub fn partition(&self) -> Option<Partition> {
        self.partition
    }
}

text_value!(conversions PrincipalArn);

impl std::str::FromStr for PrincipalArn {
    type Err = PrincipalRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text, TrustWholeAccount(false))
    }
}

impl TryFrom<String> for PrincipalArn {
    type Error = PrincipalRefusal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text, TrustWholeAccount(true))
    }
}

fn is_in_account_number(c: char) -> bool {
    c.is_ascii_digit() || c == '-' || c.is_whitespace()
}

fn number(text: &str) -> Result<PrincipalArn, PrincipalRefusal> {
    if let Ok(account) = AccountId::parse(text) {
        return Ok(PrincipalArn {
            text: account.as_str().to_owned(),
            kind: PrincipalKind::Account,
            partition: None,
            account,
        });
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > AccountId::DIGITS && text.split_whitespace().all(|part| AccountId::parse(part).is_ok()) {
        return Err(PrincipalRefusal::Several);
    }
    Err(PrincipalRefusal::AccountLength { digits })
}

fn from_arn(text: &str) -> Result<PrincipalArn, PrincipalRefusal> {
    check_characters(text)?;
    let Some(fields) = Arn::split(text) else {
        return Err(not_arn(text));
    };
    let partition = arn::partition(fields.partition)
        .ok_or_else(|| PrincipalRefusal::UnknownPartition { text: fields.partition.to_owned() })?;
    let kind = match (fields.service, fields.resource) {
        ("sts", session) if session.starts_with("assumed-role/") => return Err(PrincipalRefusal::Session),
        ("sts", user) if user.starts_with("federated-user/") => return Err(PrincipalRefusal::Federated),
        ("iam", provider) if provider.starts_with("saml-provider/") || provider.starts_with("oidc-provider/") => {
            return Err(PrincipalRefusal::Federated);
        }
        ("iam", "root") => PrincipalKind::Account,
        ("iam", role) if role.starts_with("role/") => PrincipalKind::Role,
        ("iam", user) if user.starts_with("user/") => PrincipalKind::User,
        ("iam", _) => return Err(PrincipalRefusal::OtherResource),
        (service, _) => return Err(PrincipalRefusal::OtherService { service: service.to_owned() }),
    };
    if !fields.region.is_empty() {
        return Err(PrincipalRefusal::Region { region: fields.region.to_owned() });
    }
    let account =
        arn::account(fields.account).ok_or_else(|| PrincipalRefusal::Account { account: fields.account.to_owned() })?;
    if kind != PrincipalKind::Account {
        check_name(fields.resource)?;
    }
    Ok(PrincipalArn { text: text.to_owned(), kind, partition: Some(partition), account })
}

/// What gives away that a text is not one principal, before its fields are looked at.
fn check_characters(text: &str) -> Result<(), PrincipalRefusal> {
    if text.contains(['{', '}', '<', '>']) {
        return Err(PrincipalRefusal::Placeholder);
    }
    if text.contains(['*', '?']) {
        return Err(PrincipalRefusal::Wildcard);
    }
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’');
    if text.starts_with(is_quote) || text.ends_with(is_quote) {
        return Err(PrincipalRefusal::Quotes);
    }
    let separated = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    if separated.filter(|part| part.starts_with("arn:") || arn::account(part).is_some()).count() > 1 {
        return Err(PrincipalRefusal::Several);
    }
    if text.contains(|c: char| c.is_whitespace() || is_zero_width(c)) {
        return Err(PrincipalRefusal::WhiteSpace);
    }
    Ok(())
}

/// The name after the last slash follows the same rules for users and roles, and both may have a path.
fn check_name(resource: &str) -> Result<(), PrincipalRefusal> {
    let (_, rest) = resource.split_once('/').unwrap_or_default();
    let (path, name) = arn::path_and_name(rest);
    match RoleName::parse(name) {
        Ok(_) if arn::is_iam_path(&path) => Ok(()),
        _ => Err(PrincipalRefusal::Name { name: rest.to_owned() }),
    }
}

/// Names what people paste in the place of an ARN.
fn not_arn(text: &str) -> PrincipalRefusal {
    /// Beginnings of the ids IAM gives to roles, users, groups, keys and the like.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
    const UNIQUE_IDS: [&str; 10] = ["AROA", "AIDA", "ASIA", "AKIA", "AGPA", "AIPA", "ANPA", "ANVA", "ABIA", "ACCA"];
    /// Web identity providers a `Federated` principal names by their host.
    const PROVIDERS: [&str; 4] =
        ["cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com", "www.amazon.com"];
    let is_unique_id = UNIQUE_IDS.iter().any(|prefix| text.starts_with(prefix))
        && text.len() >= 16
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if is_unique_id {
        PrincipalRefusal::UniqueId
    } else if PROVIDERS.contains(&text) {
        PrincipalRefusal::Federated
    } else if Partition::ALL.iter().any(|partition| text.ends_with(&format!(".{}", partition.dns_suffix()))) {
        PrincipalRefusal::Service
    } else {
        PrincipalRefusal::NotArn { text: text.to_owned() }
    }
}
