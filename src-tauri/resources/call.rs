//! The AWS calls that change something, by name. What each is stands in the file of what it writes.

use serde::{Deserialize, Serialize};

use crate::values::{KeyArn, PolicyArn, RoleArn};

macro_rules! names {
    (
        resources $_resources:tt
        settings $_settings:tt
        calls { $($(#[$what:meta])* $call:ident = $_file:ident::$_write:ident,)+ }
        setting_calls { $($setting_call:ident = $_setting_file:ident::$_setting_write:ident,)+ }
    ) => {
        /// One AWS call that changes something.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "each is AWS's own name of the call; those that restore are the Put of the same name")]
        pub enum Call {
            $($(#[$what])* $call,)+
            $($setting_call,)+
        }

        impl Call {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$call,)+ $(Self::$setting_call),+];
        }

        /// Matches the calls that write a setting of the bucket, or take it away.
        macro_rules! any_setting_call {
            () => { $($crate::resources::call::Call::$setting_call)|+ };
        }
    };
}

listing!(names);

pub(crate) use any_setting_call;

/// What AWS returned for a call, as far as anything later depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// Nothing that matters.
    Nothing,
    /// A new key's ARN; its last part is the key's unique id.
    Key(KeyArn),
    /// A bucket, with its creation date when AWS said it (RFC 3339).
    Bucket(Option<String>),
    /// A policy and AWS's unique id for it, `ANPA…`.
    Policy(PolicyArn, String),
    /// A role and AWS's unique id for it, `AROA…`.
    Role(RoleArn, String),
}

/// A call in its place among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCall {
    /// Which call.
    pub call: Call,
    /// The calls of this plan that must have succeeded before.
    pub after: Vec<Call>,
}

/// The calls, each in its place among the others.
#[must_use]
pub fn in_order(wanted: &[Call]) -> Vec<PlannedCall> {
    wanted
        .iter()
        .map(|&call| PlannedCall {
            call,
            after: call.write().after.iter().copied().filter(|needed| wanted.contains(needed)).collect(),
        })
        .collect()
}
