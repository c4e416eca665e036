//! The Settings page, and the tries whether AWS can be reached. No password goes to the page.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::problem::{Problem, Situation};
use crate::app::settings::TypedSettings;
use crate::app::{App, AppError};
use crate::aws::error::redactor::address;
use crate::aws::{AwsFailure, Reached, Service, Way};
use crate::values::ProxyAddressRefusal;

/// The settings as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// The proxy's address; empty when it is left to the computer.
    pub proxy: String,
    /// The user name for the proxy.
    pub proxy_user: String,
    /// A password for the proxy is held until the program is closed.
    pub password_held: bool,
    /// The region where a sign-in with the browser begins.
    pub sign_in_region: String,
    /// What the computer itself says about a proxy.
    pub computer_says: ComputerSays,
    /// The file of settings that could not be read, and was set aside.
    pub set_aside: Option<String>,
}

/// What the computer itself says about a proxy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ComputerSays {
    /// It names none.
    Nothing,
    /// It names one.
    Proxy {
        /// Its address, without a password.
        address: String,
    },
    /// It finds one by a script, which this program does not run.
    Script {
        /// Where the script is, when that is known.
        address: Option<String>,
    },
    /// It names one that cannot be used.
    Unusable {
        /// What names it.
        setting: &'static str,
        /// Why not.
        refusal: ProxyAddressRefusal,
    },
}

/// The settings as typed.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingsForm {
    /// The proxy's address; empty leaves it to the computer.
    pub proxy: String,
    /// The user name for the proxy.
    pub proxy_user: String,
    /// The password for the proxy; empty keeps the one that is held.
    #[ts(type = "string")]
    pub proxy_password: SecretString,
    /// The region where a sign-in with the browser begins.
    pub sign_in_region: String,
}

/// Whether one place can be reached.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostView {
    /// The place: a host of AWS, or the address that takes its place.
    pub host: String,
    /// What it is for.
    pub service: Service,
    /// After how many milliseconds it answered; absent when it did not.
    #[ts(type = "number | null")]
    pub milliseconds: Option<u64>,
    /// What is wrong, when something is.
    pub problem: Option<Problem>,
}

impl SettingsView {
    /// The settings as they are.
    ///
    /// # Errors
    /// When the file is there and may not be read.
    pub async fn of(app: &App) -> Result<Self, AppError> {
        let kept = app.settings.kept()?;
        let text = |value: Option<&dyn ToString>| value.map(ToString::to_string).unwrap_or_default();
        Ok(Self {
            proxy: text(kept.settings.proxy.as_ref().map(|proxy| proxy as &dyn ToString)),
            proxy_user: text(kept.settings.proxy_user.as_ref().map(|user| user as &dyn ToString)),
            password_held: app.settings.network()?.chosen().holds_password(),
            sign_in_region: app.settings.sign_in_region()?.to_string(),
            computer_says: ComputerSays::from(&app.settings.way_unless_chosen().await),
            set_aside: kept.set_aside.map(|path| path.display().to_string()),
        })
    }
}

impl From<&Way> for ComputerSays {
    fn from(way: &Way) -> Self {
        match way {
            Way::Direct => Self::Nothing,
            Way::Through(proxy) => Self::Proxy { address: proxy.address.to_string() },
            Way::Script { address } => Self::Script { address: address.clone() },
            Way::Unusable { setting, refusal } => Self::Unusable { setting, refusal: *refusal },
        }
    }
}

impl From<SettingsForm> for TypedSettings {
    fn from(form: SettingsForm) -> Self {
        let SettingsForm { proxy, proxy_user, proxy_password, sign_in_region } = form;
        Self { proxy, proxy_user, proxy_password, sign_in_region }
    }
}

impl From<Reached> for HostView {
    fn from(reached: Reached) -> Self {
        let address = address(&reached.place.address);
        let host = address.strip_prefix("https://").unwrap_or(&address).to_owned();
        let service = reached.place.service;
        let (milliseconds, failure) = match reached.outcome {
            Ok(took) => (u64::try_from(took.as_millis()).ok(), reached.clock.map(AwsFailure::of_clock)),
            Err(failure) => (None, Some(failure)),
        };
        let situation = Situation::in_region(Some(&reached.place.region));
        let problem = failure.map(|failure| Problem::of_aws(&failure, situation, None));
        Self { host, service, milliseconds, problem }
    }
}
