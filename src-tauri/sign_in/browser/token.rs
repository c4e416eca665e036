//! The one call of AWS's sign-in server that gives keys: for a code, and again for what it gave the last time.

use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_credential_types::Credentials;
use aws_sdk_signin::operation::create_o_auth2_token::{CreateOAuth2TokenError, CreateOAuth2TokenOutput};
use aws_sdk_signin::types::builders::CreateOAuth2TokenRequestBodyBuilder;
use aws_sdk_signin::types::{CreateOAuth2TokenRequestBody, CreateOAuth2TokenResponseBody, OAuth2ErrorCode};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::authorize::Authorization;
use super::dpop::ProofKey;
use super::failure::BrowserFailure;
use crate::aws::{AwsFailure, Elsewhere, FailureKind, NotSent, Unclear};

/// The call, as the records and the person see it.
const CALL: &str = "signin:CreateOAuth2Token";
/// How long it may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// The only kind of token that signs requests.
const TOKEN_TYPE: &str = "aws_sigv4";

/// The sign-in server, asked with one key.
pub struct TokenServer {
    client: aws_sdk_signin::Client,
    url: String,
    key: ProofKey,
    time: SharedTimeSource,
}

/// What the call gives.
pub struct Tokens {
    /// Keys for AWS, good for 15 minutes at most.
    pub keys: Credentials,
    /// What the next keys are had for. It works once.
    pub refresh: SecretString,
}

impl TokenServer {
    /// The server at a base address, asked with a new key. A call is sent once: its proof is for one request, and what it
    /// redeems works once (<https://www.rfc-editor.org/rfc/rfc9449#section-11.1>).
    #[must_use]
    pub fn new(config: &SdkConfig, base: &str, time: SharedTimeSource) -> Self {
        let config = aws_sdk_signin::config::Builder::from(config)
            .endpoint_url(base)
            // The rules take these two together with an address for a mistake; they are part of this one already.
            .use_fips(false)
            .use_dual_stack(false)
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::builder().operation_timeout(TIME_LIMIT).build())
            .build();
        let client = aws_sdk_signin::Client::from_conf(config);
        Self { client, url: format!("{base}/v1/token"), key: ProofKey::random(), time }
    }

    /// What time it is for this server's tokens.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.time.now()
    }

    /// The first keys, for a code.
    ///
    /// # Errors
    /// When AWS does not take the code, or cannot be reached.
    pub async fn redeem(&self, authorization: &Authorization, code: &SecretString) -> Result<Tokens, BrowserFailure> {
        let question = authorization.question();
        let verifier = question.verifier().secret();
        let asked = CreateOAuth2TokenRequestBody::builder()
            .client_id(authorization.client_id())
            .grant_type("authorization_code")
            .code(code.expose_secret())
            .code_verifier(verifier.expose_secret())
            .redirect_uri(question.redirect_uri());
        self.ask(asked, &[code, verifier]).await
    }

    /// The next keys.
    ///
    /// # Errors
    /// When AWS has ended the session, or cannot be reached.
    pub async fn refresh(&self, client_id: &str, refresh: &SecretString) -> Result<Tokens, BrowserFailure> {
        let asked = CreateOAuth2TokenRequestBody::builder()
            .client_id(client_id)
            .grant_type("refresh_token")
            .refresh_token(refresh.expose_secret());
        self.ask(asked, &[refresh]).await
    }

    async fn ask(
        &self,
        asked: CreateOAuth2TokenRequestBodyBuilder,
        secrets: &[&SecretString],
    ) -> Result<Tokens, BrowserFailure> {
        let asked_at = self.now();
        let (Ok(asked), Some(proof)) =
            (asked.build(), self.key.proof("POST", &self.url, asked_at, &Uuid::new_v4().to_string()))
        else {
            return Err(unbuilt("request not built"));
        };
        let call = self.client.create_o_auth2_token().token_input(asked).customize();
        let answer = call.mutate_request(move |request| {
            // A proof is letters, digits and three signs, so it always fits into a header.
            let _ = request.headers_mut().try_insert("dpop", proof.clone());
        });
        let answer = answer.send().await.map_err(|error| refused(&error, secrets))?;
        tokens(answer, asked_at)
    }
}

/// Reads the answer. Keys count from when they were asked for, so that they are never thought good for too long.
fn tokens(answer: CreateOAuth2TokenOutput, asked_at: SystemTime) -> Result<Tokens, BrowserFailure> {
    let malformed = || own(FailureKind::Unclear(Unclear::Malformed), "no usable keys");
    let body: CreateOAuth2TokenResponseBody = answer.token_output.ok_or_else(malformed)?;
    let keys = body.access_token.filter(|_| body.token_type == TOKEN_TYPE).ok_or_else(malformed)?;
    let lifetime = u64::try_from(body.expires_in).map_err(|_| malformed())?;
    let expires = asked_at + Duration::from_secs(lifetime);
    let keys = Credentials::new(
        keys.access_key_id,
        keys.secret_access_key,
        Some(keys.session_token),
        Some(expires),
        "browser",
    );
    Ok(Tokens { keys, refresh: SecretString::from(body.refresh_token) })
}

/// What it means that the call did not succeed. AWS's words are kept, without what was sent: a refusal may repeat it.
fn refused(error: &SdkError<CreateOAuth2TokenError, HttpResponse>, secrets: &[&SecretString]) -> BrowserFailure {
    let mut aws = Box::new(AwsFailure::of(CALL, error).without(secrets));
    let Some(CreateOAuth2TokenError::AccessDeniedException(denied)) = error.as_service_error() else {
        return match &aws.kind {
            FailureKind::NotSent(_) | FailureKind::Unclear(Unclear::TimedOut | Unclear::ConnectionLost) => {
                BrowserFailure::Unreachable(aws)
            }
            _ => BrowserFailure::NoKeys { aws },
        };
    };
    aws.code = Some(format!("AccessDeniedException, {}", denied.error.as_str()));
    match denied.error {
        OAuth2ErrorCode::AuthcodeExpired => BrowserFailure::CodeExpired { aws },
        OAuth2ErrorCode::InsufficientPermissions => BrowserFailure::NotPermitted { aws },
        OAuth2ErrorCode::UserCredentialsChanged => BrowserFailure::UserChanged { aws },
        OAuth2ErrorCode::TokenExpired => BrowserFailure::SessionEnded { aws: Some(aws) },
        _ => BrowserFailure::NoKeys { aws },
    }
}

/// A request that there is no way to send.
pub(super) fn unbuilt(why: &str) -> BrowserFailure {
    own(FailureKind::NotSent(NotSent::Unbuilt), why)
}

/// A sign-in that would go elsewhere.
pub(super) fn elsewhere(to: Elsewhere) -> BrowserFailure {
    let (kind, message) = (FailureKind::NotSent(NotSent::Elsewhere(Box::new(to))), None);
    BrowserFailure::Unreachable(Box::new(AwsFailure { call: CALL, kind, code: None, message, request_id: None }))
}

/// A failure in the program's own words.
fn own(kind: FailureKind, message: &str) -> BrowserFailure {
    let message = Some(message.to_owned());
    BrowserFailure::NoKeys { aws: Box::new(AwsFailure { call: CALL, kind, code: None, message, request_id: None }) }
}
