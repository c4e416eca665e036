//! The address of a company's page with tiles.

use std::fmt;

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::Partition;
use super::kind::kind_of;

/// More characters than any address of AWS's has.
const LONGEST: usize = 512;
/// The end of the names under which AWS serves the page of a company
/// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/howtochangeURL.html>).
const PAGES: &str = ".awsapps.com";
/// The same elsewhere, and the newer ones.
const OTHER_PAGES: [&str; 2] = [".awsapps.cn", ".app.aws"];

/// The address of the page (the "start URL"), without what a browser adds to it while somebody uses it. It may also be
/// the issuer of a company's Identity Center, such as `https://identitycenter.amazonaws.com/ssoins-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartUrl(String);

/// Why a text is no address of such a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
#[expect(missing_docs, reason = "the kinds say it")]
pub enum StartUrlRefusal {
    #[serde(rename = "start-url-empty")]
    Empty,
    #[serde(rename = "start-url-not-https")]
    NotHttps,
    #[serde(rename = "start-url-no-address")]
    NoAddress,
    #[serde(rename = "start-url-console")]
    Console,
}

impl StartUrl {
    /// Takes what people paste: with blanks around, without `https://`, with what follows `#`, with `/console` at the end.
    ///
    /// # Errors
    /// When it is no https address, or that of another page of AWS.
    pub fn parse(text: &str) -> Result<Self, StartUrlRefusal> {
        let text = text.trim().trim_matches(['<', '>', '"', '“', '”']).trim();
        if text.is_empty() {
            return Err(StartUrlRefusal::Empty);
        }
        let rest = match text.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => rest,
            Some(_) => return Err(StartUrlRefusal::NotHttps),
            None => text,
        };
        let shown = rest.split(['#', '?']).next().unwrap_or_default();
        let (host, path) = shown.split_once('/').unwrap_or((shown, ""));
        let host = host.to_ascii_lowercase();
        let part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !part.starts_with('-')
        };
        let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        let is_address = host.contains('.') && host.split('.').all(part) && path.chars().all(in_path);
        if rest.len() > LONGEST || !is_address {
            return Err(StartUrlRefusal::NoAddress);
        }
        if host.contains("signin.aws") || host.ends_with("console.aws.amazon.com") || host == "aws.amazon.com" {
            return Err(StartUrlRefusal::Console);
        }
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix("console").unwrap_or(path).trim_end_matches('/');
        let path = match path {
            "" if host.ends_with(PAGES) => "start",
            path if host.ends_with(PAGES) && path.starts_with("start/") => "start",
            path => path,
        };
        let slash = if path.is_empty() { "" } else { "/" };
        Ok(Self(format!("https://{host}{slash}{path}")))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is one of AWS's own, and not a name that a company gave its page.
    #[must_use]
    pub fn is_of_aws(&self) -> bool {
        let host = self.host();
        let page = |ending: &str| host.ends_with(ending);
        let of_partition = |partition: &Partition| {
            let suffix = partition.dns_suffix();
            host == format!("identitycenter.{suffix}") || page(&format!(".portal.{suffix}"))
        };
        page(PAGES) || OTHER_PAGES.into_iter().any(page) || Partition::ALL.iter().any(of_partition)
    }

    /// The name of its server.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix(HTTPS).unwrap_or(&self.0);
        rest.split('/').next().unwrap_or_default()
    }
}

const HTTPS: &str = "https://";

impl fmt::Display for StartUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
