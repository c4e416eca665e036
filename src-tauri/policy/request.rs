//! What is asked of policies.

use std::collections::BTreeMap;

use super::principal::Caller;

/// One action on one resource by one caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub principal: Caller,
    /// The action, such as `s3:PutObject`; case does not matter.
    pub action: String,
    /// The ARN of the resource.
    pub resource: String,
    /// What else is known about the request.
    pub context: Context,
}

/// The condition keys of a request and their values. Keys are found in any case.
///
/// A request by a role or user carries `aws:PrincipalArn` and `aws:PrincipalAccount` without being told.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context(BTreeMap<String, Vec<String>>);

impl Context {
    /// A request about which nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same context with a key of one value.
    #[must_use]
    pub fn with(self, key: &str, value: impl Into<String>) -> Self {
        self.with_many(key, [value])
    }

    /// The same context with a key of several values. A key without values counts as absent.
    #[must_use]
    pub fn with_many(mut self, key: &str, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.0.insert(key.to_ascii_lowercase(), values.into_iter().map(Into::into).collect());
        self
    }

    /// The values of a key, none when it is absent.
    #[must_use]
    pub fn values(&self, key: &str) -> &[String] {
        self.0.get(&key.to_ascii_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The context of a request, with what every request carries about its caller.
    pub(super) fn of(request: &Request) -> Self {
        let mut context = request.context.clone();
        if let Caller::Identity(identity) = &request.principal {
            for (key, value) in [("aws:principalarn", identity.arn()), ("aws:principalaccount", identity.account())] {
                context.0.entry(key.to_owned()).or_insert_with(|| vec![value.to_owned()]);
            }
        }
        context
    }
}
