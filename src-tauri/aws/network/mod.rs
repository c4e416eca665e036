//! How this computer reaches AWS: straight, or through the proxy that the Settings page, the environment or the system names.

pub(in crate::aws) mod answer_limit;
pub mod company_page;
pub(in crate::aws) mod connect_error;
pub mod connector;
pub mod destination;
pub mod hosts;
pub(in crate::aws) mod password_trial;
pub mod places;
pub mod proxy;
pub mod reach;
pub mod system_proxy;
pub mod way;
pub(in crate::aws) mod whole_answer;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::OnceCell;

use crate::aws::error::redactor::address;
use crate::aws::network::password_trial::Trial;
use crate::aws::network::proxy::{Proxy, ProxySignIn};
use crate::aws::network::way::Way;
use crate::values::ProxyAddress;

/// Names a file with the certificates of a company whose network opens encrypted connections. The SDK for Rust does not
/// read it by itself (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html>).
pub(in crate::aws) const CA_BUNDLE: &str = "AWS_CA_BUNDLE";

/// The variables that name a proxy for HTTPS, in the order in which they count
/// (<https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html>).
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const BYPASSES: [&str; 2] = ["NO_PROXY", "no_proxy"];
/// Names the script of a company (PAC) that says which proxy to use.
const SCRIPTS: [&str; 2] = ["AUTO_PROXY", "auto_proxy"];

/// What the environment of this program says about the network.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The way to AWS. When it says nothing, the system is asked.
    pub way: Option<Way>,
    /// The file with the company's certificates.
    pub certificates: Option<PathBuf>,
}

/// What was chosen on the Settings page.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The proxy; none leaves it to the environment and the system.
    pub address: Option<ProxyAddress>,
    /// Who signs in to the proxy, whoever names it.
    pub sign_in: Option<ProxySignIn>,
}

/// How this computer reaches AWS: one for the program. What is chosen applies to the next request of every session.
/// Nothing is read before the first request needs it.
#[derive(Clone, Debug, Default)]
pub struct Network(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    chosen: RwLock<Chosen>,
    /// Grows with every choice, so that connections that were opened for an earlier one are not used any more.
    choices: AtomicU64,
    environment: OnceLock<Environment>,
    /// What the system said, until it is asked again.
    system: RwLock<Arc<OnceCell<Way>>>,
    trial: Trial,
    /// The places on this computer that requests went to since a way in was begun.
    here: Mutex<BTreeSet<String>>,
}

impl Environment {
    /// Reads the environment through `get`. Empty variables count as missing.
    #[must_use]
    pub fn of(get: impl Fn(&str) -> Option<String>) -> Self {
        let first = |names: &[&'static str]| {
            names.iter().find_map(|name| get(name).filter(|value| !value.trim().is_empty()).map(|value| (*name, value)))
        };
        let proxy = first(&PROXIES).map(|(setting, address)| match Proxy::parse(&address) {
            Ok(proxy) => {
                let bypass = first(&BYPASSES).map(|(_, names)| names).unwrap_or_default();
                Way::Through(Arc::new(Proxy { bypass, ..proxy }))
            }
            Err(refusal) => Way::Unusable { setting, refusal },
        });
        let script = || first(&SCRIPTS).map(|(_, script)| Way::Script { address: Some(address(&script)) });
        Self { way: proxy.or_else(script), certificates: first(&[CA_BUNDLE]).map(|(_, path)| PathBuf::from(path)) }
    }
}

impl Network {
    /// The network of an environment other than this program's own.
    #[must_use]
    pub fn within(environment: Environment) -> Self {
        Self(Arc::new(Inner { environment: OnceLock::from(environment), ..Inner::default() }))
    }

    /// Chooses a proxy, for the next request and all after it.
    pub fn choose(&self, chosen: Chosen) {
        *self.0.chosen.write().unwrap_or_else(PoisonError::into_inner) = chosen;
        self.look_again();
    }

    /// Has the system asked again which proxy it names, before the next request that depends on it.
    pub fn look_again(&self) {
        *self.0.system.write().unwrap_or_else(PoisonError::into_inner) = Arc::default();
        self.0.choices.fetch_add(1, Ordering::SeqCst);
    }

    /// Begins a way in: of where requests of an earlier one went, nothing is remembered.
    pub(in crate::aws) fn begin(&self) {
        self.look_again();
        self.0.here.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// A request goes to a place on this computer.
    pub(in crate::aws) fn goes_here(&self, place: String) {
        self.0.here.lock().unwrap_or_else(PoisonError::into_inner).insert(place);
    }

    /// The places on this computer that requests went to since a way in was begun, whatever had them sent there.
    #[must_use]
    pub fn here(&self) -> BTreeSet<String> {
        self.0.here.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What was chosen last.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        self.0.chosen.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often something was chosen.
    pub(in crate::aws) fn choices(&self) -> u64 {
        self.0.choices.load(Ordering::SeqCst)
    }

    pub(in crate::aws) fn trial(&self) -> &Trial {
        &self.0.trial
    }

    /// The way that requests to AWS go now.
    pub async fn way(&self) -> Way {
        let chosen = self.chosen();
        let way = match chosen.address {
            Some(address) => Way::Through(Arc::new(Proxy { address, sign_in: None, bypass: String::new() })),
            None => self.way_unless_chosen().await,
        };
        match (way, chosen.sign_in) {
            (Way::Through(proxy), Some(sign_in)) => {
                Way::Through(Arc::new(Proxy { sign_in: Some(sign_in), ..Proxy::clone(&proxy) }))
            }
            (way, _) => way,
        }
    }

    /// The way that the environment and the system say, where nothing is chosen.
    pub async fn way_unless_chosen(&self) -> Way {
        if let Some(way) = &self.environment().way {
            return way.clone();
        }
        let system = Arc::clone(&self.0.system.read().unwrap_or_else(PoisonError::into_inner));
        system.get_or_init(system_proxy::way).await.clone()
    }

    pub(in crate::aws) fn certificates(&self) -> Option<PathBuf> {
        self.environment().certificates.clone()
    }

    fn environment(&self) -> &Environment {
        self.0.environment.get_or_init(|| Environment::of(|name| std::env::var(name).ok()))
    }
}

impl Chosen {
    /// Whether a password is held.
    #[must_use]
    pub fn holds_password(&self) -> bool {
        self.sign_in.as_ref().is_some_and(|sign_in| !sign_in.password.expose_secret().is_empty())
    }

    /// The password held, when it is this user's at this proxy: it goes to no other.
    #[must_use]
    pub fn password_of(&self, address: Option<&ProxyAddress>, user: &str) -> Option<SecretString> {
        let sign_in = self.sign_in.as_ref().filter(|sign_in| sign_in.user == user)?;
        (self.address.as_ref() == address).then(|| sign_in.password.clone())
    }
}
