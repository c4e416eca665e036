//! The Settings page: the proxy, the region where signing in begins, and whether AWS can be reached.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_runtime::env_config::file::EnvConfigFiles;
use secrecy::{ExposeSecret, SecretString};

use super::error::AppError;
use super::sessions::session::Session;
use crate::aws::network::hosts::hosts;
use crate::aws::session::places_of_this_computer;
use crate::aws::{Chosen, Destination, Network, Place, Places, Proxy, ProxySignIn, Reached, Way, reach};
use crate::provision::Clock;
use crate::record;
use crate::setup::form::Field;
use crate::setup::refusal::FormProblem;
use crate::values::{Partition, ProxyAddress, ProxyUser, ProxyUserRefusal, Region};

/// What was typed on the Settings page.
#[derive(Debug)]
pub struct TypedSettings {
    /// The proxy's address; empty leaves it to the computer.
    pub proxy: String,
    /// The user name for the proxy.
    pub proxy_user: String,
    /// The password for the proxy; empty keeps the one that is held for this user at this proxy.
    pub proxy_password: SecretString,
    /// The region where a sign-in with the browser begins.
    pub sign_in_region: String,
}

/// The settings, as they are kept.
#[derive(Clone, Debug)]
pub struct KeptSettings {
    /// What was chosen.
    pub settings: record::Settings,
    /// The file that could not be read, and was set aside.
    pub set_aside: Option<PathBuf>,
}

/// The settings, and the one way to AWS that they give. Read when they are asked for the first time.
pub struct Settings {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    kept: Mutex<Option<KeptSettings>>,
    network: Network,
    places: tokio::sync::OnceCell<Places>,
}

impl Settings {
    /// Those that are kept in a folder.
    pub(super) fn new(folder: PathBuf, clock: Arc<dyn Clock>) -> Self {
        let (kept, network, places) = (Mutex::default(), Network::default(), tokio::sync::OnceCell::new());
        Self { folder, clock, kept, network, places }
    }

    fn lock(&self) -> MutexGuard<'_, Option<KeptSettings>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As they are.
    ///
    /// # Errors
    /// When the file is there and may not be read.
    pub fn kept(&self) -> Result<KeptSettings, AppError> {
        let mut kept = self.lock();
        if let Some(kept) = &*kept {
            return Ok(kept.clone());
        }
        let (settings, set_aside) = record::Settings::load(&self.folder, self.clock.now())?;
        self.network.choose(chosen(&settings, SecretString::default()));
        Ok(kept.insert(KeptSettings { settings, set_aside }).clone())
    }

    /// Keeps what was typed, the password in memory only. It applies to the next request of every session.
    ///
    /// # Errors
    /// When something typed cannot be used, or the file cannot be written.
    pub fn save(&self, typed: &TypedSettings) -> Result<(), AppError> {
        let before = self.kept()?;
        let (settings, password) = parsed(typed)?;
        let password = match (&settings.proxy_user, password) {
            (Some(user), None) => self.network.chosen().password_of(settings.proxy.as_ref(), user.as_str()),
            (_, password) => password,
        };
        settings.save(&self.folder)?;
        let mut kept = self.lock();
        self.network.choose(chosen(&settings, password.unwrap_or_default()));
        *kept = Some(KeptSettings { settings, ..before });
        Ok(())
    }

    /// The region where a sign-in with the browser begins: the one that was chosen, else the commercial regions' first.
    ///
    /// # Errors
    /// When the settings may not be read.
    pub fn sign_in_region(&self) -> Result<Region, AppError> {
        match self.kept()?.settings.sign_in_region {
            Some(region) => Ok(region),
            None => Ok(Region::parse(Partition::Aws.first_region())
                .map_err(|refusal| FormProblem::new(Field::SignInRegion, refusal))?),
        }
    }

    /// How AWS is reached, with what was chosen.
    ///
    /// # Errors
    /// When the settings may not be read.
    pub fn network(&self) -> Result<&Network, AppError> {
        self.kept()?;
        Ok(&self.network)
    }

    /// Where requests go before anybody has signed in, as this computer's environment and settings said when it was asked for
    /// the first time.
    pub async fn places(&self) -> &Places {
        self.places.get_or_init(|| places_of_this_computer(EnvConfigFiles::default())).await
    }

