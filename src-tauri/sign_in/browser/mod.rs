//! Signing in with a user name and password, on AWS's own page in the system's browser
//! (<https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html>).

mod authorize;
mod failure;
mod renewal;
mod token;

pub mod dpop;

use std::fmt;

use aws_config::SdkConfig;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use secrecy::{ExposeSecret, SecretString};

use authorize::{Authorization, Device};
pub use failure::BrowserFailure;
pub use renewal::RenewedKeys;
use token::{TokenServer, elsewhere, unbuilt};

use crate::aws::network::connector::http_client;
use crate::aws::network::places::place;
use crate::aws::session::{RealAccess, without_credentials};
use crate::aws::{Destination, Network, Service};
use crate::sign_in::answer::AnswerFailure;
use crate::sign_in::base64url;
use crate::sign_in::callback::Callback;
use crate::values::{Link, Region};

/// More bytes than the code of AWS's page has.
const LONGEST_CODE: usize = 10_000;

/// The sign-in server that the SDK asks with this configuration. Settings for FIPS or dual-stack servers count, save beside
/// an address that is set for it: the SDK takes the two together for a mistake.
async fn server(config: &SdkConfig) -> Option<String> {
    match place(config, Service::SignIn).await {
        Some(server) => Some(server),
        None => place(&config.to_builder().use_fips(false).use_dual_stack(false).build(), Service::SignIn).await,
    }
}

/// A sign-in that has begun: the port that waits for the browser, and the two links that lead to an answer. Dropping it
/// closes the port.
pub struct BrowserSignIn {
    http: SharedHttpClient,
    files: EnvConfigFiles,
    config: SdkConfig,
    time: SharedTimeSource,
    base: String,
    callback: Callback,
    here: Authorization,
    elsewhere: Authorization,
    link: Link,
    code_link: Link,
}

impl BrowserSignIn {
    /// Opens the port and draws what must be random. Nobody is asked anything yet. Which region's server it is makes no
    /// difference to what the keys may be used for, save that they are good in its partition alone.
    ///
    /// # Errors
    /// When it would go neither to AWS nor to this computer, the system gives no port, `AWS_CA_BUNDLE` names a file that
    /// holds no usable certificates, or the SDK knows no server.
    pub async fn begin(
        network: &Network,
        region: &Region,
        files: EnvConfigFiles,
        time: SharedTimeSource,
    ) -> Result<Self, BrowserFailure> {
        let http = http_client(network)?;
        let config = without_credentials(http.clone(), files.clone(), region.to_string()).await;
        let base = server(&config).await.ok_or_else(|| unbuilt("no sign-in server for these settings"))?;
        Destination::of(&base).map_err(elsewhere)?;
        let callback = Callback::open().await?;
        let here = Authorization::new(Device::Same.client_id(), callback.redirect_uri());
        let elsewhere = Authorization::new(Device::Cross.client_id(), format!("{base}/v1/sessions/confirmation"));
        let link =
            |asked: &Authorization| Link::parse(&asked.link(&base)).map_err(|refusal| unbuilt(&refusal.to_string()));
        let (link, code_link) = (link(&here)?, link(&elsewhere)?);
        Ok(Self { http, files, config, time, base, callback, here, elsewhere, link, code_link })
    }

    /// The link for the browser of this computer.
    #[must_use]
    pub fn link(&self) -> Link {
        self.link.clone()
    }

    /// The link for a browser anywhere else, which ends on a page with a code.
    #[must_use]
    pub fn code_link(&self) -> Link {
        self.code_link.clone()
    }

    /// Waits for the browser of this computer, and gets keys for what it brings.
    ///
    /// # Errors
    /// When the browser does not come in 10 minutes, brings no code, or AWS does not take the code.
    pub async fn finish_here(&self) -> Result<RenewedKeys, BrowserFailure> {
        let code = self.callback.answer(self.here.question()).await?;
        self.redeem(&self.here, &code).await
    }

    /// Gets keys for the code that AWS's page showed in another browser: `state=…&code=…` in base64.
    ///
    /// # Errors
    /// When it is no code of this sign-in, or AWS does not take it.
    pub async fn finish_elsewhere(&self, pasted: &SecretString) -> Result<RenewedKeys, BrowserFailure> {
        if pasted.expose_secret().len() > LONGEST_CODE {
            return Err(BrowserFailure::CodeNotUnderstood);
        }
        let text: String = pasted.expose_secret().split_whitespace().collect();
        if text.is_empty() {
            return Err(BrowserFailure::CodeEmpty);
        }
        let query = base64url::decode(&text).and_then(|bytes| String::from_utf8(bytes).ok());
        let query = query.filter(|query| query.contains("state=")).ok_or(BrowserFailure::CodeNotUnderstood)?;
        let answer = self.elsewhere.question().answered(&query).ok_or(BrowserFailure::CodeOfOtherSignIn)?;
        let code = answer.map_err(|failure| match failure {
            AnswerFailure::NotUnderstood => BrowserFailure::CodeNotUnderstood,
            other => other.into(),
        })?;
        self.redeem(&self.elsewhere, &code).await
    }

    async fn redeem(&self, authorization: &Authorization, code: &SecretString) -> Result<RenewedKeys, BrowserFailure> {
        let server = TokenServer::new(&self.config, &self.base, self.time.clone());
        let first = server.redeem(authorization, code).await?;
        Ok(RenewedKeys::new(server, authorization.client_id().to_owned(), first))
    }

    /// A way to AWS with the keys of this sign-in.
    pub async fn access(&self, keys: RenewedKeys) -> RealAccess {
        RealAccess::load(SharedCredentialsProvider::new(keys), self.http.clone(), self.files.clone(), None).await
    }
}

impl fmt::Debug for BrowserSignIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("BrowserSignIn").finish_non_exhaustive()
    }
}
