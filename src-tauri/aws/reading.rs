//! What an answer says of one thing: known, or not said.

use crate::aws::error::failure::AwsFailure;
use crate::aws::error::redactor::redacted;
use crate::resources::reading::{Reading, Unread};

/// A refusal about one setting leaves that setting unknown; any other failure is about the whole look.
pub(in crate::aws) fn reading<T>(answer: Result<T, AwsFailure>) -> Result<Reading<T>, AwsFailure> {
    match answer {
        Ok(value) => Ok(Reading::Known(value)),
        Err(failure) if failure.is_about_one_thing() => Ok(Reading::Unknown(failure.unread())),
        Err(failure) => Err(failure),
    }
}

/// A value that was read and could not be understood is unknown too.
pub(in crate::aws) fn flat<T>(reading: Reading<Reading<T>>) -> Reading<T> {
    match reading {
        Reading::Known(inner) => inner,
        Reading::Unknown(why) => Reading::Unknown(why),
    }
}

/// A document of AWS's that this program cannot read.
pub(in crate::aws) fn unparsable(call: &str, why: impl std::fmt::Display) -> Unread {
    Unread { call: call.to_owned(), code: None, message: Some(redacted(&why.to_string())) }
}
