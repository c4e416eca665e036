//! Vonage's way in, as the dialogs show it that close it and open it again.

use serde::Serialize;
use ts_rs::TS;

use crate::app::runs::stop::{RoleNow, WayIn};

/// What one button would make of Vonage's way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WayInView {
    /// The roles: the present one first, then those of earlier names that are closed with it.
    pub roles: Vec<RoleView>,
    /// The present role's trust document afterwards, indented JSON; absent where it stays as somebody else made it.
    pub becomes: Option<String>,
    /// Of all this; nothing else is closed or opened.
    pub fingerprint: String,
}

/// A role as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoleView {
    /// Its ARN.
    pub arn: String,
    /// Its trust document, indented JSON; absent where it is one of an earlier name.
    pub trust: Option<String>,
}

impl From<&WayIn> for WayInView {
    fn from(way_in: &WayIn) -> Self {
        Self {
            roles: way_in.roles.iter().map(RoleView::from).collect(),
            becomes: way_in.becomes.as_ref().map(crate::policy::PolicyDocument::to_pretty),
            fingerprint: way_in.fingerprint.to_string(),
        }
    }
}

impl From<&RoleNow> for RoleView {
    fn from(role: &RoleNow) -> Self {
        Self { arn: role.arn.to_string(), trust: role.trust.as_ref().map(crate::policy::PolicyDocument::to_pretty) }
    }
}