    /// Where requests go when not to AWS, for the banner: what is known of it before, and where some have gone. The SDK itself
    /// obeys a setting in one place and not in another (`AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`), so both count.
    #[must_use]
    pub fn instead_of_aws(&self, known: Option<&str>) -> Option<String> {
        let known = known.into_iter().flat_map(|known| known.split(", ")).map(ToOwned::to_owned);
        let places: Vec<String> = known.chain(self.network.here()).collect::<BTreeSet<_>>().into_iter().collect();
        (!places.is_empty()).then(|| places.join(", "))
    }

    /// The way to AWS where nothing is chosen, as the system says at this moment.
    pub async fn way_unless_chosen(&self) -> Way {
        self.network.look_again();
        self.network.way_unless_chosen().await
    }

    /// Tries whether the hosts of AWS can be reached: those of the session's region, else of the region where signing in
    /// begins. Where requests go elsewhere, that place is tried instead.
    ///
    /// # Errors
    /// When requests would go neither to AWS nor to this computer, or the company's certificates cannot be used.
    pub async fn test_connection(&self, session: Option<Session>) -> Result<Vec<Reached>, AppError> {
        let session = match session {
            Some(Session::SignedIn(session)) if !session.workspace.is_practice() => Some(session),
            _ => None,
        };
        let region = match session.as_ref().and_then(|session| session.region.clone()) {
            Some(region) => region,
            None => self.sign_in_region()?,
        };
        let of_computer = self.places().await;
        let instead = |service| match &session {
            Some(session) => session.access.instead_of_aws(service),
            None => of_computer.instead_of_aws(service),
        };
        let mut places: Vec<Place> = Vec::new();
        for host in hosts(&region) {
            let address = match instead(host.service) {
                Some(place) => {
                    Destination::of(place)?;
                    place.to_owned()
                }
                None => format!("https://{}", host.name),
            };
            if places.iter().all(|place| place.address != address) {
                places.push(Place { address, service: host.service, region: region.clone() });
            }
        }
        // The person may have just changed what the system says.
        let network = self.network()?;
        network.look_again();
        Ok(reach(network, places).await?)
    }
}

fn chosen(settings: &record::Settings, password: SecretString) -> Chosen {
    // A user name alone would be a wrong password to the proxy, and wrong ones count.
    let sign_in = settings.proxy_user.as_ref().filter(|_| !password.expose_secret().is_empty());
    let sign_in = sign_in.map(|user| ProxySignIn { user: user.to_string(), password });
    Chosen { address: settings.proxy.clone(), sign_in }
}

/// What was typed, and the password among it. One that stands in the proxy's address counts where the boxes are empty.
fn parsed(typed: &TypedSettings) -> Result<(record::Settings, Option<SecretString>), FormProblem> {
    let proxy = if typed.proxy.trim().is_empty() {
        None
    } else {
        Some(Proxy::parse(&typed.proxy).map_err(|refusal| FormProblem::new(Field::Proxy, refusal))?)
    };
    let (proxy, in_address): (Option<ProxyAddress>, _) =
        proxy.map_or((None, None), |proxy| (Some(proxy.address), proxy.sign_in));
    let (user, password) = match in_address {
        Some(sign_in) if typed.proxy_user.trim().is_empty() => (sign_in.user, sign_in.password),
        _ => (typed.proxy_user.clone(), typed.proxy_password.clone()),
    };
    if password.expose_secret().len() > ProxyUser::MAX_LENGTH {
        return Err(FormProblem::new(Field::ProxyUser, ProxyUserRefusal::TooLong { max: ProxyUser::MAX_LENGTH }));
    }
    let password = Some(password).filter(|password| !password.expose_secret().is_empty());
    let proxy_user = if user.trim().is_empty() && password.is_none() {
        None
    } else {
        Some(ProxyUser::parse(&user).map_err(|refusal| FormProblem::new(Field::ProxyUser, refusal))?)
    };
    let sign_in_region = if typed.sign_in_region.trim().is_empty() {
        None
    } else {
        let region = Region::parse(&typed.sign_in_region);
        Some(region.map_err(|refusal| FormProblem::new(Field::SignInRegion, refusal))?)
    };
    Ok((record::Settings { proxy, proxy_user, sign_in_region }, password))
}
