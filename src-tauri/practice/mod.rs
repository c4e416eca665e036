//! shim
#![allow(missing_docs, clippy::all, clippy::pedantic)]
use aws_smithy_runtime_api::client::http::SharedHttpClient;
#[derive(Clone)] pub struct PracticeAws;
#[derive(Debug, thiserror::Error)] pub enum PracticeError { #[error("x")] X }
#[derive(Clone, Debug)] pub struct Failure { pub operation: Operation, pub error: FailureKind, pub times: u32 }
#[derive(Clone, Debug)] pub enum FailureKind { AccessDenied }
#[derive(Clone, Debug)] pub struct Operation;
pub enum Service { S3, Iam, Kms }
impl Operation { pub fn new(_: Service, _: &str) -> Self { Self } }
#[derive(Debug)] pub struct OperationRefusal;
impl PracticeAws {
    pub fn new() -> Self { Self }
    pub async fn load(_: &[u8]) -> Result<Self, PracticeError> { Ok(Self) }
    pub async fn save(&self) -> Result<Vec<u8>, PracticeError> { Ok(vec![]) }
    pub fn http_client(&self) -> SharedHttpClient { unimplemented!() }
    pub fn fail_next(&self, _: Option<Failure>) {}
}
