//! The things that AWS holds, by name. What each is stands in the file of that name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! names {
    (
        resources { $($(#[$what:meta])* $resource:ident = $_file:ident,)+ }
        settings $_settings:tt
        calls $_calls:tt
        setting_calls $_setting_calls:tt
    ) => {
        /// One thing that AWS holds, or one setting of it. Its name as text is the name of its check on the page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum Resource {
            $($(#[$what])* $resource,)+
        }

        impl Resource {
            /// Every one, in the order it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$resource),+];
        }
    };
}

listing!(names);
