//! Base64 as addresses and tokens have it (RFC 4648, section 5), without padding.

use aws_smithy_types::base64;

/// The text of some bytes.
pub(in crate::sign_in) fn encode(bytes: &[u8]) -> String {
    base64::encode(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// The bytes of a text, in this alphabet or the older one, with padding or without.
pub(in crate::sign_in) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut standard = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    while !standard.len().is_multiple_of(4) {
        standard.push('=');
    }
    base64::decode(standard).ok()
}
