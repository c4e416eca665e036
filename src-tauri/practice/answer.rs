//! Answers and refusals in each service's own wire format, every one with a request id.
//!
//! Sources: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>,
//! <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>, <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;
use uuid::Uuid;
use winterbaume_core::{MockResponse, xml_escape};

use super::operation::Service;
use super::received::Received;

/// An answer before it goes back to the SDK.
pub(super) type Answer = MockResponse;

/// A request that is refused.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    code: Cow<'static, str>,
    message: String,
    /// What an S3 error says besides code and message.
    details: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
}

impl Refusal {
    pub(super) fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        Self { status, code, message, details: Vec::new(), headers: Vec::new() }
    }

    /// The same refusal with another element beside code and message; only S3 has such.
    pub(super) fn with(mut self, element: &'static str, value: impl Into<String>) -> Self {
        self.details.push((element, value.into()));
        self
    }

    /// The same refusal with a header.
    pub(super) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The refusal as the request's service writes it.
    pub(super) fn into_answer(self, request: &Received) -> Answer {
        let mut answer = match request.operation.service() {
            // An answer to HEAD has no body, so S3 has no way to say more than the status.
            Service::S3 if request.method == "HEAD" => bare(self.status),
            Service::S3 => MockResponse::xml(self.status, self.s3_body()),
            Service::Iam => MockResponse::xml(self.status, self.query_body(IAM_NAMESPACE)),
            Service::Sts => MockResponse::xml(self.status, self.query_body(STS_NAMESPACE)),
            Service::Kms => self.json(),
        };
        for (name, value) in &self.headers {
            insert(&mut answer.headers, name, value);
        }
        answer
    }

    fn s3_body(&self) -> String {
        let detail = |(element, value): &(&str, String)| format!("<{element}>{}</{element}>", xml_escape(value));
        let details = self.details.iter().map(detail).collect::<Vec<_>>().concat();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{}</Code><Message>{}</Message>{details}\
             <RequestId></RequestId><HostId></HostId></Error>",
            xml_escape(&self.code),
            xml_escape(&self.message),
        )
    }

    fn query_body(&self, namespace: &str) -> String {
        let side = if self.status < 500 { "Sender" } else { "Receiver" };
        format!(
            "<ErrorResponse xmlns=\"{namespace}\"><Error><Type>{side}</Type><Code>{}</Code><Message>{}</Message></Error>\
             <RequestId></RequestId></ErrorResponse>",
            xml_escape(&self.code),
            xml_escape(&self.message),
        )
    }

    fn json(&self) -> Answer {
        let mut answer = json_answer(&json!({ "__type": self.code, "message": self.message }));
        answer.status = self.status;
        insert(&mut answer.headers, "x-amzn-errortype", &self.code);
        answer
    }
}

/// The XML namespace of IAM's answers.
pub(super) const IAM_NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";
/// The XML namespace of STS's answers.
pub(super) const STS_NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// An answer without a body.
pub(super) fn bare(status: u16) -> Answer {
    MockResponse { status, headers: HeaderMap::new(), body: bytes::Bytes::new() }
}

/// A good answer in KMS's format.
pub(super) fn json_answer(body: &serde_json::Value) -> Answer {
    let mut answer = MockResponse::json(200, body.to_string());
    insert(&mut answer.headers, "content-type", "application/x-amz-json-1.1");
    answer
}

/// A good answer to a form, with the elements of its result.
pub(super) fn query_answer(action: &str, namespace: &str, result: &str) -> Answer {
    let body = format!(
        "<{action}Response xmlns=\"{namespace}\"><{action}Result>{result}</{action}Result>\
         <ResponseMetadata><RequestId></RequestId></ResponseMetadata></{action}Response>",
    );
    MockResponse::xml(200, body)
}

/// Sets a header; a value that no header can have is left out.
pub(super) fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// Gives an answer the ids by which AWS's support would find the request, in the headers and where the body repeats them.
pub(super) fn stamp(answer: &mut Answer, service: Service) {
    let id = match service {
        Service::S3 => {
            let id: String = Uuid::new_v4().simple().to_string().to_uppercase().chars().take(16).collect();
            let host = format!("{}{}=", Uuid::new_v4().simple(), Uuid::new_v4().simple());
            insert(&mut answer.headers, "x-amz-request-id", &id);
            insert(&mut answer.headers, "x-amz-id-2", &host);
            replace_element(answer, "HostId", &host);
            id
        }
        Service::Iam | Service::Kms | Service::Sts => {
            let id = Uuid::new_v4().to_string();
            insert(&mut answer.headers, "x-amzn-requestid", &id);
            id
        }
    };
    if service != Service::Kms {
        replace_element(answer, "RequestId", &id);
    }
}

/// Puts a text into the last element of that name, if there is one.
fn replace_element(answer: &mut Answer, element: &str, text: &str) {
    let Ok(body) = std::str::from_utf8(&answer.body) else { return };
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let Some(start) = body.rfind(&open).map(|at| at + open.len()) else { return };
    let Some(end) = body[start..].find(&close).map(|at| at + start) else { return };
    answer.body = format!("{}{text}{}", &body[..start], &body[end..]).into();
}
