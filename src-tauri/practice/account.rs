//! Whose account practice is: its number, its partition, its only user, and the bucket names that strangers took.

use std::sync::{LazyLock, Once};

use crate::values::{AccountId, Partition};

/// A number that AWS gives to nobody.
const NUMBER: &str = "000000000000";

/// The account's alias.
pub(super) const ALIAS: &str = "practice";

/// The name of the user who makes every request.
const USER: &str = "practice";

/// The unique id of that user.
pub(super) const USER_ID: &str = "AIDAPRACTICE000000000";

/// Bucket names that belong to strangers, so that a person can see what happens when a name is taken.
pub const TAKEN_BUCKETS: [&str; 3] = ["practice-taken", "recordings", "vonage"];

#[expect(clippy::expect_used, reason = "the number is a constant of twelve digits")]
static ACCOUNT: LazyLock<AccountId> = LazyLock::new(|| AccountId::parse(NUMBER).expect("twelve digits"));

/// The practice account, 000000000000.
#[must_use]
pub fn account() -> &'static AccountId {
    &ACCOUNT
}

/// The partition the practice account is in.
#[must_use]
pub fn partition() -> Partition {
    Partition::Aws
}

/// Who makes the requests: the ARN that `GetCallerIdentity` answers.
#[must_use]
pub fn caller_arn() -> String {
    iam_arn(&format!("user/{USER}"))
}

/// The ARN of something of IAM's in the practice account.
pub(super) fn iam_arn(resource: &str) -> String {
    format!("arn:{}:iam::{NUMBER}:{resource}", partition())
}

/// Tells winterbaume whose account everything is in. It keeps one for the whole process.
pub(super) fn tell_winterbaume() {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| winterbaume_core::set_default_account_id(NUMBER));
}
