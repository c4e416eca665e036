//! The policies for whoever sets up, checks or removes: the least that does it, for one setup alone.

use std::collections::BTreeSet;

use super::needs::{Duty, Need, needs};
use super::scope::SCOPES;
use crate::policy::{ActionElement, Effect, OneOrMany, PolicyDocument, ResourceElement, Sid, Statement, Version};
use crate::resources::desired::Desired;
use crate::values::KeyArn;

/// The policy for a duty. `made` is the key, once it has an ARN.
#[must_use]
pub fn operator_policy(duty: Duty, desired: &Desired, made: Option<&KeyArn>) -> PolicyDocument {
    document_of(&needs(duty, desired), desired, made)
}

/// A policy that allows these actions and nothing else.
#[must_use]
pub fn document_of(needs: &BTreeSet<Need>, desired: &Desired, made: Option<&KeyArn>) -> PolicyDocument {
    let statement = SCOPES.iter().filter_map(|(scope, _)| {
        let actions: Vec<&str> = needs.iter().filter(|need| need.scope == *scope).map(|need| need.action).collect();
        let resource = scope.resource(desired, made).filter(|_| !actions.is_empty())?;
        Some(Statement {
            sid: Some(Sid::new(scope.sid())),
            effect: Effect::Allow,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(actions)),
            resource: Some(ResourceElement::Resource(OneOrMany::one(resource))),
            condition: scope.condition(desired, made),
        })
    });
    PolicyDocument { version: Version::V2012_10_17, id: None, statement: statement.collect() }
}
