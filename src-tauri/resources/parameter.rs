//! What is written of a thing, in AWS's words: for engineers, before it is made.

use serde::Serialize;
use ts_rs::TS;

use super::bucket_value::LifecycleEffect;

/// One thing that is said when something is made or set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Parameter {
    /// Its name in AWS's words; without, its value says what it is.
    pub name: Option<String>,
    /// Its value.
    pub value: ParameterValue,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ParameterValue {
    /// As AWS gets it.
    Written {
        /// In AWS's words.
        text: String,
    },
    /// A new key's kind, use and policy, which are AWS's defaults.
    KeyDefaults,
    /// A bucket's default encryption with a key, and with the bucket key.
    Kms {
        /// Its ARN, once AWS has made it.
        key: Option<String>,
    },
    /// It is off.
    Off,
    /// What a lifecycle rule does.
    Lifecycle {
        /// After how many days.
        effect: LifecycleEffect,
    },
}

impl Parameter {
    /// A parameter that AWS gets as this text.
    #[must_use]
    pub fn written(name: &str, text: &dyn ToString) -> Self {
        Self::named(name, ParameterValue::Written { text: text.to_string() })
    }

    pub(super) fn named(name: &str, value: ParameterValue) -> Self {
        Self { name: Some(name.to_owned()), value }
    }
}
