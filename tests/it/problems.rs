//! What the page's tests show of every failure of a way in is what the program would send.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use export_storage_setup::app::AppError;
use export_storage_setup::aws::network::connector::CertificatesFailure;
use export_storage_setup::aws::{AwsFailure, Cause, ClockOff, Destination, Elsewhere, FailureKind, NotSent, Unclear};
use export_storage_setup::files::FileRefusal;
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::setup::form::Field;
use export_storage_setup::setup::request::FormProblem;
use export_storage_setup::sign_in::center::StartUrlRefusal;
use export_storage_setup::sign_in::{
    AnswerFailure, BrowserFailure, CenterFailure, KeysRefusal, MfaCodeRefusal, SignInFailure,
};
use export_storage_setup::values::{ProxyAddressRefusal, ProxyUserRefusal, Refusal, Region};
use serde::Serialize;

use crate::support::repository;

const FILE: &str = "ui/tests/problems.json";

/// A failure, as the page gets it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    /// Where on the way it happens: the command that is refused, and of `sign_in` the way.
    at: &'static str,
    problem: Problem,
}

// --- where it happens ---

const BROWSER_BEGINS: &str = "begin_browser_sign_in";
const BROWSER: &str = "browser";
const BROWSER_CODE: &str = "browser-code";
const CENTER_BEGINS: &str = "begin_center_sign_in";
const CENTER: &str = "finish_center_sign_in";
const CENTER_ACCOUNT: &str = "center_roles";
const CENTER_ROLE: &str = "identity-center";
const PROFILES: &str = "profiles";
const PROFILE: &str = "profile";
const PROFILE_CODE: &str = "profile-code";
const KEYS: &str = "keys";
const SETTINGS: &str = "save_settings";
/// Wherever something was sent to AWS, and nothing but the network is behind it.
const NETWORK: &str = "network";

/// One of each variant of an enum, with where it happens. One that has no line does not compile, and a line that makes
/// another than it says fails.
macro_rules! one_of_each {
    ($($variant:pat => $at:expr, $made:expr;)+) => {{
        let all = vec![$(($at, $made)),+];
        let made: Vec<&str> = all.iter().map(|(_, one)| match one { $($variant => stringify!($variant)),+ }).collect();
        assert_eq!(made, [$(stringify!($variant)),+]);
        all
    }};
}

fn answers() -> Vec<(&'static str, AnswerFailure)> {
    use AnswerFailure as A;
    one_of_each! {
        A::NoPort(_) => BROWSER_BEGINS, A::NoPort(std::io::Error::other("Too many open files"));
        A::NoAnswer => BROWSER, A::NoAnswer;
        A::Refused => BROWSER, A::Refused;
        A::Declined { .. } => BROWSER, A::Declined { said: "server_error: Try again later".to_owned() };
        A::NotUnderstood => BROWSER, A::NotUnderstood;
    }
}

fn certificates() -> Vec<(&'static str, CertificatesFailure)> {
    use CertificatesFailure as C;
    let path = || PathBuf::from("/home/anna/company.pem");
    let unreadable = || C::Unreadable { path: path(), source: std::io::ErrorKind::NotFound.into() };
    one_of_each! {
        C::Unreadable { .. } => KEYS, unreadable();
        C::NotCertificates { .. } => KEYS, C::NotCertificates { path: path() };
        C::System { .. } => KEYS, C::System { source: "none".into() };
    }
}

fn certificate() -> CertificatesFailure {
    certificates().swap_remove(0).1
}

fn browser() -> Vec<(&'static str, BrowserFailure)> {
    use BrowserFailure as B;
    let refused = |code: &str| Box::new(answered("signin:CreateOAuth2Token", code, "The request was refused."));
    let mut all = one_of_each! {
        B::Cancelled => BROWSER, B::Cancelled;
        B::NotBegun => BROWSER, B::NotBegun;
        B::Answer(_) => BROWSER, AnswerFailure::NoAnswer.into();
        B::CodeEmpty => BROWSER_CODE, B::CodeEmpty;
        B::CodeNotUnderstood => BROWSER_CODE, B::CodeNotUnderstood;
        B::CodeOfOtherSignIn => BROWSER_CODE, B::CodeOfOtherSignIn;
        B::CodeExpired(_) => BROWSER_CODE, B::CodeExpired(refused("AccessDeniedException, AUTHCODE_EXPIRED"));
        B::NotPermitted(_) => BROWSER, B::NotPermitted(refused("AccessDeniedException, INSUFFICIENT_PERMISSIONS"));
        B::UserChanged(_) => BROWSER, B::UserChanged(refused("AccessDeniedException, USER_CREDENTIALS_CHANGED"));
        B::SessionEnded(_) => BROWSER, B::SessionEnded(None);
        B::Unreachable(_) => BROWSER, B::Unreachable(unsent("signin:CreateOAuth2Token", NotSent::ProxyAuthentication).into());
        B::NoKeys(_) => BROWSER, B::NoKeys(refused("InternalServerException"));
        B::Certificates(_) => BROWSER_BEGINS, certificate().into();
    };
    all.retain(|(_, one)| !matches!(one, B::Answer(_)));
    all.extend(answers().into_iter().map(|(at, answer)| (at, answer.into())));
    all
}

