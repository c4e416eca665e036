//! What may be handed to the system's browser, and what the window itself may show.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use export_storage_setup::commands::window::{is_own, own_origin};
use export_storage_setup::values::{Link, LinkRefusal};
use proptest::prelude::*;
use tauri::Url;

#[test]
fn a_link_is_a_web_page() {
    for link in [
        "https://example.awsapps.com/start/#/device?user_code=ABCD-EFGH",
        "https://oidc.eu-central-1.amazonaws.com/authorize?redirect_uri=http%3A%2F%2F127.0.0.1%3A4242%2Foauth%2Fcallback&state=a_b-c.d~e",
        "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
        "HTTPS://example.com",
        "http://127.0.0.1:4566/authorize?x=y",
        "http://localhost:4566/",
        "http://[::1]:4566/",
    ] {
        assert_eq!(&*Link::parse(link).unwrap(), link);
    }
}

#[test]
fn nothing_else_is_a_link() {
    use LinkRefusal::{Character, Scheme, Shape, TooLong};
    let long = format!("https://example.com/{}", "a".repeat(Link::MAX_LENGTH));
    for (text, refusal) in [
        ("file:///etc/passwd", Scheme),
        ("file://server/share/x.exe", Scheme),
        ("vscode://file/etc/passwd", Scheme),
        ("ms-msdt://x", Scheme),
        ("smb://server/share", Scheme),
        ("ftp://example.com", Scheme),
        ("javascript://example.com/%0aalert", Scheme),
        ("http://example.com", Scheme),
        ("http://0.0.0.0:80", Scheme),
        ("http://evil.localhost", Scheme),
        ("http://127.1", Scheme),
        ("mailto:anna@example.com", Scheme),
        ("javascript:alert", Scheme),
        ("C:/Windows/System32/calc.exe", Scheme),
        ("--new-window", Scheme),
        ("/etc/passwd", Scheme),
        ("", Scheme),
        ("https://", Shape),
        ("https:///path", Shape),
        ("https://anna@example.com", Shape),
        ("https://docs.aws.amazon.com@evil.example", Shape),
        ("http://localhost@evil.example", Shape),
        ("https://example.com/\"&calc.exe&\"", Character),
        ("https://example.com/'x'", Character),
        ("https://example.com/a b", Character),
        (" https://example.com", Character),
        ("https://example.com/\n", Character),
        ("https://example.com/\u{0}", Character),
        ("https://example.com/\u{202e}", Character),
        ("https://exämple.com", Character),
        ("https://example.com/$(x)", Character),
        ("https://example.com/`x`", Character),
        ("https://example.com/;x", Character),
        ("https://example.com/|x", Character),
        ("https://example.com/<x>", Character),
        ("https://example.com/^x", Character),
        ("https://example.com\\x", Character),
        ("https://example.com/%USERNAME%", Character),
        ("https://example.com/%", Character),
        ("https://example.com/%4", Character),
        (&long, TooLong),
    ] {
        assert_eq!(Link::parse(text), Err(refusal), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_a_link_means_nothing_to_a_shell(text in "(https|http|file|HTTPS)://\\PC{0,40}") {
        if let Ok(link) = Link::parse(&text) {
            prop_assert!(link.to_lowercase().starts_with("http"), "{text}");
            prop_assert!(!link.contains([' ', '"', '\'', '`', '$', ';', '|', '<', '>', '^', '\\', '(', ')', '\n']));
            prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }
}

/// An origin, an address, and whether the window that shows the first may go to the second.
const NAVIGATIONS: [(&str, &str, bool); 22] = [
    ("tauri://localhost", "tauri://localhost", true),
    ("tauri://localhost", "tauri://localhost/", true),
    ("tauri://localhost", "tauri://localhost/index.html?x#/settings", true),
    ("tauri://localhost", "tauri://evil/", false),
    ("tauri://localhost", "tauri://localhost:81/", false),
    ("tauri://localhost", "tauri://localhost.evil.example/", false),
    ("tauri://localhost", "tauri://anna@localhost/", false),
    ("tauri://localhost", "http://tauri.localhost/", false),
    ("tauri://localhost", "http://tauri.localhost:5556/?data=secret", false),
    ("tauri://localhost", "http://localhost/", false),
    ("tauri://localhost", "https://example.com/", false),
    ("tauri://localhost", "about:blank", false),
    ("tauri://localhost", "data:text/html,x", false),
    ("tauri://localhost", "file:///etc/passwd", false),
    ("http://tauri.localhost", "http://tauri.localhost/#/review", true),
    ("http://tauri.localhost", "http://tauri.localhost:80/", true),
    ("http://tauri.localhost", "http://tauri.localhost:5556/?data=secret", false),
    ("http://tauri.localhost", "https://tauri.localhost/", false),
    ("http://tauri.localhost", "http://tauri.localhost.evil.example/", false),
    ("http://tauri.localhost", "http://anna:x@tauri.localhost/", false),
    ("http://localhost:5173", "http://localhost:5173/x", true),
    ("http://localhost:5173", "http://localhost:5174/x", false),
];

#[test]
fn the_window_shows_its_own_origin_and_nothing_else() {
    for (origin, address, own) in NAVIGATIONS {
        assert_eq!(is_own(origin, &Url::parse(address).unwrap()), own, "{origin} to {address}");
    }
    // The server of `tauri dev` counts only in what `tauri dev` builds.
    let dev = Url::parse("http://localhost:5173/").unwrap();
    let platform = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    assert_eq!((own_origin(None), own_origin(Some(&dev))), (platform.to_owned(), platform.to_owned()));
}
