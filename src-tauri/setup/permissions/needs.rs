//! The actions that each duty takes, from the calls it comes to.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::resources::Resource;
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::step::Step;
use crate::resources::write::Purpose;
use crate::setup::plan::Plan;
use crate::setup::superseded::Parts;

/// What somebody does with a setup. Each has a policy of its own, so that nobody needs more than their part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Reviews, creates, tries again.
    SetUp,
    /// Reads back and compares; changes nothing.
    Check,
    /// Stops Vonage, lets it in again, undoes.
    Remove,
}

impl Duty {
    /// Every one, in the order it is shown.
    pub const ALL: [Self; 3] = [Self::SetUp, Self::Check, Self::Remove];
}

/// An action that must be allowed. Ordered by what it is about, then by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// What it is about.
    pub scope: Scope,
    /// The action, for example `s3:PutEncryptionConfiguration`.
    pub action: &'static str,
}

/// What is read besides the resources themselves. Who one is may be asked by anybody
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>).
const READS_OF_THE_ACCOUNT: [(&str, Option<&str>); 5] = [
    ("sts:GetCallerIdentity", None),
    ("s3:ListObjectsV2", Some("s3:ListBucket")),
    ("iam:ListAccountAliases", Some("iam:ListAccountAliases")),
    ("kms:ListAliases", Some("kms:ListAliases")),
    // A key whose answer was lost is looked for among all keys.
    ("kms:ListKeys", Some("kms:ListKeys")),
];

/// Every call that only reads, with the action it needs.
pub fn reads() -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let of_resources = Resource::ALL.iter().flat_map(|resource| resource.rules().reads);
    READS_OF_THE_ACCOUNT.into_iter().chain(of_resources.map(|(call, action)| (*call, Some(*action))))
}

/// Everything that a duty takes, whatever of it is done already.
#[must_use]
pub fn needs(duty: Duty, desired: &Desired) -> BTreeSet<Need> {
    let calls = match duty {
        Duty::SetUp => making(desired),
        Duty::Check => Vec::new(),
        Duty::Remove => removing(desired),
    };
    needs_of(desired, calls)
}

/// What it takes to take back those parts of an earlier plan that the present one has no use for, and to close its role
/// until then.
#[must_use]
pub fn needs_of_superseded(earlier: &Desired, parts: Parts) -> BTreeSet<Need> {
    needs_of(earlier, removing(earlier).into_iter().filter(|call| takes_back(*call, parts)))
}

/// Whether a call takes back or closes one of these parts. What is left of an earlier plan is never let in again or kept on
/// purpose.
fn takes_back(call: Call, parts: Parts) -> bool {
    let is_its = match call.step() {
        Step::Key => parts.key,
        Step::Policy => parts.policy,
        Step::Role => parts.role,
        Step::Attach => parts.role || parts.policy,
        Step::Bucket | Step::PublicAccess | Step::Encryption | Step::HttpsOnly | Step::Keeping | Step::Checks => {
            parts.bucket
        }
    };
    is_its && call != Call::ReopenTrust && call.write().purpose != Purpose::Keep
}

/// What the policies give and nobody misses: the account's alias is only shown, aliases are only listed to open connections
/// early, and AWS judges who asks for a key by its alias by the key
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html>).
const NOT_MISSED: [Need; 3] = [
    Need { scope: Scope::Lists, action: "iam:ListAccountAliases" },
    Need { scope: Scope::Lists, action: "kms:ListAliases" },
    Need { scope: Scope::Alias, action: "kms:DescribeKey" },
];

/// What carrying out this very plan takes: its calls, and the reads before, between and after them. Nothing that a plan is
/// carried out without as well.
#[must_use]
pub fn needs_of_plan(plan: &Plan) -> BTreeSet<Need> {
    let all = needs_of(&plan.desired, plan.calls().into_iter().map(|planned| planned.call));
    all.into_iter().filter(|need| !NOT_MISSED.contains(need)).collect()
}

fn needs_of(desired: &Desired, calls: impl IntoIterator<Item = Call>) -> BTreeSet<Need> {
    let written = calls.into_iter().flat_map(Call::actions).copied();
    let scoped = |action| Scope::of(action).into_iter().map(move |scope| Need { scope, action });
    let all = written.chain(reading(desired)).flat_map(scoped);
    all.filter(|need| need.scope.resource(desired, None).is_some()).collect()
}

fn reading(desired: &Desired) -> impl Iterator<Item = &'static str> {
    // A bucket they have may be encrypted with a key that only looking tells.
    let asks_kms = desired.key.is_some() || desired.known_key().is_some() || !desired.bucket.origin.is_new();
    let actions = reads().filter_map(|(_, action)| action);
    actions.filter(move |action| asks_kms || !action.starts_with("kms:"))
}

/// The calls that a setup may come to.
fn writes(desired: &Desired) -> impl Iterator<Item = Call> {
    Call::ALL.iter().copied().filter(|call| (call.write().resource.rules().is_written)(desired))
}

/// The calls that make a setup, or make it right again.
fn making(desired: &Desired) -> Vec<Call> {
    writes(desired).filter(|call| call.write().purpose == Purpose::Make).collect()
}

/// The calls that stop a setup, let it go on, and take it back. The settings of a new bucket go with it.
fn removing(desired: &Desired) -> Vec<Call> {
    let is_new = desired.bucket.origin.is_new();
    writes(desired)
        .filter(|call| match call.write().purpose {
            Purpose::Make => false,
            Purpose::Revert => !is_new,
            Purpose::Keep | Purpose::TakeBack | Purpose::Door | Purpose::Unlock => true,
        })
        .collect()
}
