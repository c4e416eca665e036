//! Why the value of a field is not taken, whichever parser or rule refused it.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::form::Field;
use super::misfit::{Advice, Misfit};
use crate::resources::refusal::PlanRefusal;
use crate::values::{
    AccountIdRefusal, BucketNameRefusal, DescriptionRefusal, ExternalIdRefusal, IamPathRefusal, KeyAliasRefusal,
    KeyArnRefusal, PermissionsBoundaryRefusal, PolicyNameRefusal, PrincipalRefusal, ProxyAddressRefusal,
    ProxyUserRefusal, RegionRefusal, RetentionDaysRefusal, RoleNameRefusal, SetupIdRefusal, StartUrlRefusal,
    StorageIdRefusal, TagKeyRefusal, TagValueRefusal, TagsRefusal,
};

/// Why a value is not taken, or is worth a second look: a kind, and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(untagged)]
#[error(transparent)]
#[expect(missing_docs, reason = "each is the refusal of what it is named after")]
pub enum Refusal {
    AccountId(#[from] AccountIdRefusal),
    Advice(#[from] Advice),
    BucketName(#[from] BucketNameRefusal),
    Description(#[from] DescriptionRefusal),
    ExternalId(#[from] ExternalIdRefusal),
    IamPath(#[from] IamPathRefusal),
    KeyAlias(#[from] KeyAliasRefusal),
    KeyArn(#[from] KeyArnRefusal),
    Misfit(#[from] Misfit),
    PermissionsBoundary(#[from] PermissionsBoundaryRefusal),
    Plan(#[from] PlanRefusal),
    PolicyName(#[from] PolicyNameRefusal),
    Principal(#[from] PrincipalRefusal),
    ProxyAddress(#[from] ProxyAddressRefusal),
    ProxyUser(#[from] ProxyUserRefusal),
    Region(#[from] RegionRefusal),
    RetentionDays(#[from] RetentionDaysRefusal),
    RoleName(#[from] RoleNameRefusal),
    SetupId(#[from] SetupIdRefusal),
    StartUrl(#[from] StartUrlRefusal),
    StorageId(#[from] StorageIdRefusal),
    TagKey(#[from] TagKeyRefusal),
    TagValue(#[from] TagValueRefusal),
    Tags(#[from] TagsRefusal),
}

/// A refusal at the control that holds the value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormProblem {
    /// The control.
    pub field: Field,
    /// Why the value is not taken.
    #[serde(flatten)]
    pub refusal: Refusal,
}

impl FormProblem {
    /// A refusal at its field.
    pub fn new(field: Field, refusal: impl Into<Refusal>) -> Self {
        Self { field, refusal: refusal.into() }
    }
}