fn center() -> Vec<(&'static str, CenterFailure)> {
    use CenterFailure as C;
    let refused = |call, code| Box::new(answered(call, code, "The request was refused."));
    let entered = "sso-oidc:CreateToken";
    let host = || "sso.example.com".to_owned();
    let mut all = one_of_each! {
        C::Cancelled => CENTER, C::Cancelled;
        C::NotBegun => CENTER_ACCOUNT, C::NotBegun;
        C::Answer(_) => CENTER, AnswerFailure::NoAnswer.into();
        C::PageUnreached { .. } => CENTER_BEGINS, C::PageUnreached { host: host(), aws: unsent("https:GET", NotSent::Dns).into() };
        C::LeadsElsewhere { .. } => CENTER_BEGINS, C::LeadsElsewhere { host: host() };
        C::WrongPortal(_) => CENTER_BEGINS, C::WrongPortal(refused("sso-oidc:RegisterClient", "InvalidRequestException"));
        C::AnswerExpired(_) => CENTER, C::AnswerExpired(refused(entered, "InvalidGrantException"));
        C::CodeExpired(_) => CENTER, C::CodeExpired(None);
        C::CodeRefused(_) => CENTER, C::CodeRefused(refused(entered, "AccessDeniedException"));
        C::NoAccounts => CENTER, C::NoAccounts;
        C::NoRoles => CENTER_ACCOUNT, C::NoRoles;
        C::OtherAccount => CENTER_ACCOUNT, C::OtherAccount;
        C::RoleRefused(_) => CENTER_ROLE, C::RoleRefused(refused("sso:GetRoleCredentials", "ForbiddenException"));
        C::SessionEnded(_) => CENTER_ROLE, C::SessionEnded(None);
        C::Unreachable(_) => CENTER_BEGINS, C::Unreachable(unsent("sso-oidc:RegisterClient", NotSent::ProxyUnreachable).into());
        C::NotGranted(_) => CENTER, C::NotGranted(refused(entered, "InternalServerException"));
        C::Certificates(_) => CENTER_BEGINS, certificate().into();
    };
    all.retain(|(_, one)| !matches!(one, C::Answer(_)));
    let at = |at| if at == BROWSER_BEGINS { CENTER_BEGINS } else { CENTER };
    all.extend(answers().into_iter().map(|(begun, answer)| (at(begun), answer.into())));
    all
}

fn start_urls() -> Vec<(&'static str, StartUrlRefusal)> {
    use StartUrlRefusal as S;
    one_of_each! {
        S::Empty => CENTER_BEGINS, S::Empty;
        S::NotHttps => CENTER_BEGINS, S::NotHttps;
        S::NoAddress => CENTER_BEGINS, S::NoAddress;
        S::Console => CENTER_BEGINS, S::Console;
    }
}

fn proxies() -> Vec<(&'static str, ProxyAddressRefusal)> {
    use ProxyAddressRefusal as P;
    one_of_each! {
        P::Empty => SETTINGS, P::Empty;
        P::Socks => SETTINGS, P::Socks;
        P::Scheme => SETTINGS, P::Scheme;
        P::Script => SETTINGS, P::Script;
        P::Port => SETTINGS, P::Port;
        P::Shape => SETTINGS, P::Shape;
    }
}

fn proxy_users() -> Vec<(&'static str, ProxyUserRefusal)> {
    use ProxyUserRefusal as P;
    one_of_each! {
        P::Empty => SETTINGS, P::Empty;
        P::TooLong => SETTINGS, P::TooLong;
        P::Character => SETTINGS, P::Character;
    }
}

