//! STS: who one is.

use super::account;
use super::answer::{Answer, Refusal, STS_NAMESPACE, query_answer};
use super::received::Received;

/// Answers `GetCallerIdentity`; nothing else of STS is needed, and sessions of practice's roles would open nothing.
pub(super) fn answer(request: &Received) -> Result<Answer, Refusal> {
    match request.operation.name() {
        "GetCallerIdentity" => {
            let result = format!(
                "<Arn>{}</Arn><UserId>{}</UserId><Account>{}</Account>",
                account::caller_arn(),
                account::USER_ID,
                account::account(),
            );
            Ok(query_answer("GetCallerIdentity", STS_NAMESPACE, &result))
        }
        other => {
            Err(Refusal::new(400, "InvalidAction", format!("Could not find operation {other} for version 2011-06-15")))
        }
    }
}
