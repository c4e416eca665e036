//! An XML answer that was cut off is no answer: the SDK's readers take what is there and leave out the rest, so that a
//! half list of tags would look like somebody's having removed the others.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use thiserror::Error;

/// Refuses answers whose XML does not end where it began. S3, IAM and STS answer in XML.
#[derive(Clone, Copy, Debug)]
pub(in crate::aws) struct WholeAnswer;

#[derive(Debug, Error)]
#[error("the answer was cut off")]
struct CutOff;

#[dyn_dispatch_hint]
impl Intercept for WholeAnswer {
    fn name(&self) -> &'static str {
        "WholeAnswer"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        match response.body().bytes() {
            Some(body) if response.status().is_success() && !is_whole(body) => Err(CutOff.into()),
            _ => Ok(()),
        }
    }
}

/// Whether a text is not XML at all, or XML whose first element is closed at its end.
fn is_whole(body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else { return false };
    let text = text.trim();
    if !text.starts_with('<') {
        return true;
    }
    let root = text.split('<').skip(1).find(|tag| !tag.starts_with(['?', '!']));
    root.is_some_and(|root| {
        let name: String =
            root.chars().take_while(|character| !character.is_whitespace() && !"/>".contains(*character)).collect();
        let alone = root.trim_end().ends_with("/>") && text.ends_with(root.trim_end());
        alone || text.ends_with(&format!("</{name}>"))
    })
}
