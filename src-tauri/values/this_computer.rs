//! Which hosts in an address are this computer itself.

use std::net::IpAddr;

/// The name by which a computer calls itself. No server is asked for its address
/// (<https://www.rfc-editor.org/rfc/rfc6761#section-6.3>).
const LOCALHOST: &str = "localhost";

/// Whether the host of an address, one of version 6 in its brackets, is this computer: an address of its own, or the one name
/// that is never looked up. Other spellings of an address (`127.1`, `0x7f.1`) are names, and so are those that end in
/// `.localhost`: some server would be asked for them, and answers what it likes.
#[must_use]
pub fn is_this_computer(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match bare.parse::<IpAddr>() {
        // `::ffff:10.0.0.1` is 10.0.0.1 in other words.
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host.eq_ignore_ascii_case(LOCALHOST),
    }
}
