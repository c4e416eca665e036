//! The profiles of a computer, through the window: each is listed by its kind, leads to a finished setup or says why it
//! gives no keys, and leaves nothing of its secrets behind.

mod computer;

use std::fs;

use computer::{CODE, Computer, PROGRAM};

use crate::account::{Key, set_up};
use crate::canaries::Canaries;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::{Asked, Proxy};
use crate::window::{Home, Window};

/// Each kind: its profile, what the list says of it, whose keys everything is made with, and what is made.
const WAYS: [(&str, &str, &str, &str, Key); 6] = [
    ("work-keys", "access keys", computer::KEYS_ID, "us-east-1", Key::New),
    ("work-role", "a role", computer::ROLE_ID, "eu-west-1", Key::New),
    ("work-phone", "a role that wants a code", computer::ROLE_ID, "eu-west-1", Key::Existing),
    ("work-company", "company sign-in page", "ASIAIOSFODNN7CENTERX", "us-east-1", Key::Amazons),
    ("work-console", "console sign-in", "ASIAIOSFODNN7BROWSER", "eu-west-1", Key::New),
    ("work-program", "another program", computer::PROGRAM_ID, "eu-west-1", Key::New),
];

/// Profiles that give no keys: what is said of each, and what to do about it.
const REFUSALS: [(&str, &str, &str); 11] = [
    ("half", "The profile “half” is not complete.", "ask whoever set it up to complete it"),
    ("no-source", "The profile “no-source” is not complete.", "ask whoever set it up to complete it"),
    ("no-account", "The profile “no-account” is not complete.", "ask whoever set it up to complete it"),
    (
        "old-company",
        "The company sign-in behind the profile “old-company” has ended, or was never begun on this computer.",
        "Choose “I use my company’s page with tiles”",
    ),
    (
        "old-console",
        "The console sign-in behind the profile “old-console” has ended, or was never begun on this computer.",
        "Choose “I have a user name and password”",
    ),
    (
        "old-program",
        "The program that the profile “old-program” gets its keys from gave none.",
        "Sign in with that program and try again",
    ),
    ("old-keys", "The keys of this sign-in have expired.", "Get new keys where you got these"),
    ("over-old-keys", "The keys of this sign-in have expired.", "Get new keys where you got these"),
    (
        "closed",
        "AWS did not let the profile “closed” take its role.",
        "Ask whoever looks after AWS in your company whether you may still take this role.",
    ),
    (
        "closed-company",
        "AWS did not let the profile “closed-company” take its role.",
        "Ask whoever looks after AWS in your company whether you may still take this role.",
    ),
    (
        "inside",
        "The profile “inside” works only on a computer inside AWS.",
        "Choose another profile or another way in.",
    ),
];

#[tokio::test]
async fn every_profile_is_a_way_in_or_says_why_not() {
    let computer = Computer::new().await;
    let window = computer.window().await;
    unreadable_files_are_said(&computer, &window).await;
    every_kind_is_listed(&window).await;
    what_gives_no_keys_says_why(&computer, &window).await;
    for (profile, _, id, region, key) in WAYS {
        computer.moto.reset().await;
        computer.proxy.forget();
        sign_in_with(&window, profile).await;
        let banner = window.text_of("endpoint-banner").await;
        assert!(banner.contains(&computer.proxy.endpoint()), "{banner}");
        window.click("continue").await;
        set_up(&window, &computer.moto, &computer.proxy, region, key).await;
        computer.assert_made_with(id, profile);
        Canaries::of(computer.secrets()).assert_not_on(&window).await;
        window.another_setup("sign-in-profile").await;
    }
    // A session that ends soon was renewed, where the person's other programs find it again.
    assert_eq!((computer.company.calls("refresh_token"), computer.console.refreshed()), (1, 1));
    assert_eq!((computer.company.refused(), computer.console.refused()), (Vec::new(), Vec::new()));
    computer.assert_files_as_they_were();

    let bucket = computer.last_bucket();
    let kept = ["aws/credentials", computer::SSO_CACHE, computer::LOGIN_CACHE, PROGRAM];
    Canaries::of(computer.secrets()).assert_not_left_but_in(&kept, window, &bucket);
}

async fn unreadable_files_are_said(computer: &Computer, window: &Window) {
    let config = fs::read_to_string(computer.home.path("aws/config")).unwrap();
    computer.home.write("aws/config", "[profile broken\nregion = eu-west-1\n");
    window.click("sign-in-profile").await;
    window.wait_text("problem", "The AWS settings of this computer cannot be read.").await;
    window.wait_text("problem", "correct the files in the folder .aws").await;
    computer.home.write("aws/config", &config);
    // They are read again when the panel is opened again.
    window.click("sign-in-keys").await;
    window.by_testid("keys-paste").await;
    window.click("sign-in-profile").await;
}

