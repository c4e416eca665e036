//! The name of an S3 bucket, ordinary or belonging to the account.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{length, pattern, text_value, trimmed};
use super::{AccountId, Region};

/// Where a bucket's name is unique.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BucketNamespace {
    /// Shared with every account in the partition; anyone may take the name once the bucket is deleted.
    Global,
    /// The account's own in one region: `CreateBucket` says `account-regional`, and nobody else can ever take the name.
    AccountRegional,
}

/// The name of a general purpose bucket: 3 to 63 lower-case letters, digits and hyphens.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>. Dots, which S3 takes, are
/// refused: the certificate of `*.s3.<region>.<suffix>` does not cover them.
///
/// The text tells the namespace: `-an` at the end is kept for account-regional names. So a name is stored as text alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BucketName {
    text: String,
    namespace: BucketNamespace,
}

/// Why a text is no bucket name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum BucketNameRefusal {
    /// Nothing was given.
    #[serde(rename = "bucket-name-empty")]
    Empty,
    /// An ARN or a web address around the name.
    #[serde(rename = "bucket-name-address")]
    Address,
    /// Upper-case letters.
    #[serde(rename = "bucket-name-capitals")]
    Capitals,
    /// Dots.
    #[serde(rename = "bucket-name-dots")]
    Dots,
    /// A character S3 does not take.
    #[serde(rename = "bucket-name-character")]
    Character {
        /// The first such character.
        character: char,
    },
    /// Fewer than 3 characters.
    #[serde(rename = "bucket-name-too-short")]
    TooShort {
        /// The fewest characters there may be.
        min: usize,
    },
    /// More than 63 characters.
    #[serde(rename = "bucket-name-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
    /// The chosen part of an account-regional name leaves no room for the rest of it.
    #[serde(rename = "bucket-name-prefix-too-long")]
    PrefixTooLong {
        /// How many characters were given.
        length: usize,
        /// How many it may have in this region.
        limit: usize,
        /// The region.
        #[ts(type = "string")]
        region: Region,
    },
    /// A hyphen at the start or the end.
    #[serde(rename = "bucket-name-edge")]
    Edge,
    /// A beginning S3 keeps for itself.
    #[serde(rename = "bucket-name-reserved-prefix")]
    ReservedPrefix {
        /// The reserved beginning.
        prefix: &'static str,
    },
    /// An ending S3 keeps for itself.
    #[serde(rename = "bucket-name-reserved-suffix")]
    ReservedSuffix {
        /// The reserved ending.
        suffix: &'static str,
    },
    /// The ending of account-regional names on an ordinary one.
    #[serde(rename = "bucket-name-account-regional-suffix")]
    AccountRegionalSuffix,
    /// The region does not offer account-regional names.
    #[serde(rename = "bucket-name-namespace-not-offered")]
    NamespaceNotOffered {
        /// The region.
        #[ts(type = "string")]
        region: Region,
    },
}

text_value!(BucketName, BucketNameRefusal);

const RESERVED_PREFIXES: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];
/// `.mrap` is reserved too, but has a dot.
const RESERVED_SUFFIXES: [&str; 4] = ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"];
const ACCOUNT_REGIONAL_SUFFIX: &str = "-an";

/// A prefix, an account number, a region's code (as `Region` reads it) and the ending.
static ACCOUNT_REGIONAL: LazyLock<Regex> =
    LazyLock::new(|| pattern("^[a-z0-9][a-z0-9-]*-[0-9]{12}-[a-z]{2,}(?:-[a-z][a-z0-9]*)+-[0-9]+-an$"));

impl BucketName {
    /// The fewest characters a name has.
    pub const MIN_LENGTH: usize = 3;
    /// The most characters a name has.
    pub const MAX_LENGTH: usize = 63;

    /// Reads the whole name of a bucket that exists, or of one stored earlier, in either namespace.
    ///
    /// A name that ends in `-an` without account number and region is taken as global: it can only be a bucket made
    /// before the ending was reserved.
    ///
    /// # Errors
    /// When S3 would not take the name, or it has dots.
    pub fn parse(text: &str) -> Result<Self, BucketNameRefusal> {
        let text = trimmed(text);
        check(text)?;
        check_length(text)?;
        let shape = ACCOUNT_REGIONAL.is_match(text);
        let namespace = if shape { BucketNamespace::AccountRegional } else { BucketNamespace::Global };
        Ok(Self { text: text.to_owned(), namespace })
    }

