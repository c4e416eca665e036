//! Signing in on a company's page with tiles (IAM Identity Center), in the system's browser
//! (<https://docs.aws.amazon.com/singlesignon/latest/userguide/what-is.html>).

mod directory;
mod failure;
mod oidc;
mod portal;
mod session;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use tokio::sync::Mutex;

pub use directory::CenterAccount;
use directory::Directory;
pub use failure::CenterFailure;
use oidc::{DEVICE, DeviceCode, Entered, Grant, NO_PAGE, Oidc, REGISTER, Registration, SCOPE};
pub use portal::{KnownPortal, Portal, known_portals, known_to_aws};
pub use session::{CenterSession, RoleKeys};

use crate::aws::network::connector::http_client;
use crate::aws::network::hosts::oidc as oidc_host;
use crate::aws::session::{RealAccess, without_credentials};
use crate::aws::{Elsewhere, Network, Places, Service};
use crate::sign_in::answer::{Question, query};
use crate::sign_in::callback::Callback;
use crate::values::Link;

/// How a challenge was made of its verifier (<https://www.rfc-editor.org/rfc/rfc7636#section-4.3>).
const CHALLENGE_METHOD: &str = "S256";
/// What is added to the time between two questions when AWS says that they come too often
/// (<https://www.rfc-editor.org/rfc/rfc8628#section-3.5>).
const SLOWER_BY: Duration = Duration::from_secs(5);

/// What AWS knows this program as, page by page. In memory only, and until AWS forgets it.
#[derive(Clone, Default)]
pub struct Registrations(Arc<Mutex<BTreeMap<Registered, Registration>>>);

/// What a registration is for: address, region, and the way the answer comes.
type Registered = (String, String, Grant);

/// Time, as this sign-in needs it.
#[derive(Clone, Debug)]
pub struct Time {
    /// What time it is.
    pub source: SharedTimeSource,
    /// Waits between two questions whether a code was entered.
    pub sleep: SharedAsyncSleep,
}

/// A company's page, as this program reaches it.
pub struct Center {
    portal: Portal,
    http: SharedHttpClient,
    files: EnvConfigFiles,
    config: SdkConfig,
    places: Places,
    oidc: Oidc,
    time: Time,
    registrations: Registrations,
}

impl Center {
    /// Gets ready. Nobody is asked anything yet.
    ///
    /// # Errors
    /// When `AWS_CA_BUNDLE` names a file that holds no usable certificates.
    pub async fn at(
        network: &Network,
        portal: Portal,
        files: EnvConfigFiles,
        time: Time,
        registrations: Registrations,
    ) -> Result<Self, CenterFailure> {
        let http = http_client(network)?;
        let config = without_credentials(http.clone(), files.clone(), portal.region.to_string()).await;
        let places = Places::of(&config).await;
        let oidc = Oidc::new(&config, time.source.clone());
        Ok(Self { portal, http, files, config, places, oidc, time, registrations })
    }

    /// The page.
    #[must_use]
    pub const fn portal(&self) -> &Portal {
        &self.portal
    }

    /// What another sign-in on the same page begins with.
    #[must_use]
    pub fn begun_with(&self) -> (Portal, EnvConfigFiles, Time) {
        (self.portal.clone(), self.files.clone(), self.time.clone())
    }

    /// That the sign-in goes to AWS or to this computer.
    ///
    /// # Errors
    /// When it would go elsewhere.
    pub fn stays(&self) -> Result<(), Elsewhere> {
        self.places.stay()
    }

    /// Opens the port and makes this program known.
    ///
    /// # Errors
    /// When the system gives no port, AWS knows no such page in this region, or cannot be reached.
    pub async fn ask_browser(&self) -> Result<BrowserQuestion, CenterFailure> {
        let callback = Callback::open().await?;
        let registration = self.registration(Grant::Browser).await?;
        let question = Question::new(callback.redirect_uri());
        let link = self.link(&question, &registration)?;
        Ok(BrowserQuestion { callback, question, registration, link })
    }

    /// The link for the browser of this computer.
    fn link(&self, question: &Question, registration: &Registration) -> Result<Link, CenterFailure> {
        let place = self.places.instead_of_aws(Service::Oidc).map(ToOwned::to_owned);
        let place = place.unwrap_or_else(|| format!("https://{}", oidc_host(&self.portal.region)));
        let asked = query(&[
            ("response_type", "code"),
            ("client_id", &registration.id),
            ("redirect_uri", question.redirect_uri()),
            ("state", question.state()),
            ("code_challenge_method", CHALLENGE_METHOD),
            ("scopes", SCOPE),
            ("code_challenge", &question.verifier().challenge()),
        ]);
        let link = Link::parse(&format!("{place}/authorize?{asked}"));
        link.map_err(|_| CenterFailure::malformed(REGISTER, "no usable link"))
    }

