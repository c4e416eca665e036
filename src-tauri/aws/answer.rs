//! What AWS answered to a write.

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::RequestId;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::aws::error::failure::AwsFailure;
use crate::aws::error::redactor::redacted;
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
    pub(in crate::aws) fn new(output: Output, request_id: Option<&str>) -> Self {
        Self { output, request_id: request_id.map(redacted) }
    }

    /// That of a call with nothing to return.
    pub(in crate::aws) fn done<O: RequestId, E>(
        call: &'static str,
        answer: Result<O, SdkError<E, HttpResponse>>,
    ) -> Result<Self, AwsFailure>
    where
        E: ProvideErrorMetadata + RequestId + std::error::Error + Send + Sync + 'static,
    {
        let answer = answer.map_err(|error| AwsFailure::of(call, &error))?;
        Ok(Self::new(Output::Nothing, answer.request_id()))
    }
}
