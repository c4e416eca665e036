//! A lifecycle rule of others, whole, so that it can be sent again: S3 takes all rules of a bucket at once.

use serde::{Deserialize, Serialize};

/// Everything a lifecycle rule says but its id. Days are whole days, sizes bytes, dates RFC 3339
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html>).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WholeRule {
    /// Whether it is in force.
    pub enabled: bool,
    /// The older place of the prefix.
    pub prefix: Option<String>,
    /// Which files it is about.
    pub filter: Option<RuleFilter>,
    /// When current versions go.
    pub expiration: Option<RuleExpiration>,
    /// When current versions move to another storage class.
    pub transitions: Vec<RuleTransition>,
    /// When old versions move.
    pub old_transitions: Vec<RuleTransition>,
    /// When old versions go.
    pub old_expiration: Option<OldVersions>,
    /// When unfinished uploads go, in days; the inner value is absent when the rule does not say.
    pub abort_days: Option<AbortDays>,
}

/// Days after which an unfinished upload is dropped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AbortDays {
    /// Days.
    pub days: Option<i32>,
}

/// Which files a rule is about: one of these, or several together in `and`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are AWS's")]
pub struct RuleFilter {
    pub prefix: Option<String>,
    pub tag: Option<(String, String)>,
    pub size_greater_than: Option<i64>,
    pub size_less_than: Option<i64>,
    pub and: Option<RuleAnd>,
}

/// Several conditions of a filter together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are AWS's")]
pub struct RuleAnd {
    pub prefix: Option<String>,
    pub tags: Vec<(String, String)>,
    pub size_greater_than: Option<i64>,
    pub size_less_than: Option<i64>,
}

/// When current versions go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are AWS's")]
pub struct RuleExpiration {
    pub date: Option<String>,
    pub days: Option<i32>,
    pub expired_object_delete_marker: Option<bool>,
}

/// A move to another storage class, of current versions by date or days, of old ones by days and number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are AWS's")]
pub struct RuleTransition {
    pub date: Option<String>,
    pub days: Option<i32>,
    pub newer_versions: Option<i32>,
    pub storage_class: Option<String>,
}

/// When old versions go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are AWS's")]
pub struct OldVersions {
    pub days: Option<i32>,
    pub newer_versions: Option<i32>,
}