/// What is refused at a field.
fn at_field<R: Refusal>(field: Field, refused: Vec<(&'static str, R)>) -> Vec<(&'static str, AppError)> {
    refused.into_iter().map(|(at, refusal)| (at, FormProblem::new(field, &refusal).into())).collect()
}

fn codes() -> Vec<(&'static str, MfaCodeRefusal)> {
    use MfaCodeRefusal as M;
    one_of_each! {
        M::Empty => PROFILE_CODE, M::Empty;
        M::NotSixDigits => PROFILE_CODE, M::NotSixDigits;
    }
}

fn keys() -> Vec<(&'static str, KeysRefusal)> {
    use KeysRefusal as K;
    one_of_each! {
        K::Empty => KEYS, K::Empty;
        K::TooLong => KEYS, K::TooLong;
        K::NoKeyId => KEYS, K::NoKeyId;
        K::OtherId => KEYS, K::OtherId;
        K::NoSecret => KEYS, K::NoSecret;
        K::SecretLength => KEYS, K::SecretLength;
        K::NoToken => KEYS, K::NoToken;
        K::SeveralKeys => KEYS, K::SeveralKeys;
    }
}

fn profiles() -> Vec<(&'static str, SignInFailure)> {
    use SignInFailure as S;
    let (name, said) = (|| "work".to_owned(), || "what the SDK said".to_owned());
    let settings = || PathBuf::from("/home/anna/.aws/config");
    let wrong = "MultiFactorAuthentication failed with invalid MFA one time pass code.".to_owned();
    let mut all = one_of_each! {
        S::FilesUnreadable { .. } => PROFILES, S::FilesUnreadable { said: said() };
        S::FileUnusable { .. } => PROFILES, S::FileUnusable { path: settings(), source: FileRefusal::Special.into() };
        S::TooManyProfiles { .. } => PROFILES, S::TooManyProfiles { path: settings() };
        S::KeysSwapped { .. } => PROFILE, S::KeysSwapped { name: name() };
        S::NoSuchProfile { .. } => PROFILE, S::NoSuchProfile { name: name() };
        S::Incomplete { .. } => PROFILE, S::Incomplete { name: name(), said: Some(said()) };
        S::WantsCode { .. } => PROFILE_CODE, S::WantsCode { name: name() };
        S::Code(_) => PROFILE_CODE, MfaCodeRefusal::Empty.into();
        S::CodeRefused { .. } => PROFILE_CODE, S::CodeRefused { name: name(), said: wrong };
        S::Elsewhere(_) => PROFILE, elsewhere().into();
        S::InsideAwsOnly { .. } => PROFILE, S::InsideAwsOnly { name: name() };
        S::IdentityCenterEnded { .. } => PROFILE, S::IdentityCenterEnded { name: name(), said: said() };
        S::LoginEnded { .. } => PROFILE, S::LoginEnded { name: name(), said: said() };
        S::ProcessFailed { .. } => PROFILE, S::ProcessFailed { name: name(), said: said() };
        S::RoleRefused { .. } => PROFILE, S::RoleRefused { name: name(), said: said() };
        S::NoKeys { .. } => PROFILE, S::NoKeys { name: name(), said: said() };
        S::Certificates(_) => KEYS, certificate().into();
        S::Aws(_) => PROFILE_CODE, S::Aws(unsent("sts:AssumeRole", NotSent::Proxy).into());
        S::Keys(_) => KEYS, KeysRefusal::Empty.into();
    };
    all.retain(|(_, one)| !matches!(one, S::Code(_) | S::Certificates(_) | S::Keys(_)));
    all.extend(codes().into_iter().map(|(at, refusal)| (at, refusal.into())));
    all.extend(certificates().into_iter().map(|(at, failure)| (at, failure.into())));
    all.extend(keys().into_iter().map(|(at, refusal)| (at, refusal.into())));
    all
}

fn unsent_kinds() -> Vec<(&'static str, NotSent)> {
    use NotSent as N;
    one_of_each! {
        N::Elsewhere(_) => PROFILE, N::Elsewhere(elsewhere().into());
        N::Offline => NETWORK, N::Offline;
        N::Dns => NETWORK, N::Dns;
        N::Tls => NETWORK, N::Tls;
        N::CertificateDates => NETWORK, N::CertificateDates;
        N::Proxy => NETWORK, N::Proxy;
        N::ProxyAuthentication => NETWORK, N::ProxyAuthentication;
        N::ProxyPassword => NETWORK, N::ProxyPassword;
        N::ProxyWantsWindows => NETWORK, N::ProxyWantsWindows;
        N::ProxyWantsOther => NETWORK, N::ProxyWantsOther;
        N::ProxyUnreachable => NETWORK, N::ProxyUnreachable;
        N::ProxyScript => NETWORK, N::ProxyScript;
        N::ProxySetting => NETWORK, N::ProxySetting;
        N::Intercepted => NETWORK, N::Intercepted;
        N::NoCredentials => PROFILE, N::NoCredentials;
        N::SessionEnded => PROFILE, N::SessionEnded;
        N::KeyToBeMade => PROFILE, N::KeyToBeMade;
        N::ChangedSinceReview => PROFILE, N::ChangedSinceReview;
        N::Unbuilt => PROFILE, N::Unbuilt;
    }
}

fn unclear_kinds() -> Vec<(&'static str, Unclear)> {
    use Unclear as U;
    one_of_each! {
        U::TimedOut => NETWORK, U::TimedOut;
        U::ConnectionLost => NETWORK, U::ConnectionLost;
        U::ServerError => PROFILE, U::ServerError;
        U::Malformed => PROFILE, U::Malformed;
        U::TooLong => NETWORK, U::TooLong;
    }
}

/// What AWS refuses when it is asked whose account it is.
fn refused_entries() -> Vec<FailureKind> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap() + Duration::from_mins(42);
    let date = DateTime::from_secs(seconds.as_secs().try_into().unwrap()).fmt(Format::HttpDate).unwrap();
    let clock = Cause::ClockWrong { off: ClockOff::of(&date, SystemTime::now()) };
    let answers = ["ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch", "RegionDisabledException"];
    let refused = answers.map(|code| Cause::of(WHO_IS_IT, 403, Some(code), None));
    refused.into_iter().chain([clock]).map(FailureKind::Refused).collect()
}

