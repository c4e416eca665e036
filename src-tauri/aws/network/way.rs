//! The way from this computer to AWS: straight, or through something.

use std::sync::Arc;

use crate::aws::network::proxy::Proxy;
use crate::values::ProxyAddressRefusal;

/// The way from this computer to AWS. This computer itself is always reached straight.
#[derive(Clone, Debug)]
pub enum Way {
    /// Without a proxy.
    Direct,
    /// Through this one.
    Through(Arc<Proxy>),
    /// A script says which proxy to use. This program runs none, and tries without.
    Script {
        /// Where the script is, when that is known.
        address: Option<String>,
    },
    /// A proxy is named that this program cannot use.
    Unusable {
        /// What names it.
        setting: &'static str,
        /// Why not.
        refusal: ProxyAddressRefusal,
    },
}
