//! Why AWS never got a call, and what an error is made of.

use std::error::Error;

use serde::Serialize;
use ts_rs::TS;

use crate::aws::error::redactor::redacted;
use crate::aws::network::destination::Elsewhere;

/// Why AWS never got a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum NotSent {
    /// No connection could be made.
    Offline,
    /// The name of AWS's server could not be looked up.
    #[serde(rename = "name-not-found")]
    Dns,
    /// The other side's certificate is not trusted here.
    #[serde(rename = "certificate-not-trusted")]
    Tls,
    /// The other side's certificate is not valid at the date this computer has.
    #[serde(rename = "certificate-out-of-date")]
    CertificateDates,
    /// The proxy did not let it through.
    #[serde(rename = "proxy-refused")]
    Proxy,
    /// The proxy wants a name and password.
    #[serde(rename = "proxy-wants-sign-in")]
    ProxyAuthentication,
    /// The proxy does not take the name and password.
    #[serde(rename = "proxy-password-wrong")]
    ProxyPassword,
    /// The proxy takes only a Windows sign-in: NTLM, Negotiate, Kerberos.
    #[serde(rename = "proxy-wants-windows-sign-in")]
    ProxyWantsWindows,
    /// The proxy takes only some other kind of sign-in.
    #[serde(rename = "proxy-wants-other-sign-in")]
    ProxyWantsOther,
    /// The proxy does not answer.
    ProxyUnreachable,
    /// It was tried without a proxy, because a script, which is not run, says which.
    ProxyScript,
    /// A proxy is named that cannot be used.
    #[serde(rename = "proxy-setting-unusable")]
    ProxySetting,
    /// Something in between answered in AWS's place.
    #[serde(rename = "answered-by-something-else")]
    Intercepted,
    /// There were no credentials to sign it with, or they could not be had.
    NoCredentials,
    /// There are no credentials any more: the session they came from has ended.
    SessionEnded,
    /// The new key has no ARN yet, and this call needs it.
    #[serde(rename = "key-not-made-yet")]
    KeyToBeMade,
    /// What it would have written over is no longer what the person reviewed.
    ChangedSinceReview,
    /// The request could not be put together.
    #[serde(rename = "request-not-built")]
    Unbuilt,
    /// It would have gone neither to AWS nor to this computer.
    #[serde(untagged)]
    Elsewhere(Box<Elsewhere>),
}

impl NotSent {
    /// Whether who can help must know the hosts that are contacted.
    #[must_use]
    pub const fn is_about_proxy(&self) -> bool {
        matches!(self, Self::Proxy | Self::ProxyScript)
            || self.is_about_sign_in() && !matches!(self, Self::ProxyPassword)
    }

    /// Whether a proxy refused it for who asked, so that the same question again does harm.
    pub(in crate::aws) const fn is_about_sign_in(&self) -> bool {
        matches!(
            self,
            Self::ProxyAuthentication | Self::ProxyPassword | Self::ProxyWantsWindows | Self::ProxyWantsOther
        )
    }
}

/// An error and what caused it, outermost first. An `io::Error` names the source of what it carries as its own and so
/// leaves out the carried error itself.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<std::io::Error>() {
        Some(io) => io.get_ref().map(|carried| carried as &(dyn Error + 'static)),
        None => error.source(),
    })
}

/// The first error of a type, wherever in an error it stands.
pub(crate) fn find<E: Error + 'static>(error: &(impl Error + 'static)) -> Option<&E> {
    chain(error).find_map(|error| error.downcast_ref::<E>())
}

/// The chain in words, without its outermost link, which only says that there was an error.
pub(in crate::aws) fn words(error: &(impl Error + 'static)) -> String {
    let mut said: Vec<String> = chain(error).skip(1).map(ToString::to_string).collect();
    said.dedup();
    redacted(&said.join(": "))
}
