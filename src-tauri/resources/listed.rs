//! An enum of names that knows all of its variants, so that no list of them must be kept by hand.

macro_rules! listed {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$what:meta])* $variant:ident,)+ }) => {
        $(#[$about])*
        pub enum $name {
            $($(#[$what])* $variant,)+
        }

        impl $name {
            /// Every one, in the order it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

pub(crate) use listed;
