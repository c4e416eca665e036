//! AWS's SDK for Rust, as a test uses it beside the program.

use aws_config::{BehaviorVersion, SdkConfig};
use aws_credential_types::Credentials;
use aws_sdk_s3::config::Region;

/// What a client needs to speak to an emulator.
pub async fn configuration(endpoint: &str, region: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new(region.to_owned()))
        .endpoint_url(endpoint)
        .credentials_provider(Credentials::new("AKIAIOSFODNN7EXAMPLE", "example", None, None, "test"))
        .load()
        .await
}
