//! A profile whose role wants the code of a second factor: the SDK for Rust does not ask for one
//! (<https://github.com/awslabs/aws-sdk-rust/issues/527>), so the role is taken here.

use std::fmt;
use std::time::SystemTime;

use aws_config::profile::Profile as Section;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use secrecy::ExposeSecret;

use super::failure::SignInFailure;
use super::mfa_code::MfaCode;
use crate::aws::{AwsFailure, SessionOver};

/// What the session is called in `CloudTrail` when the profile does not say.
const SESSION_NAME: &str = "export-storage-setup";

/// Takes the role of a profile section with the keys that this client signs with. The code is sent where the section wants
/// one.
///
/// # Errors
/// When AWS does not take the code, refuses the role, or cannot be reached.
pub(super) async fn take_role(
    sts: &aws_sdk_sts::Client,
    name: &str,
    section: &Section,
    code: &MfaCode,
) -> Result<Credentials, SignInFailure> {
    let device = section.get("mfa_serial");
    let incomplete = |said: &str| SignInFailure::Incomplete { name: name.to_owned(), said: Some(said.to_owned()) };
    let seconds = match section.get("duration_seconds").map(str::parse::<i32>) {
        Some(Err(_)) => return Err(incomplete("duration_seconds is no number")),
        Some(Ok(seconds)) => Some(seconds),
        None => None,
    };
    let answer = sts
        .assume_role()
        .set_role_arn(section.get("role_arn").map(ToOwned::to_owned))
        .role_session_name(section.get("role_session_name").unwrap_or(SESSION_NAME))
        .set_external_id(section.get("external_id").map(ToOwned::to_owned))
        .set_duration_seconds(seconds)
        .set_serial_number(device.map(ToOwned::to_owned))
        .set_token_code(device.map(|_| code.secret().expose_secret().to_owned()))
        .send()
        .await;
    let answer = answer.map_err(|error| {
        // AWS repeats nothing of what was sent but names, and the code is cut out all the same.
        let aws = AwsFailure::of("sts:AssumeRole", &error).without(&[code.secret()]);
        let said = aws.message.clone().or_else(|| aws.code.clone()).unwrap_or_default();
        if device.is_some() && said.contains("MultiFactorAuthentication") {
            SignInFailure::CodeRefused { name: name.to_owned(), said }
        } else {
            SignInFailure::of_role(name, aws, said)
        }
    })?;
    let keys = answer.credentials().ok_or_else(|| incomplete("no keys"))?;
    let until = SystemTime::try_from(*keys.expiration()).map_err(|_| incomplete("no expiration"))?;
    let token = Some(keys.session_token().to_owned());
    Ok(Credentials::new(keys.access_key_id(), keys.secret_access_key(), token, Some(until), "role with a code"))
}

/// Keys that cannot be had again without another code.
pub(super) struct Once(pub(super) Credentials);

impl ProvideCredentials for Once {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let is_over = self.0.expiry().is_some_and(|until| until <= SystemTime::now());
        let words = "session ended";
        future::ProvideCredentials::ready(if is_over {
            Err(CredentialsError::provider_error(SessionOver { words: words.to_owned() }))
        } else {
            Ok(self.0.clone())
        })
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Once").finish_non_exhaustive()
    }
}
