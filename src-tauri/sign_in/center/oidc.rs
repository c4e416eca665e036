//! The server that registers this program, and gives tokens for what the browser brings
//! (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html>).

use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_ssooidc::operation::create_token::CreateTokenOutput;
use aws_sdk_ssooidc::operation::create_token::builders::CreateTokenFluentBuilder;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use secrecy::{ExposeSecret, SecretString};

use super::failure::CenterFailure;
use crate::aws::AwsFailure;
use crate::aws::session::APP_NAME;
use crate::sign_in::answer::Question;
use crate::values::{Link, StartUrl};

/// What this program asks to be let do: list accounts and roles, and get keys
/// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/customermanagedapps-saml2-oauth2.html>).
pub const SCOPE: &str = "sso:account:access";
/// Where the browser is sent back to, as it is registered: without the port, which is another one each time
/// (<https://www.rfc-editor.org/rfc/rfc8252#section-7.3>).
const REDIRECT_URI: &str = "http://127.0.0.1/oauth/callback";
/// The grant of RFC 8628.
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// Between two questions whether a code was entered, where AWS names no time
/// (<https://www.rfc-editor.org/rfc/rfc8628#section-3.2>).
const INTERVAL: Duration = Duration::from_secs(5);
/// How long a call may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);

pub(super) const REGISTER: &str = "sso-oidc:RegisterClient";
const TOKEN: &str = "sso-oidc:CreateToken";
pub(super) const DEVICE: &str = "sso-oidc:StartDeviceAuthorization";
pub(super) const NO_PAGE: &str = "no https address";

/// The server of one region.
#[derive(Clone)]
pub struct Oidc {
    client: aws_sdk_ssooidc::Client,
    time: SharedTimeSource,
}

/// This program, as the server knows it. The secret is one by name: anybody may get one.
#[derive(Clone)]
pub struct Registration {
    /// Its id.
    pub id: String,
    secret: SecretString,
    expires: SystemTime,
}

impl Registration {
    /// Whether the server still knows it at this time.
    #[must_use]
    pub fn is_good(&self, at: SystemTime) -> bool {
        at + crate::sign_in::margin::MARGIN < self.expires
    }
}

/// Which way the person's answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// The browser brings it.
    Browser,
    /// The person enters a code somewhere.
    Code,
}

/// What the server gives.
pub struct Tokens {
    /// What accounts, roles and keys are had with.
    pub access: SecretString,
    /// When it ends.
    pub expires: SystemTime,
    /// What the next one is had for, where there is one. It works once.
    pub refresh: Option<SecretString>,
}

/// A code that the person enters on the company's page.
pub struct DeviceCode {
    /// The code, to show.
    pub code: String,
    /// The page, with the code in its address.
    pub link: Link,
    /// When it ends.
    pub expires: SystemTime,
    /// Between two questions whether it was entered.
    pub interval: Duration,
    secret: SecretString,
}

/// What the server says of a code that was not entered yet.
pub enum Entered {
    /// It was.
    Tokens(Tokens),
    /// Not yet.
    Pending,
    /// Not yet, and it was asked too often.
    TooOften,
}

