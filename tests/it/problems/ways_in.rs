//! Every failure of a way in.

use std::path::PathBuf;

use export_storage_setup::aws::NotSent;
use export_storage_setup::aws::network::connector::CertificatesFailure;
use export_storage_setup::files::FileRefusal;
use export_storage_setup::sign_in::failure::MOST_SECTIONS;
use export_storage_setup::sign_in::keys_refusal::MOST_BYTES;
use export_storage_setup::sign_in::{
    AnswerFailure, BrowserFailure, CenterFailure, KeysRefusal, MfaCodeRefusal, SignInFailure,
};

use super::of_aws::{answered, elsewhere, unsent};
use super::{
    BROWSER, BROWSER_BEGINS, BROWSER_CODE, CENTER, CENTER_ACCOUNT, CENTER_BEGINS, CENTER_ROLE, KEYS, PROFILE,
    PROFILE_CODE, PROFILES,
};

fn answers() -> Vec<(&'static str, AnswerFailure)> {
    use AnswerFailure as A;
    one_of_each! {
        A::NoPort { .. } => BROWSER_BEGINS, A::NoPort { source: std::io::Error::other("Too many open files") };
        A::NoAnswer { .. } => BROWSER, A::NEVER_CAME;
        A::Refused => BROWSER, A::Refused;
        A::Declined { .. } => BROWSER, A::Declined { said: "server_error: Try again later".to_owned() };
        A::NotUnderstood => BROWSER, A::NotUnderstood;
    }
}

pub fn certificates() -> Vec<(&'static str, CertificatesFailure)> {
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

pub fn browser() -> Vec<(&'static str, BrowserFailure)> {
    use BrowserFailure as B;
    let refused = |code: &str| Box::new(answered("signin:CreateOAuth2Token", code, "The request was refused."));
    let mut all = one_of_each! {
        B::Cancelled => BROWSER, B::Cancelled;
        B::NotBegun => BROWSER, B::NotBegun;
        B::Answer { .. } => BROWSER, AnswerFailure::NEVER_CAME.into();
        B::CodeEmpty => BROWSER_CODE, B::CodeEmpty;
        B::CodeNotUnderstood => BROWSER_CODE, B::CodeNotUnderstood;
        B::CodeOfOtherSignIn => BROWSER_CODE, B::CodeOfOtherSignIn;
        B::CodeExpired { .. } => BROWSER_CODE, B::CodeExpired { aws: refused("AccessDeniedException, AUTHCODE_EXPIRED") };
        B::NotPermitted { .. } => BROWSER, B::NotPermitted { aws: refused("AccessDeniedException, INSUFFICIENT_PERMISSIONS") };
        B::UserChanged { .. } => BROWSER, B::UserChanged { aws: refused("AccessDeniedException, USER_CREDENTIALS_CHANGED") };
        B::SessionEnded { .. } => BROWSER, B::SessionEnded { aws: None };
        B::Unreachable(_) => BROWSER, B::Unreachable(unsent("signin:CreateOAuth2Token", NotSent::ProxyAuthentication).into());
        B::NoKeys { .. } => BROWSER, B::NoKeys { aws: refused("InternalServerException") };
        B::Certificates(_) => BROWSER_BEGINS, certificate().into();
    };
    all.retain(|(_, one)| !matches!(one, B::Answer { .. }));
    all.extend(answers().into_iter().map(|(at, answer)| (at, answer.into())));
    all
}

pub fn center() -> Vec<(&'static str, CenterFailure)> {
    use CenterFailure as C;
    let refused = |call, code| Box::new(answered(call, code, "The request was refused."));
    let entered = "sso-oidc:CreateToken";
    let host = || "sso.example.com".to_owned();
    let mut all = one_of_each! {
        C::Cancelled => CENTER, C::Cancelled;
        C::NotBegun => CENTER_ACCOUNT, C::NotBegun;
        C::Answer { .. } => CENTER, AnswerFailure::NEVER_CAME.into();
        C::PageUnreached { .. } => CENTER_BEGINS, C::PageUnreached { host: host(), aws: unsent("https:GET", NotSent::Dns).into() };
        C::LeadsElsewhere { .. } => CENTER_BEGINS, C::LeadsElsewhere { host: host() };
        C::WrongPortal { .. } => CENTER_BEGINS, C::WrongPortal { aws: refused("sso-oidc:RegisterClient", "InvalidRequestException") };
        C::AnswerExpired { .. } => CENTER, C::AnswerExpired { aws: refused(entered, "InvalidGrantException") };
        C::CodeExpired { .. } => CENTER, C::CodeExpired { aws: None };
        C::CodeRefused { .. } => CENTER, C::CodeRefused { aws: refused(entered, "AccessDeniedException") };
        C::NoAccounts => CENTER, C::NoAccounts;
        C::NoRoles => CENTER_ACCOUNT, C::NoRoles;
        C::OtherAccount => CENTER_ACCOUNT, C::OtherAccount;
        C::RoleRefused { .. } => CENTER_ROLE, C::RoleRefused { aws: refused("sso:GetRoleCredentials", "ForbiddenException") };
        C::SessionEnded { .. } => CENTER_ROLE, C::SessionEnded { aws: None };
        C::Unreachable(_) => CENTER_BEGINS, C::Unreachable(unsent("sso-oidc:RegisterClient", NotSent::ProxyUnreachable).into());
        C::NotGranted { .. } => CENTER, C::NotGranted { aws: refused(entered, "InternalServerException") };
        C::Certificates(_) => CENTER_BEGINS, certificate().into();
    };
    all.retain(|(_, one)| !matches!(one, C::Answer { .. }));
    let at = |at| if at == BROWSER_BEGINS { CENTER_BEGINS } else { CENTER };
    all.extend(answers().into_iter().map(|(begun, answer)| (at(begun), answer.into())));
    all
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
        K::TooLong { .. } => KEYS, K::TooLong { max: MOST_BYTES };
        K::NoKeyId => KEYS, K::NoKeyId;
        K::OtherId => KEYS, K::OtherId;
        K::NoSecret => KEYS, K::NoSecret;
        K::SecretLength => KEYS, K::SecretLength;
        K::NoToken => KEYS, K::NoToken;
        K::SeveralKeys => KEYS, K::SeveralKeys;
    }
}

pub fn profiles() -> Vec<(&'static str, SignInFailure)> {
    use SignInFailure as S;
    let (name, said) = (|| "work".to_owned(), || "what the SDK said".to_owned());
    let settings = || PathBuf::from("/home/anna/.aws/config");
    let wrong = "MultiFactorAuthentication failed with invalid MFA one time pass code.".to_owned();
    let mut all = one_of_each! {
        S::FilesUnreadable { .. } => PROFILES, S::FilesUnreadable { said: said() };
        S::FileUnusable { .. } => PROFILES, S::FileUnusable { path: settings(), source: FileRefusal::Special.into() };
        S::TooManyProfiles { .. } => PROFILES, S::TooManyProfiles { path: settings(), max: MOST_SECTIONS };
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
