//! A profile whose role wants a code: asked for, sent once, and never shown.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::aws::{Access, Network, identify};
use export_storage_setup::sign_in::{MfaCode, MfaCodeRefusal, SignInFailure, profile_access, profiles};
use export_storage_setup::values::{Region, kind_of};
use hyper::StatusCode;
use secrecy::SecretString;

use crate::support::emulator::Emulator;
use crate::support::proxy::{Asked, Fate, Proxy, query_error};

const CODE: &str = "492039";

fn code(text: &str) -> Result<MfaCode, MfaCodeRefusal> {
    MfaCode::parse(&SecretString::from(text))
}

/// AWS as far as codes go: the role of Anna's device is given for the right one alone.
async fn aws() -> (Emulator, Proxy) {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).fate(|asked| {
        let text = asked.text();
        let wants_code = text.contains("Action=AssumeRole") && text.contains("role%2Fwith-code");
        let gives_it = text.contains(&format!("TokenCode={CODE}")) && text.contains("SerialNumber=");
        if wants_code && !gives_it {
            let sent = text.replace('&', "&amp;");
            let said = format!("MultiFactorAuthentication failed with invalid MFA one time pass code. {sent}");
            return Fate::Answer(StatusCode::FORBIDDEN, query_error("AccessDenied", &said));
        }
        Fate::Forward
    });
    (moto, proxy.start().await)
}

fn computer(endpoint: &str) -> EnvConfigFiles {
    let keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n";
    let role = |name: &str| format!("role_arn = arn:aws:iam::123456789012:role/{name}\n");
    let here = format!("endpoint_url = {endpoint}\nregion = eu-west-1\n");
    let device = "mfa_serial = arn:aws:iam::123456789012:mfa/anna\n";
    let config = format!(
        "[profile keys]\n{keys}{here}\
         [profile code]\n{}source_profile = keys\n{device}duration_seconds = 1800\nexternal_id = e-1\n{here}\
         [profile over]\n{}source_profile = code\n{here}\
         [profile itself]\n{}source_profile = itself\n{device}{keys}{here}\
         [profile wrong]\n{}source_profile = keys\n{device}duration_seconds = long\n{here}",
        role("with-code"),
        role("on-top"),
        role("with-code"),
        role("with-code"),
    );
    EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build()
}

#[test]
fn a_code_is_six_digits_in_whatever_groups() {
    for text in ["492039", " 492 039\n"] {
        assert!(code(text).is_ok(), "{text}");
    }
    assert_eq!(code(" ").unwrap_err(), MfaCodeRefusal::Empty);
    for text in ["49203", "4920391", "49203a", "４９２０３９", "-92039"] {
        assert_eq!(code(text).unwrap_err(), MfaCodeRefusal::NotSixDigits, "{text}");
    }
    assert!(!format!("{:?}", code(CODE)).contains(CODE));
}

#[tokio::test]
async fn a_role_is_taken_with_the_code_and_the_roles_on_top_of_it() {
    let (_moto, proxy) = aws().await;
    let files = computer(&proxy.endpoint());
    let wanting: Vec<(String, bool)> =
        profiles(&files).await.unwrap().into_iter().map(|profile| (profile.name, profile.wants_code)).collect();
    let expected = [("code", true), ("itself", true), ("keys", false), ("over", true), ("wrong", true)];
    assert_eq!(wanting, expected.map(|(name, wants)| (name.to_owned(), wants)));
    for (name, role) in [("code", "with-code"), ("over", "on-top"), ("itself", "with-code")] {
        let (access, region) =
            profile_access(&Network::default(), &files, name, Some(&code(CODE).unwrap())).await.unwrap();
        assert_eq!(region.as_ref().map(Region::as_str), Some("eu-west-1"));
        let identity = identify(&Access::Real(access), &region.unwrap()).await.unwrap();
        assert!(identity.caller.as_str().contains(&format!("assumed-role/{role}/")), "{name}: {identity:?}");
    }
    let asked = proxy.asked();
    let taken: Vec<String> = asked.iter().map(Asked::text).filter(|text| text.contains("Action=AssumeRole")).collect();
    assert!(taken[0].contains("ExternalId=e-1") && taken[0].contains("DurationSeconds=1800"), "{taken:?}");
    assert!(!taken[2].contains("TokenCode"), "the role on top wants none: {taken:?}");
}

#[tokio::test]
async fn without_a_code_it_is_asked_for_and_a_wrong_one_is_said() {
    let (_moto, proxy) = aws().await;
    let files = computer(&proxy.endpoint());
    for name in ["code", "over"] {
        let failure = profile_access(&Network::default(), &files, name, None).await.unwrap_err();
        assert!(matches!(failure, SignInFailure::WantsCode { .. }), "{failure:?}");
    }
    assert!(proxy.asked().is_empty(), "nobody is asked before there is a code");
    let failure =
        profile_access(&Network::default(), &files, "code", Some(&code("111222").unwrap())).await.unwrap_err();
    assert!(matches!(failure, SignInFailure::CodeRefused { .. }), "{failure:?}");
    assert!(!format!("{failure:?} {failure} {:?}", failure.said()).contains("111222"), "{failure:?}");
    let failure = profile_access(&Network::default(), &files, "wrong", Some(&code(CODE).unwrap())).await.unwrap_err();
    assert!(matches!(failure, SignInFailure::Incomplete { .. }), "{failure:?}");
}

#[tokio::test]
async fn a_network_that_is_down_refuses_no_role() {
    let files = computer(&format!("http://127.0.0.1:{}", crate::support::free_port()));
    let failure = profile_access(&Network::default(), &files, "code", Some(&code(CODE).unwrap())).await.unwrap_err();
    assert_eq!(kind_of(&failure), "offline", "{failure:?}");
    assert!(!format!("{failure:?} {failure}").contains(CODE), "{failure:?}");
}

#[tokio::test]
async fn a_code_goes_nowhere_but_to_aws_or_this_computer() {
    let files = computer("http://198.51.100.7:1");
    let failure = profile_access(&Network::default(), &files, "code", Some(&code(CODE).unwrap())).await.unwrap_err();
    assert!(matches!(failure, SignInFailure::Elsewhere(_)), "{failure:?}");
}
