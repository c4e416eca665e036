//! What is asked of STS.

use super::failure::AwsFailure;
use super::identity::CallerArn;

/// Whose credentials these are, and AWS's unique id of them.
pub(super) async fn caller(sts: &aws_sdk_sts::Client) -> Result<(CallerArn, String), AwsFailure> {
    const CALL: &str = "sts:GetCallerIdentity";
    let answer = sts.get_caller_identity().send().await.map_err(|error| AwsFailure::of(CALL, &error))?;
    let arn = answer.arn().and_then(CallerArn::parse).ok_or_else(|| AwsFailure::malformed(CALL, "Arn"))?;
    let user_id = answer.user_id().ok_or_else(|| AwsFailure::malformed(CALL, "UserId"))?;
    Ok((arn, user_id.to_owned()))
}