async fn every_kind_is_listed(window: &Window) {
    window.click("profile-list").await;
    let listed = "return [...document.querySelectorAll('[role=option]')].map(option => option.innerText)";
    window.wait_until("the list is open", "return document.querySelector('[role=option]') !== null").await;
    let listed: Vec<String> = serde_json::from_value(window.execute(listed).await).unwrap();
    let of = |name: &str| listed.iter().find(|option| option.lines().any(|line| line == name)).cloned();
    for (profile, kind, _, region, _) in WAYS {
        let option = of(profile).unwrap_or_else(|| panic!("{profile} is not in {listed:?}"));
        let lines: Vec<&str> = option.lines().collect();
        assert!(lines.contains(&kind) && lines.contains(&region), "{option:?}");
    }
    for (profile, kind) in [("half", "not complete"), ("inside", "works only inside AWS")] {
        assert!(of(profile).is_some_and(|option| option.lines().any(|line| line == kind)), "{listed:?}");
    }
    window.click("profile-list").await;
}

async fn what_gives_no_keys_says_why(computer: &Computer, window: &Window) {
    // Where a sentence names another way in, it stands on this page.
    let ways = [window.text_of("sign-in-identity-center").await, window.text_of("sign-in-browser").await];
    assert_eq!(ways, ["I use my company’s page with tiles", "I have a user name and password"]);
    let canaries = Canaries::of(computer.secrets());
    for (profile, cause, remedy) in REFUSALS {
        window.choose("profile-list", profile).await;
        window.click("sign-in-submit").await;
        window.wait_text("problem", cause).await;
        window.wait_text("problem", remedy).await;
        assert!(!window.has("account-id").await, "{profile}");
        canaries.assert_not_on(window).await;
    }
    // Nobody said that the session has ended where AWS has trouble.
    computer.console.change(|mood| mood.answer = Some((hyper::StatusCode::SERVICE_UNAVAILABLE, String::new())));
    window.choose("profile-list", "work-console").await;
    window.click("sign-in-submit").await;
    window.wait_text("problem", "The profile “work-console” gave no keys.").await;
    computer.console.change(|mood| mood.answer = None);
}

/// From the list of profiles to the account page.
async fn sign_in_with(window: &Window, profile: &str) {
    window.choose("profile-list", profile).await;
    if profile == "work-phone" {
        window.click("sign-in-submit").await;
        window.wait_text("error-mfa-code", "Type the code").await;
        window.type_into("mfa-code", "111 222").await;
        window.click("sign-in-submit").await;
        window.wait_text("error-mfa-code", "AWS did not take the code").await;
        window.type_into("mfa-code", CODE).await;
    }
    window.click("sign-in-submit").await;
    window.by_testid("account-id").await;
}

#[tokio::test]
async fn keys_of_the_environment_are_used_only_by_a_profile_that_says_so() {
    const OF_ENVIRONMENT: &str = "AKIAIOSFODNNENVIRON7";
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let home = Home::new();
    let role = format!("role_arn = arn:aws:iam::{ACCOUNT}:role/admin\nregion = eu-west-1\n");
    home.write("aws/config", &format!("[profile says-so]\n{role}credential_source = Environment\n[profile work]\n"));
    home.write("aws/credentials", "[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n");
    let window = Window::opening().home(&home).env("AWS_ENDPOINT_URL", proxy.endpoint());
    let window = window.env("AWS_ACCESS_KEY_ID", OF_ENVIRONMENT).env("AWS_SECRET_ACCESS_KEY", "of the environment");
    let window = window.open().await;
    window.click("sign-in-profile").await;
    sign_in_with(&window, "work").await;
    assert!(proxy.asked().iter().all(|asked| asked.key_id() == "AKIAIOSFODNN7EXAMPLE"), "{:?}", proxy.asked());
    proxy.forget();
    window.click("sign-out").await;
    window.click("sign-in-profile").await;
    sign_in_with(&window, "says-so").await;
    let taken: Vec<Asked> = proxy.asked().into_iter().filter(|asked| asked.operation() == "AssumeRole").collect();
    assert!(!taken.is_empty() && taken.iter().all(|asked| asked.key_id() == OF_ENVIRONMENT), "{taken:?}");
}