    /// Reads the name of a bucket to be made in the global namespace.
    ///
    /// # Errors
    /// When S3 would not take the name, or it has dots.
    pub fn ordinary(text: &str) -> Result<Self, BucketNameRefusal> {
        let name = Self::parse(text)?;
        if name.text.ends_with(ACCOUNT_REGIONAL_SUFFIX) {
            Err(BucketNameRefusal::AccountRegionalSuffix)
        } else {
            Ok(name)
        }
    }

    /// Builds the name of a bucket to be made in the account's own namespace: `<prefix>-<account>-<region>-an`.
    ///
    /// # Errors
    /// When the prefix is not what a bucket name may begin with, is longer than [`Self::max_prefix_length`], or the region
    /// does not offer such names.
    pub fn account_regional(prefix: &str, account: &AccountId, region: &Region) -> Result<Self, BucketNameRefusal> {
        let prefix = trimmed(prefix);
        if !region.has_account_regional_namespace() {
            return Err(BucketNameRefusal::NamespaceNotOffered { region: region.clone() });
        }
        check(prefix)?;
        let (length, limit) = (length(prefix), Self::max_prefix_length(region));
        if length > limit {
            return Err(BucketNameRefusal::PrefixTooLong { length, limit, region: region.clone() });
        }
        let text = format!("{prefix}{}", Self::account_regional_suffix(account, region));
        Ok(Self { text, namespace: BucketNamespace::AccountRegional })
    }

    /// What S3 wants after the prefix of an account-regional name, first hyphen included.
    #[must_use]
    pub fn account_regional_suffix(account: &AccountId, region: &Region) -> String {
        format!("-{account}-{region}{ACCOUNT_REGIONAL_SUFFIX}")
    }

    /// How many characters the prefix of an account-regional name may have in this region: 37 in us-east-1.
    #[must_use]
    pub fn max_prefix_length(region: &Region) -> usize {
        let hyphens = 2;
        let rest = hyphens + AccountId::DIGITS + region.as_str().len() + ACCOUNT_REGIONAL_SUFFIX.len();
        Self::MAX_LENGTH.saturating_sub(rest)
    }

    /// Where the name is unique.
    #[must_use]
    pub fn namespace(&self) -> BucketNamespace {
        self.namespace
    }
}

/// What holds for every name and for the prefix of an account-regional one.
fn check(text: &str) -> Result<(), BucketNameRefusal> {
    if text.is_empty() {
        return Err(BucketNameRefusal::Empty);
    }
    if text.contains(':') || text.contains('/') {
        return Err(BucketNameRefusal::Address);
    }
    for character in text.chars() {
        match character {
            'a'..='z' | '0'..='9' | '-' => {}
            // An IPv4 address, which S3 refuses as a name, has dots as well.
            '.' => return Err(BucketNameRefusal::Dots),
            'A'..='Z' => return Err(BucketNameRefusal::Capitals),
            character => return Err(BucketNameRefusal::Character { character }),
        }
    }
    if text.starts_with('-') || text.ends_with('-') {
        return Err(BucketNameRefusal::Edge);
    }
    if let Some(prefix) = RESERVED_PREFIXES.into_iter().find(|prefix| text.starts_with(prefix)) {
        return Err(BucketNameRefusal::ReservedPrefix { prefix });
    }
    Ok(())
}

fn check_length(text: &str) -> Result<(), BucketNameRefusal> {
    let length = length(text);
    if length < BucketName::MIN_LENGTH {
        return Err(BucketNameRefusal::TooShort { min: BucketName::MIN_LENGTH });
    }
    if length > BucketName::MAX_LENGTH {
        return Err(BucketNameRefusal::TooLong {
            excess: length - BucketName::MAX_LENGTH,
            max: BucketName::MAX_LENGTH,
        });
    }
    match RESERVED_SUFFIXES.into_iter().find(|suffix| text.ends_with(suffix)) {
        Some(suffix) => Err(BucketNameRefusal::ReservedSuffix { suffix }),
        None => Ok(()),
    }
}
