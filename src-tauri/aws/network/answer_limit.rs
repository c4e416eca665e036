//! How much of an answer is read.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use thiserror::Error;

/// The longest answer that is read, in bytes: four times the longest that AWS has reason to give, a list of 10,000 buckets of
/// some 200 bytes each (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html>). The SDK reads an answer whole,
/// whatever its length. Of the lines before it the HTTP client takes no more than 100, and 400 KB.
const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// An answer was longer than any that AWS gives. What is left of it was not read, and the connection closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the answer is longer than {} MB, and was not read to its end", LONGEST_ANSWER / 1024 / 1024)]
pub struct TooLong;

/// An answer of which no more than that is read.
///
/// # Errors
/// When it says of itself that it is longer.
pub(in crate::aws) fn limited(answer: HttpResponse) -> Result<HttpResponse, ConnectorError> {
    let said = answer.headers().get("content-length").and_then(|length| length.parse::<u64>().ok());
    if said.is_some_and(|length| length > LONGEST_ANSWER as u64) {
        return Err(ConnectorError::other(TooLong.into(), None));
    }
    Ok(answer.map(|body| {
        let limited = Limited::new(body, LONGEST_ANSWER);
        SdkBody::from_body_1_x(limited.map_err(|error| match error.downcast::<LengthLimitError>() {
            Ok(_) => TooLong.into(),
            Err(error) => error,
        }))
    }))
}
