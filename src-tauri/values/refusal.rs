//! What every refusal of a value has in common: a sentence for a person and a stable name for the program.

/// Why a parser took no value. `Display` is one sentence that says what to change.
pub trait Refusal: std::error::Error {
    /// The refusal's stable name in kebab case, such as `bucket-name-dots`: what pages and tests switch on.
    fn kind(&self) -> &'static str;
}

/// Gives a refusal's variants their stable names, and lists them so that tests can hold that each one can happen.
macro_rules! refusal_kinds {
    ($refusal:ident { $($variant:ident => $kind:literal,)+ }) => {
        impl $refusal {
            /// Every name `kind` can give.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The refusal's stable name in kebab case: what pages and tests switch on.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $kind,)+
                }
            }
        }

        impl $crate::values::Refusal for $refusal {
            fn kind(&self) -> &'static str {
                Self::kind(self)
            }
        }
    };
}

pub(super) use refusal_kinds;
