//! What is known of each resource, of each setting and of each write, from the file that says it.

use super::bucket_setting::BucketSetting;
use super::call::Call;
use super::desired::Desired;
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::step::Step;
use super::write::{Purpose, Write};
use crate::values::KeyArn;

macro_rules! files {
    (
        resources { $($(#[$_of:meta])* $resource:ident = $file:ident,)+ }
        settings { $($(#[$_what:meta])* $setting:ident $_name:literal = $setting_file:ident,)+ }
        calls { $($(#[$_is:meta])* $call:ident = $call_file:ident::$write:ident,)+ }
        setting_calls { $($setting_call:ident = $setting_call_file:ident::$setting_write:ident,)+ }
    ) => {
        impl Resource {
            /// What is known of it.
            #[must_use]
            pub const fn rules(self) -> &'static Rules {
                match self {
                    $(Self::$resource => &super::$file::RULES,)+
                }
            }
        }

        impl BucketSetting {
            /// What is known of it.
            #[must_use]
            pub const fn rules(self) -> &'static SettingRules {
                match self {
                    $(Self::$setting => &super::$setting_file::SETTING,)+
                }
            }
        }

        impl Call {
            /// What is known of it.
            #[must_use]
            pub const fn write(self) -> &'static Write {
                match self {
                    $(Self::$call => &super::$call_file::$write,)+
                    $(Self::$setting_call => &super::$setting_call_file::$setting_write,)+
                }
            }
        }
    };
}

listing!(files);

impl Resource {
    /// The setting of a bucket that it is, if it is one.
    #[must_use]
    pub const fn setting(self) -> Option<BucketSetting> {
        match self.rules().observable {
            Observable::Setting(setting) => Some(setting),
            _ => None,
        }
    }
}

impl Call {
    /// The step it belongs to.
    #[must_use]
    pub const fn step(self) -> Step {
        self.write().resource.rules().step
    }

    /// AWS's name of the call, with its service, for example `s3:CreateBucket`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.write().name
    }

    /// The IAM actions it needs.
    #[must_use]
    pub const fn actions(self) -> &'static [&'static str] {
        self.write().actions
    }

    /// What it is about, as an ARN; for a key that has none yet, its alias.
    #[must_use]
    pub fn resource(self, desired: &Desired, key: Option<&KeyArn>) -> String {
        (self.write().resource.rules().arn)(desired, key)
    }

    /// The setting of the bucket that it writes over; `None` for any other call.
    #[must_use]
    pub const fn setting(self) -> Option<BucketSetting> {
        self.write().resource.setting()
    }

    /// Whether it writes to the bucket. S3 answers 409 to concurrent writes on one bucket, so these go one at a time
    /// (<https://github.com/hashicorp/terraform-provider-aws/issues/7628>).
    #[must_use]
    pub const fn writes_bucket(self) -> bool {
        matches!(self.step(), Step::Bucket | Step::PublicAccess | Step::Encryption | Step::HttpsOnly | Step::Keeping)
    }

    /// Whether it takes something back that a setup made.
    #[must_use]
    pub const fn takes_back(self) -> bool {
        matches!(self.write().purpose, Purpose::TakeBack | Purpose::Revert | Purpose::Unlock)
    }

    /// Whether it sets a bucket that existed before back to what it was.
    #[must_use]
    pub const fn reverts(self) -> bool {
        matches!(self.write().purpose, Purpose::Revert)
    }

    /// Whether it closes Vonage's way in or opens it again, which is neither making nor taking back.
    #[must_use]
    pub const fn opens_or_closes(self) -> bool {
        matches!(self.write().purpose, Purpose::Door | Purpose::Unlock)
    }
}
