//! A call that did not succeed: whether AWS refused it, was too busy, left it unclear, or never got it.

use std::error::Error;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_types::request_id::RequestId;
use secrecy::SecretString;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::aws::error::cause::Cause;
use crate::aws::error::not_sent::{NotSent, find, words};
use crate::aws::error::redactor::{redacted, redacted_of};
use crate::aws::network::answer_limit::TooLong;
use crate::aws::network::connect_error::{NeverConnected, never_sent};
use crate::aws::session::clock::ClockOff;
use crate::aws::session::credential_expiry::unsigned;
use crate::resources::reading::Unread;
use crate::values::kind_of;

/// A call that did not succeed. What is told of it is its kind; AWS's words go beside that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[error("{call}: {}", .code.clone().or_else(|| .message.clone()).unwrap_or_else(|| kind_of(.kind)))]
pub struct AwsFailure {
    /// The call, for example `iam:CreateRole`.
    #[serde(skip)]
    pub call: &'static str,
    /// What is known of its outcome.
    #[serde(flatten)]
    pub kind: FailureKind,
    /// AWS's error code.
    #[serde(skip)]
    pub code: Option<String>,
    /// AWS's message; without an answer, what the network said.
    #[serde(skip)]
    pub message: Option<String>,
    /// AWS's id of the request, which its support asks for.
    #[serde(skip)]
    pub request_id: Option<String>,
}

/// What is known of a failed call's outcome. What may be done next depends on nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind")]
pub enum FailureKind {
    /// AWS was asked too often. Nothing was changed.
    #[serde(rename = "too-many-requests")]
    Throttled {
        /// How long AWS asks to wait, when it does.
        #[serde(skip)]
        retry_after: Option<Duration>,
    },
    /// AWS refused it. Nothing was changed.
    #[serde(untagged)]
    Refused(Cause),
    /// It may have taken effect or not: find out before doing it again.
    #[serde(untagged)]
    Unclear(Unclear),
    /// AWS never got it.
    #[serde(untagged)]
    NotSent(NotSent),
}

/// Why it is unclear whether a call took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Unclear {
    /// No answer in time.
    #[serde(rename = "no-answer-in-time")]
    TimedOut,
    /// The connection broke after it was open.
    ConnectionLost,
    /// AWS answered that something went wrong on its side (5xx).
    #[serde(rename = "error-at-aws")]
    ServerError,
    /// An answer came and made no sense.
    #[serde(rename = "answer-not-understood")]
    Malformed,
    /// An answer came that is longer than any of AWS's, and was not read to its end.
    #[serde(rename = "answer-too-long")]
    TooLong,
}

/// What an HTTP answer says about itself.
struct Answered {
    status: u16,
    from_aws: bool,
    retry_after: Option<Duration>,
    clock: Option<ClockOff>,
}

impl Answered {
    fn of(response: &HttpResponse) -> Self {
        let headers = response.headers();
        let html = headers.get("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        Self {
            status: response.status().as_u16(),
            from_aws: response.request_id().is_some() || !html,
            retry_after: headers
                .get("retry-after")
                .and_then(|seconds| seconds.trim().parse().ok())
                .map(Duration::from_secs),
            clock: headers.get("date").and_then(|date| ClockOff::of(date, SystemTime::now())),
        }
    }
}

impl FailureKind {
    /// The kind of an error that AWS answered with.
    #[must_use]
    pub fn of(
        call: &str,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
        retry_after: Option<Duration>,
    ) -> Self {
        let unavailable = status == 503 && call.starts_with("s3:");
        if status == 429 || unavailable || code.is_some_and(is_throttling) {
            Self::Throttled { retry_after }
        } else if status >= 500 {
            Self::Unclear(Unclear::ServerError)
        } else if status < 300 {
            // It worked, and the answer could not be read.
            Self::Unclear(Unclear::Malformed)
        } else {
            Self::Refused(Cause::of(call, status, code, message))
        }
    }

