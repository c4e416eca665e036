//! A request as it came from the SDK, read once.

use std::collections::HashMap;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body_util::BodyExt;
use thiserror::Error;
use winterbaume_core::MockRequest;

use super::operation::{Operation, S3Target, Scope, query_pairs, split_query};

/// A request that says which operation it is.
pub(super) struct Received {
    pub(super) operation: Operation,
    /// The region it was signed for, which is the endpoint's.
    pub(super) region: String,
    pub(super) method: String,
    pub(super) target: S3Target,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// A request that is not for S3, IAM, KMS or STS, or not signed.
#[derive(Debug, Error)]
#[error("practice answers signed requests to S3, IAM, KMS and STS only, not {address}")]
struct NotForPractice {
    address: String,
}

impl Received {
    /// Reads a request, its body included.
    pub(super) async fn read(request: HttpRequest) -> Result<Self, ConnectorError> {
        let scope = request.headers().get("authorization").and_then(Scope::of);
        let (Some(operation), Some(scope)) = (Operation::of_request(&request), scope) else {
            let address = split_query(request.uri()).0.to_owned();
            return Err(ConnectorError::user(Box::new(NotForPractice { address })));
        };
        let (address, query) = split_query(request.uri());
        let (target, query) = (S3Target::of(address), query.to_owned());
        let method = request.method().to_owned();
        let headers = request.headers().iter().filter_map(header).collect();
        let unread = |error: BoxError| ConnectorError::io(error);
        let body = request.into_body().collect().await.map_err(unread)?.to_bytes();
        Ok(Self { operation, region: scope.region, method, target, query, headers, body })
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The fields of a form, as IAM and STS get them.
    pub(super) fn form(&self) -> HashMap<String, String> {
        query_pairs(&String::from_utf8_lossy(&self.body)).collect()
    }

    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The request as winterbaume takes it. Its signature stays behind: from there winterbaume would read a region.
    pub(super) fn forwarded(&self, uri: String, body: Bytes) -> MockRequest {
        let mut headers = self.headers.clone();
        headers.remove(http::header::AUTHORIZATION);
        MockRequest { method: self.method.clone(), uri, headers, body }
    }
}

fn header((name, value): (&str, &str)) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?))
}
