//! The settings of a bucket, by name. What each is stands in the file of the resource that it is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! names {
    (
        resources $_resources:tt
        settings { $($(#[$what:meta])* $setting:ident $name:literal = $_file:ident,)+ }
        calls $_calls:tt
        setting_calls $_setting_calls:tt
    ) => {
        /// A setting of a bucket. Of a bucket that existed before it is changed only when the person ticks it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub enum BucketSetting {
            $($(#[$what])* #[serde(rename = $name)] $setting,)+
        }

        impl BucketSetting {
            /// Every setting, in the order it is shown.
            pub const ALL: [Self; [$(Self::$setting),+].len()] = [$(Self::$setting),+];

            /// Its name, also in the bucket's tag.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$setting => $name,)+
                }
            }
        }
    };
}

listing!(names);