    /// The kind, once it is known how far this computer's clock is off the answer's date. AWS refuses what is signed more
    /// than 5 minutes off, S3 15 (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>), and
    /// does not always say that this is why.
    fn with_clock(self, off: Option<ClockOff>, code: Option<&str>) -> Self {
        match (&self, off) {
            (Self::Refused(Cause::ClockWrong { .. }), _)
            | (Self::Refused(Cause::SecretWrong | Cause::SignatureDamaged), Some(_)) => {
                Self::Refused(Cause::ClockWrong { off })
            }
            (Self::Refused(Cause::AccessDenied), Some(_)) if code.is_none() => Self::Refused(Cause::ClockWrong { off }),
            _ => self,
        }
    }

    /// Whether no call can be made any more until somebody has signed in again.
    #[must_use]
    pub const fn ends_session(&self) -> bool {
        match self {
            Self::Refused(cause) => cause.ends_session(),
            Self::NotSent(NotSent::SessionEnded | NotSent::NoCredentials) => true,
            Self::NotSent(_) | Self::Throttled { .. } | Self::Unclear(_) => false,
        }
    }
}

/// AWS's codes for "too many requests": those its SDKs wait and try again for
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>). `LimitExceededException` is left out:
/// the SDKs count it in, and KMS means a quota by it, which no waiting helps.
fn is_throttling(code: &str) -> bool {
    matches!(
        code,
        "Throttling"
            | "ThrottlingException"
            | "ThrottledException"
            | "RequestThrottled"
            | "RequestThrottledException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "BandwidthLimitExceeded"
            | "PriorRequestNotComplete"
            | "SlowDown"
    )
}

impl AwsFailure {
    /// What became of a call, from the SDK's error.
    pub fn of<E>(call: &'static str, error: &SdkError<E, HttpResponse>) -> Self
    where
        E: aws_smithy_types::error::metadata::ProvideErrorMetadata + Error + 'static,
    {
        use aws_smithy_types::error::metadata::ProvideErrorMetadata;
        let request_id = error.raw_response().and_then(RequestId::request_id).map(redacted);
        let (code, message) = (error.code().map(redacted), error.message().map(redacted));
        let kind = match error {
            SdkError::ServiceError(refused) => {
                let answered = Answered::of(refused.raw());
                if code.is_none() && !answered.from_aws && answered.status < 500 {
                    FailureKind::NotSent(intercepted(answered.status))
                } else {
                    let (code, message) = (code.as_deref(), message.as_deref());
                    FailureKind::of(call, answered.status, code, message, answered.retry_after)
                        .with_clock(answered.clock, code)
                }
            }
            SdkError::ResponseError(_) if find::<TooLong>(error).is_some() => FailureKind::Unclear(Unclear::TooLong),
            SdkError::ResponseError(answer) => {
                let answered = Answered::of(answer.raw());
                if !answered.from_aws && answered.status < 500 {
                    FailureKind::NotSent(intercepted(answered.status))
                } else {
                    FailureKind::Unclear(Unclear::Malformed)
                }
            }
            SdkError::TimeoutError(_) => FailureKind::Unclear(Unclear::TimedOut),
            SdkError::DispatchFailure(failure) => undelivered(failure.as_connector_error()),
            SdkError::ConstructionFailure(_) if find::<CredentialsError>(error).is_some() => {
                FailureKind::NotSent(unsigned(error))
            }
            _ => FailureKind::NotSent(NotSent::Unbuilt),
        };
        let message = message.or_else(|| match error {
            SdkError::ServiceError(_) => None,
            _ => Some(words(error)),
        });
        Self { call, kind, code, message, request_id }
    }

    /// What became of a request that was never sent because there was no connection, or whose answer was not read to its end,
    /// wherever in an error that stands: `None` when it is about something else.
    #[must_use]
    pub fn never_connected(call: &'static str, error: &(impl Error + 'static)) -> Option<Self> {
        let kind = match (find::<NeverConnected>(error), find::<TooLong>(error)) {
            (Some(_), _) => undelivered(find::<ConnectorError>(error)),
            (None, Some(_)) => FailureKind::Unclear(Unclear::TooLong),
            (None, None) => return None,
        };
        Some(Self { call, kind, code: None, message: Some(words(error)), request_id: None })
    }

