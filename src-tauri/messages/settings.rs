//! The Settings page, and the tries whether AWS can be reached. No password goes to the page.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::settings::TypedSettings;
use crate::app::{App, AppError};
use crate::aws::error::redactor::address;
use crate::aws::{AwsFailure, Reached, Situation, Way, Words};

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
    /// What the computer itself says about a proxy, one sentence.
    pub computer_says: String,
    /// The file of settings that could not be read, and was set aside.
    pub set_aside: Option<String>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostView {
    /// The place: a host of AWS, or the address that takes its place.
    pub host: String,
    /// What it is for.
    pub purpose: String,
    /// After how many milliseconds it answered; absent when it did not.
    #[ts(type = "number | null")]
    pub milliseconds: Option<u64>,
    /// What is wrong, when something is.
    pub problem: Option<HostProblem>,
}

/// What is wrong with one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostProblem {
    /// Its stable name.
    pub kind: String,
    /// What is wrong, one sentence.
    pub cause: String,
    /// What to do about it, one sentence.
    pub remedy: String,
    /// A text to send to the person who can help, when somebody else must act.
    pub ask: Option<String>,
}

impl From<Words> for HostProblem {
    fn from(words: Words) -> Self {
        let Words { kind, cause, remedy, ask } = words;
        Self { kind: kind.to_owned(), cause, remedy, ask }
    }
}

impl SettingsView {
    /// The settings as they are.
    ///
    /// # Errors
    /// When the file is there and may not be read.
    pub async fn of(app: &App) -> Result<Self, AppError> {
        let kept = app.settings()?;
        let text = |value: Option<&dyn ToString>| value.map(ToString::to_string).unwrap_or_default();
        Ok(Self {
            proxy: text(kept.settings.proxy.as_ref().map(|proxy| proxy as &dyn ToString)),
            proxy_user: text(kept.settings.proxy_user.as_ref().map(|user| user as &dyn ToString)),
            password_held: app.network()?.chosen().holds_password(),
            sign_in_region: app.sign_in_region()?.to_string(),
            computer_says: words(&app.way_unless_chosen().await),
            set_aside: kept.set_aside.map(|path| path.display().to_string()),
        })
    }
}

/// What the computer says about a proxy.
fn words(way: &Way) -> String {
    match way {
        Way::Direct => "This computer names no proxy.".to_owned(),
        Way::Through(proxy) => format!("This computer names the proxy {}.", proxy.address),
        Way::Script { address: Some(address) } => format!(
            "This computer finds its proxy by the script {address}, which this program does not run: ask your IT department which proxy it gives for AWS."
        ),
        Way::Script { address: None } => {
            "This computer looks for its proxy by itself, by a script that this program does not run: ask your IT department which proxy it gives for AWS.".to_owned()
        }
        Way::Unusable { setting, refusal } => format!("This computer names a proxy in {setting} that cannot be used: {refusal}"),
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
        let purpose = reached.place.purpose.to_owned();
        let (milliseconds, failure) = match reached.outcome {
            Ok(took) => (u64::try_from(took.as_millis()).ok(), reached.clock.map(AwsFailure::of_clock)),
            Err(failure) => (None, Some(failure)),
        };
        let situation = Situation { region: Some(reached.place.region.as_str()), ..Situation::default() };
        let words = failure.map(|failure| failure.words(situation));
        Self { host, purpose, milliseconds, problem: words.map(HostProblem::from) }
    }
}