impl Oidc {
    /// The server that the configuration leads to. Calls are sent once: what they redeem works once.
    #[must_use]
    pub fn new(config: &SdkConfig, time: SharedTimeSource) -> Self {
        let config = aws_sdk_ssooidc::config::Builder::from(config)
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::builder().operation_timeout(TIME_LIMIT).build())
            .build();
        Self { client: aws_sdk_ssooidc::Client::from_conf(config), time }
    }

    /// What time it is for this server's tokens.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.time.now()
    }

    /// Makes this program known, for one page.
    ///
    /// # Errors
    /// When AWS knows no such page in this region, or cannot be reached.
    pub async fn register(&self, start_url: &StartUrl, grant: Grant) -> Result<Registration, CenterFailure> {
        let mut asked = self.client.register_client().client_name(APP_NAME).client_type("public").scopes(SCOPE);
        // Without these two AWS's own programs register for the grant of the code.
        if grant == Grant::Browser {
            asked = asked
                .grant_types("authorization_code")
                .grant_types("refresh_token")
                .redirect_uris(REDIRECT_URI)
                .issuer_url(start_url.as_str());
        }
        let answer = asked.send().await.map_err(|error| of_portal(Box::new(refused(REGISTER, &error, &[]))))?;
        let expires = u64::try_from(answer.client_secret_expires_at).unwrap_or_default();
        match (answer.client_id, answer.client_secret) {
            (Some(id), Some(secret)) => Ok(Registration {
                id,
                secret: SecretString::from(secret),
                expires: UNIX_EPOCH.checked_add(Duration::from_secs(expires)).unwrap_or(UNIX_EPOCH),
            }),
            _ => Err(CenterFailure::malformed(REGISTER, "no client")),
        }
    }

    /// Tokens for the code that the browser brought.
    ///
    /// # Errors
    /// When AWS does not take the code, or cannot be reached.
    pub async fn redeem(
        &self,
        registration: &Registration,
        question: &Question,
        code: &SecretString,
    ) -> Result<Tokens, CenterFailure> {
        let verifier = question.verifier().secret();
        let asked = self
            .asked(registration, "authorization_code")
            .code(code.expose_secret())
            .code_verifier(verifier.expose_secret())
            .redirect_uri(question.redirect_uri());
        self.tokens(asked, &[code, verifier, &registration.secret]).await.map_err(|aws| match aws.code.as_deref() {
            Some("InvalidGrantException" | "ExpiredTokenException") => CenterFailure::AnswerExpired { aws },
            _ => CenterFailure::of(aws),
        })?
    }

    /// The next tokens.
    ///
    /// # Errors
    /// When AWS has ended the session, or cannot be reached.
    pub async fn refresh(&self, registration: &Registration, token: &SecretString) -> Result<Tokens, CenterFailure> {
        let asked = self.asked(registration, "refresh_token").refresh_token(token.expose_secret());
        self.tokens(asked, &[token, &registration.secret]).await.map_err(|aws| match aws.code.as_deref() {
            Some(
                "InvalidGrantException"
                | "ExpiredTokenException"
                | "AccessDeniedException"
                | "InvalidClientException"
                | "UnauthorizedClientException",
            ) => CenterFailure::SessionEnded { aws: Some(aws) },
            _ => CenterFailure::of(aws),
        })?
    }

    /// A code to enter on the company's page.
    ///
    /// # Errors
    /// When AWS knows no such page in this region, or cannot be reached.
    pub async fn device_code(
        &self,
        registration: &Registration,
        start_url: &StartUrl,
    ) -> Result<DeviceCode, CenterFailure> {
        let begun = self.now();
        let asked = self.client.start_device_authorization().client_id(&registration.id);
        let asked = asked.client_secret(registration.secret.expose_secret()).start_url(start_url.as_str());
        let answer = asked
            .send()
            .await
            .map_err(|error| of_portal(Box::new(refused(DEVICE, &error, &[&registration.secret]))))?;
        let link = answer.verification_uri_complete.or(answer.verification_uri);
        let (Some(code), Some(secret), Some(link)) = (answer.user_code, answer.device_code, link) else {
            return Err(CenterFailure::malformed(DEVICE, "no code"));
        };
        let link = Link::parse(&link).map_err(|_| CenterFailure::malformed(DEVICE, NO_PAGE))?;
        let seconds = |number: i32| u64::try_from(number).ok().filter(|number| *number > 0).map(Duration::from_secs);
        Ok(DeviceCode {
            code,
            link,
            expires: begun + seconds(answer.expires_in).unwrap_or_default(),
            interval: seconds(answer.interval).unwrap_or(INTERVAL),
            secret: SecretString::from(secret),
        })
    }

    /// Asks once whether a code was entered.
    ///
    /// # Errors
    /// When it ended, was refused, or AWS cannot be reached.
    pub async fn entered(&self, registration: &Registration, code: &DeviceCode) -> Result<Entered, CenterFailure> {
        let asked = self.asked(registration, DEVICE_GRANT).device_code(code.secret.expose_secret());
        match self.tokens(asked, &[&code.secret, &registration.secret]).await {
            Ok(tokens) => tokens.map(Entered::Tokens),
            Err(aws) => match aws.code.as_deref() {
                Some("AuthorizationPendingException") => Ok(Entered::Pending),
                Some("SlowDownException") => Ok(Entered::TooOften),
                Some("ExpiredTokenException") => Err(CenterFailure::CodeExpired { aws: Some(aws) }),
                Some("AccessDeniedException") => Err(CenterFailure::CodeRefused { aws }),
                _ => Err(CenterFailure::of(aws)),
            },
        }
    }

    fn asked(&self, registration: &Registration, grant: &str) -> CreateTokenFluentBuilder {
        let asked = self.client.create_token().client_id(&registration.id);
        asked.client_secret(registration.secret.expose_secret()).grant_type(grant)
    }

    async fn tokens(
        &self,
        asked: CreateTokenFluentBuilder,
        secrets: &[&SecretString],
    ) -> Result<Result<Tokens, CenterFailure>, Box<AwsFailure>> {
        let asked_at = self.now();
        match asked.send().await {
            Ok(answer) => Ok(tokens(answer, asked_at)),
            Err(error) => Err(Box::new(refused(TOKEN, &error, secrets))),
        }
    }
}

/// Reads the answer. A token counts from when it was asked for, so that it is never thought good for too long.
fn tokens(answer: CreateTokenOutput, asked_at: SystemTime) -> Result<Tokens, CenterFailure> {
    let lifetime = u64::try_from(answer.expires_in).ok();
    match (answer.access_token, lifetime) {
        (Some(access), Some(lifetime)) if !access.is_empty() => Ok(Tokens {
            access: SecretString::from(access),
            expires: asked_at + Duration::from_secs(lifetime),
            refresh: answer.refresh_token.map(SecretString::from),
        }),
        _ => Err(CenterFailure::malformed(TOKEN, "no usable token")),
    }
}

/// A refusal of the page's address or region: AWS names neither as such
/// (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html>).
fn of_portal(aws: Box<AwsFailure>) -> CenterFailure {
    match aws.code.as_deref() {
        Some(
            "InvalidRequestException"
            | "InvalidClientException"
            | "InvalidClientMetadataException"
            | "InvalidRequestRegionException"
            | "UnauthorizedClientException",
        ) => CenterFailure::WrongPortal { aws },
        _ => CenterFailure::of(aws),
    }
}

/// What became of a call. This server's words stand in a field of their own.
fn refused<E>(call: &'static str, error: &SdkError<E, HttpResponse>, secrets: &[&SecretString]) -> AwsFailure
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let mut aws = AwsFailure::of(call, error);
    let body = error.raw_response().and_then(|answer| answer.body().bytes());
    let body = body.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(bytes).ok());
    let said = body.as_ref().and_then(|body| body.get("error_description")?.as_str()).map(ToOwned::to_owned);
    aws.message = said.or(aws.message);
    aws.without(secrets)
}