    /// A clock that is so far off that AWS will refuse what it is asked.
    #[must_use]
    pub const fn of_clock(off: ClockOff) -> Self {
        let kind = FailureKind::Refused(Cause::ClockWrong { off: Some(off) });
        Self { call: "https:GET", kind, code: None, message: None, request_id: None }
    }

    /// An answer that lacks a field it always has.
    pub(in crate::aws) fn malformed(call: &'static str, field: &str) -> Self {
        Self {
            call,
            kind: FailureKind::Unclear(Unclear::Malformed),
            code: None,
            message: Some(format!("no usable {field}")),
            request_id: None,
        }
    }

    /// A call that cannot be made, in the program's words.
    pub(in crate::aws) fn unbuilt(call: &'static str, why: &str) -> Self {
        let kind = FailureKind::NotSent(NotSent::Unbuilt);
        Self { call, kind, code: None, message: Some(why.to_owned()), request_id: None }
    }

    /// A call that needs the new key before there is one.
    pub(in crate::aws) fn key_to_be_made(call: &'static str) -> Self {
        let kind = FailureKind::NotSent(NotSent::KeyToBeMade);
        Self { call, kind, code: None, message: None, request_id: None }
    }

    /// The same without these secrets, which whoever answered was told.
    #[must_use]
    pub fn without(self, secrets: &[&SecretString]) -> Self {
        let cut = |said: Option<String>| said.map(|said| redacted_of(&said, secrets));
        Self { code: cut(self.code), message: cut(self.message), request_id: cut(self.request_id), ..self }
    }

    /// Whether AWS answered with this error code.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }

    /// Whether this is about one thing only, so that everything else may still be read: a refusal, an answer that makes no
    /// sense. A session that has ended, a cut network or a busy AWS are about everything.
    #[must_use]
    pub fn is_about_one_thing(&self) -> bool {
        match &self.kind {
            FailureKind::Refused(_) => !self.kind.ends_session(),
            FailureKind::Unclear(Unclear::Malformed | Unclear::TooLong) => true,
            FailureKind::Throttled { .. } | FailureKind::Unclear(_) | FailureKind::NotSent(_) => false,
        }
    }

    /// The failure as something that could not be read.
    #[must_use]
    pub fn unread(&self) -> Unread {
        Unread { call: self.call.to_owned(), code: self.code.clone(), message: self.message.clone() }
    }
}

/// Something else than AWS answered; 407 only a proxy answers.
fn intercepted(status: u16) -> NotSent {
    if status == 407 { NotSent::ProxyAuthentication } else { NotSent::Intercepted }
}

/// What became of a request that brought no answer.
pub(in crate::aws) fn undelivered(failure: Option<&ConnectorError>) -> FailureKind {
    let Some(failure) = failure else { return FailureKind::Unclear(Unclear::ConnectionLost) };
    if find::<NeverConnected>(failure).is_some() {
        FailureKind::NotSent(never_sent(failure))
    } else if find::<CredentialsError>(failure).is_some() {
        FailureKind::NotSent(unsigned(failure))
    } else if find::<TooLong>(failure).is_some() {
        FailureKind::Unclear(Unclear::TooLong)
    } else if failure.is_user() {
        FailureKind::NotSent(NotSent::Unbuilt)
    } else if failure.is_timeout() {
        FailureKind::Unclear(Unclear::TimedOut)
    } else {
        FailureKind::Unclear(Unclear::ConnectionLost)
    }
}