    /// Waits for the browser of this computer, and gets a session for what it brings.
    ///
    /// # Errors
    /// When the browser does not come in 10 minutes, brings no code, or AWS does not take the code.
    pub async fn answered(&self, asked: &BrowserQuestion) -> Result<CenterSession, CenterFailure> {
        let code = asked.callback.answer(&asked.question).await?;
        let tokens = self.oidc.redeem(&asked.registration, &asked.question, &code).await;
        let tokens = self.heeded(Grant::Browser, tokens).await?;
        Ok(self.session(asked.registration.clone(), tokens))
    }

    /// Gets a code to enter on the page.
    ///
    /// # Errors
    /// When AWS knows no such page in this region, names no page to enter it on, or cannot be reached.
    pub async fn ask_with_code(&self) -> Result<CodeQuestion, CenterFailure> {
        let registration = self.registration(Grant::Code).await?;
        let code = self.oidc.device_code(&registration, &self.portal.start_url).await?;
        // AWS has no pages on this computer; what stands in for it here may.
        if !code.link.is_encrypted() && self.places.instead_of_aws(Service::Oidc).is_none() {
            return Err(CenterFailure::malformed(DEVICE, NO_PAGE));
        }
        Ok(CodeQuestion { code, registration })
    }

    /// Waits until the code was entered, and gets a session for it.
    ///
    /// # Errors
    /// When it was not entered in time, or the page was told not to allow it.
    pub async fn entered(&self, asked: &CodeQuestion) -> Result<CenterSession, CenterFailure> {
        let mut interval = asked.code.interval;
        let mut unreachable = None;
        loop {
            self.time.sleep.sleep(interval).await;
            if self.oidc.now() >= asked.code.expires {
                return Err(unreachable.unwrap_or(CenterFailure::CodeExpired { aws: None }));
            }
            let entered = self.oidc.entered(&asked.registration, &asked.code).await;
            match self.heeded(Grant::Code, entered).await {
                Ok(Entered::Tokens(tokens)) => return Ok(self.session(asked.registration.clone(), tokens)),
                Ok(Entered::Pending) => unreachable = None,
                Ok(Entered::TooOften) => interval += SLOWER_BY,
                // The code stays good meanwhile (<https://www.rfc-editor.org/rfc/rfc8628#section-3.5>).
                Err(failure @ CenterFailure::Unreachable(_)) => {
                    interval += SLOWER_BY;
                    unreachable = Some(failure);
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// A way to AWS with the keys of a role.
    pub async fn access(&self, keys: RoleKeys) -> RealAccess {
        RealAccess::load(SharedCredentialsProvider::new(keys), self.http.clone(), self.files.clone(), None).await
    }

    fn session(&self, registration: Registration, tokens: oidc::Tokens) -> CenterSession {
        CenterSession::new(self.oidc.clone(), Directory::new(&self.config), registration, tokens)
    }

    fn registered(&self, grant: Grant) -> Registered {
        (self.portal.start_url.to_string(), self.portal.region.to_string(), grant)
    }

    /// Passes an outcome on. After a refusal that nothing explains, AWS may not know the registration any more.
    async fn heeded<T>(&self, grant: Grant, outcome: Result<T, CenterFailure>) -> Result<T, CenterFailure> {
        if matches!(outcome, Err(CenterFailure::NotGranted { .. })) {
            self.registrations.0.lock().await.remove(&self.registered(grant));
        }
        outcome
    }

    /// What AWS knows this program as, from before if it still does.
    async fn registration(&self, grant: Grant) -> Result<Registration, CenterFailure> {
        let key = self.registered(grant);
        let mut known = self.registrations.0.lock().await;
        if let Some(registration) = known.get(&key).filter(|known| known.is_good(self.oidc.now())) {
            return Ok(registration.clone());
        }
        let registration = self.oidc.register(&self.portal.start_url, grant).await?;
        known.insert(key, registration.clone());
        Ok(registration)
    }
}

/// A question that the browser of this computer brings the answer to. Dropping it closes the port.
pub struct BrowserQuestion {
    callback: Callback,
    question: Question,
    registration: Registration,
    link: Link,
}

impl BrowserQuestion {
    /// The link for the browser of this computer.
    #[must_use]
    pub const fn link(&self) -> &Link {
        &self.link
    }
}

/// A code that waits to be entered.
pub struct CodeQuestion {
    code: DeviceCode,
    registration: Registration,
}

impl CodeQuestion {
    /// The code, as the page asks for it.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code.code
    }

    /// The page that asks for it.
    #[must_use]
    pub const fn link(&self) -> &Link {
        &self.code.link
    }
}

impl fmt::Debug for Center {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Center").field("portal", &self.portal).finish_non_exhaustive()
    }
}

impl fmt::Debug for BrowserQuestion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("BrowserQuestion").finish_non_exhaustive()
    }
}

impl fmt::Debug for CodeQuestion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("CodeQuestion").finish_non_exhaustive()
    }
}