const WHO_IS_IT: &str = "sts:GetCallerIdentity";

fn entries() -> Vec<(&'static str, AppError)> {
    let unsent = unsent_kinds().into_iter().map(|(at, kind)| (at, FailureKind::NotSent(kind)));
    let unclear = unclear_kinds().into_iter().map(|(at, kind)| (at, FailureKind::Unclear(kind)));
    let refused = refused_entries().into_iter().map(|kind| (PROFILE, kind));
    // Of all that may be chosen, one that must be switched on first.
    let region = Region::parse("af-south-1").unwrap();
    let entered = |(at, kind)| {
        let failure = Box::new(AwsFailure { call: WHO_IS_IT, kind, code: None, message: None, request_id: None });
        (at, AppError::NotEntered { failure, region: Some(region.clone()) })
    };
    unsent.chain(unclear).chain(refused).map(entered).collect()
}

/// AWS refused.
fn answered(call: &'static str, code: &str, message: &str) -> AwsFailure {
    let kind = FailureKind::of(call, 400, Some(code), Some(message), None);
    let id = "01234567-89ab-cdef-0123-456789abcdef".to_owned();
    let (code, message) = (Some(code.to_owned()), Some(message.to_owned()));
    AwsFailure { call, kind, code, message, request_id: Some(id) }
}

/// Somebody set another address.
fn elsewhere() -> Elsewhere {
    Destination::of("https://aws.example.com").unwrap_err()
}

/// AWS never got it.
fn unsent(call: &'static str, why: NotSent) -> AwsFailure {
    let message = Some("no connection was made".to_owned());
    AwsFailure { call, kind: FailureKind::NotSent(why), code: None, message, request_id: None }
}

fn all() -> Vec<Told> {
    let mut all: Vec<(&'static str, AppError)> = Vec::new();
    all.push((BROWSER_BEGINS, elsewhere().into()));
    all.extend(browser().into_iter().map(|(at, failure)| (at, failure.into())));
    all.extend(center().into_iter().map(|(at, failure)| (at, failure.into())));
    all.extend(at_field(Field::StartUrl, start_urls()));
    all.extend(at_field(Field::Proxy, proxies()));
    all.extend(at_field(Field::ProxyUser, proxy_users()));
    all.extend(profiles().into_iter().map(|(at, failure)| (at, failure.into())));
    all.push((KEYS, AppError::ClipboardEmpty));
    all.extend(entries());
    let told = |(at, error): (&'static str, AppError)| Told { at, problem: Problem::from(&error) };
    all.into_iter().map(told).collect()
}

/// `UPDATE_MESSAGES=1 cargo test --test it problems::` writes them anew.
#[test]
fn the_committed_problems_are_what_the_program_sends() {
    let fresh = serde_json::to_string_pretty(&all()).unwrap() + "\n";
    if std::env::var_os("UPDATE_MESSAGES").is_some() {
        std::fs::write(repository(FILE), &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(repository(FILE)).unwrap_or_default();
    assert!(committed == fresh, "run with UPDATE_MESSAGES=1 and commit {FILE}");
}

#[test]
fn every_sentence_of_a_way_in_is_one_in_plain_words() {
    for Told { at, problem, .. } in all() {
        for sentence in [&problem.cause, &problem.remedy] {
            assert!(sentence.ends_with('.') && !sentence.contains(". "), "{at}, {}: {sentence}", problem.kind);
            let low = sentence.to_lowercase();
            assert!(!low.contains("please") && !low.contains("invalid"), "{sentence}");
        }
        // What is promised below the sentence is there.
        let promised = problem.remedy.contains("text below");
        assert!(!promised || problem.ask.is_some(), "{at}, {}: nothing to send", problem.kind);
        let words = problem.remedy.contains("words below");
        assert!(!words || problem.aws.is_some(), "{at}, {}: no words of AWS", problem.kind);
    }
}
