//! What AWS answered to a write.

use super::redactor::redacted;
use crate::resources::call::Output;

/// What AWS answered to a call that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What later calls and the record need of it.
    pub output: Output,
    /// AWS's id of the request, which `CloudTrail` has too.
    pub request_id: Option<String>,
}

impl Answer {
    pub(super) fn new(output: Output, request_id: Option<&str>) -> Self {
        Self { output, request_id: request_id.map(redacted) }
    }
}
