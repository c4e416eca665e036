//! What every way in leads to: a finished setup that was made with its keys, and nothing of it left behind.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::canaries::{Canaries, everything_on};
use crate::support::boto::read_back;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proof::holds_private_key;
use crate::support::proxy::Proxy;
use crate::support::python_program;
use crate::window::{Home, Opening, Window};

/// An AWS that remembers who asked it for what.
pub struct Aws {
    moto: Emulator,
    proxy: Proxy,
}

impl Aws {
    pub async fn new() -> Self {
        let moto = Emulator::moto().await;
        let proxy = Proxy::before(&moto.endpoint()).start().await;
        Self { moto, proxy }
    }

    /// A window whose requests go there, save those of the services in `others`, which go to `server`.
    pub fn opening(&self, home: &Home, server: &str, others: &[&str]) -> Opening {
        let window = Window::opening().home(home).env("AWS_ENDPOINT_URL", self.proxy.endpoint());
        others.iter().fold(window, |window, service| window.env(&format!("AWS_ENDPOINT_URL_{service}"), server))
    }

    /// Goes from the account to the finished setup, and finds it at AWS, made with the keys of this id and no others. What
    /// it sees on the way is added to `seen`. Gives the bucket's name.
    pub async fn finish(&self, window: &Window, key_id: &str, seen: &mut Vec<String>) -> String {
        assert_eq!(window.text_of("account-id").await, ACCOUNT);
        seen.push(everything_on(window).await);
        window.click("continue").await;
        window.paste_mail().await;
        // None of these ways in brings a region to keep recordings in.
        window.choose("region", "Dublin").await;
        window.review().await;
        window.create().await;
        seen.push(everything_on(window).await);
        let role = window.text_of("value-role-arn").await;
        assert!(role.starts_with(&format!("arn:aws:iam::{ACCOUNT}:role/")), "{role}");
        let bucket = window.text_of("value-bucket-name").await;
        let found = read_back(&self.moto.endpoint(), "eu-west-1").await;
        assert!(found["buckets"][&bucket].is_object(), "{found:#}");
        let credential = format!("Credential={key_id}/");
        for asked in self.proxy.asked() {
            let signed = asked.headers["authorization"].to_str().unwrap();
            assert!(signed.contains(&credential), "{} is signed with {signed}", asked.operation());
        }
        bucket
    }
}

/// Looks for secrets on the pages that were seen, and ends the program and looks in what it leaves; for the private halves
/// of these keys, too. Nobody but the program ever has those: they are found by their public halves.
pub fn assert_found_nowhere(
    secrets: Vec<String>,
    keys: &BTreeSet<String>,
    seen: &[String],
    window: Window,
    bucket: &str,
) {
    let canaries = Canaries::of(secrets);
    for page in seen {
        canaries.assert_not_in(page);
        assert!(!holds_private_key(page.as_bytes(), keys), "a page holds the key of the proofs");
    }
    let home = canaries.assert_not_left(window, bucket);
    for file in home.files() {
        assert!(!holds_private_key(&fs::read(&file).unwrap(), keys), "{} holds the key of the proofs", file.display());
    }
}

/// A computer whose browser follows every link it is given to its end, and keeps what it saw.
pub fn with_browser(window: Opening, home: &Home) -> Opening {
    let folder = home.path("bin");
    fs::create_dir_all(&folder).unwrap();
    let browser = format!(
        "#!{}\nimport sys, urllib.error, urllib.request\n\
         try: last = urllib.request.urlopen(sys.argv[1])\n\
         except urllib.error.HTTPError as error: last = error\n\
         open('{}', 'ab').write(last.read())\n",
        python_program("python").display(),
        home.path("browser.log").display(),
    );
    let program = folder.join("xdg-open");
    fs::write(&program, browser).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    window.env("PATH", format!("{}:{path}", folder.display()))
}
