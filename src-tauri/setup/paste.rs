//! Finds the two service principals in whatever text Vonage sent.

mod clean;
mod find;
mod head;
mod label;

use std::collections::HashMap;

use serde::Serialize;
use ts_rs::TS;

use crate::values::{AccountId, PrincipalArn, TrustWholeAccount};

/// The most bytes that are read: a hundred times a message of Vonage's with the replies to it. The page hands over no more
/// (`MOST_PASTED`).
pub const MOST_BYTES: usize = 200_000;

/// Which of the role's two principals a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServiceLabel {
    /// The guide's `{primary-service}`.
    Primary,
    /// The guide's `{secondary-service}`.
    Secondary,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoundKind {
    /// A role's ARN.
    Role,
    /// A user's ARN.
    User,
    /// An account's `:root` ARN.
    Account,
    /// A 12-digit number standing alone.
    AccountNumber,
}

/// A value in the pasted text that could be a principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPrincipal {
    /// The value, mended: no line breaks, no invisible characters. `PrincipalArn` takes it.
    pub text: String,
    /// What it is.
    pub kind: FoundKind,
    /// Which of the two it is, when the words around it or in its name say so.
    pub label: Option<ServiceLabel>,
    /// Where it begins in the pasted text, in bytes.
    pub offset: usize,
}

/// What the pasted text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasteReading {
    /// What to fill in as the primary service.
    pub primary: Option<String>,
    /// What to fill in as the secondary service.
    pub secondary: Option<String>,
    /// Every value that could be a principal, in the order of the text, each once unless it stands for both.
    pub found: Vec<FoundPrincipal>,
    /// What the person should look at before going on.
    pub warnings: Vec<PasteWarning>,
}

/// Something about the pasted text that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum PasteWarning {
    /// More than any message has.
    TooMuch,
    /// No value.
    NothingFound,
    /// One value instead of two.
    OnlyOne,
    /// More than two different values.
    MoreThanTwo {
        /// How many different ones.
        count: usize,
    },
    /// The same value twice.
    SameTwice {
        /// The value.
        text: String,
    },
    /// The two values are in different accounts.
    TwoAccounts {
        /// The primary service's account.
        #[ts(type = "string")]
        primary: AccountId,
        /// The secondary service's account.
        #[ts(type = "string")]
        secondary: AccountId,
    },
    /// A value that stands for an account.
    WholeAccount {
        /// The value.
        text: String,
    },
    /// A value that was broken over two lines in the text, without a mark that it goes on.
    Rejoined {
        /// The value as it was put together.
        text: String,
    },
    /// An ARN that is no role, user or account.
    OtherArn {
        /// The ARN.
        text: String,
    },
}

/// Reads what Vonage sent: a mail, JSON, a table, with quotes, quoted replies and broken lines.
///
/// The time it takes grows as the text does. Role, user and account ARNs are found, and 12-digit numbers standing alone where there are not two ARNs. Words nearby tell
/// primary from secondary, else their order does.
#[must_use]
pub fn read_vonage(text: &str) -> PasteReading {
    if text.len() > MOST_BYTES {
        return PasteReading { warnings: vec![PasteWarning::TooMuch], ..PasteReading::default() };
    }
    let clean = clean::Clean::of(text);
    let spotted = find::spot(&clean.text);
    let labels = label::labels(&clean.text, &spotted.principals);

    let mut found: Vec<FoundPrincipal> = Vec::new();
    // Where in `found` a text stands: once, or once under each label.
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut rejoined = Vec::new();
    let mut repeated = None;
    for (principal, label) in spotted.principals.iter().zip(labels) {
        if principal.rejoined {
            rejoined.push(principal.text.clone());
        }
        let seen_at = places.entry(&principal.text).or_default();
        let fits = |seen: &FoundPrincipal| seen.label == label || seen.label.is_none() || label.is_none();
        if let Some(seen) = seen_at.iter().copied().find(|&at| fits(&found[at])).map(|at| &mut found[at]) {
            if seen.label.is_none() && label.is_none() {
                repeated = Some(principal.text.clone());
            }
            seen.label = seen.label.or(label);
        } else {
            seen_at.push(found.len());
            let (text, kind) = (principal.text.clone(), principal.kind);
            found.push(FoundPrincipal { text, kind, label, offset: clean.original_offset(principal.start) });
        }
    }

    let (primary, secondary) = choose(&found);
    let mut warnings = Vec::new();
    let mut distinct: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    match (distinct.len(), &primary, &secondary) {
        (0, ..) => warnings.push(PasteWarning::NothingFound),
        (1, Some(text), Some(_)) => warnings.push(PasteWarning::SameTwice { text: text.clone() }),
        (1, ..) => warnings.push(repeated.map_or(PasteWarning::OnlyOne, |text| PasteWarning::SameTwice { text })),
        (2, ..) => {}
        (count, ..) => warnings.push(PasteWarning::MoreThanTwo { count }),
    }
    if distinct.len() < 2 {
        warnings.extend(spotted.other_arns.into_iter().take(1).map(|text| PasteWarning::OtherArn { text }));
    }
    if let (Some(primary), Some(secondary)) = (account_of(primary.as_deref()), account_of(secondary.as_deref()))
        && primary != secondary
    {
        warnings.push(PasteWarning::TwoAccounts { primary, secondary });
    }
    for one in &found {
        let is_chosen = [&primary, &secondary].into_iter().flatten().any(|chosen| *chosen == one.text);
        if is_chosen && matches!(one.kind, FoundKind::Account | FoundKind::AccountNumber) {
            warnings.push(PasteWarning::WholeAccount { text: one.text.clone() });
        }
        if is_chosen && rejoined.contains(&one.text) {
            warnings.push(PasteWarning::Rejoined { text: one.text.clone() });
        }
    }
    warnings.dedup();
    PasteReading { primary, secondary, found, warnings }
}

/// Fills the two fields: by label first, then ARNs before numbers, then in the order of the text.
fn choose(found: &[FoundPrincipal]) -> (Option<String>, Option<String>) {
    let labelled = |label| found.iter().find(|one| one.label == Some(label)).map(|one| one.text.clone());
    let (mut primary, mut secondary) = (labelled(ServiceLabel::Primary), labelled(ServiceLabel::Secondary));
    let mut rest: Vec<&FoundPrincipal> = found.iter().collect();
    rest.sort_by_key(|one| (one.label.is_some(), one.kind == FoundKind::AccountNumber));
    for one in rest {
        let is_used = [&primary, &secondary].into_iter().flatten().any(|used| *used == one.text);
        if is_used {
            continue;
        }
        if primary.is_none() {
            primary = Some(one.text.clone());
        } else if secondary.is_none() {
            secondary = Some(one.text.clone());
        }
    }
    (primary, secondary)
}

fn account_of(text: Option<&str>) -> Option<AccountId> {
    let principal = PrincipalArn::parse(text?, TrustWholeAccount(true)).ok()?;
    Some(principal.account().clone())
}
