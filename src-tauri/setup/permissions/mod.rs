//! What a sign-in must be allowed to do with a setup, as IAM actions, each on the narrowest thing it is about. Pure.
//!
//! Which action a call needs, on what, and under which condition keys:
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>,
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>,
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html>.
//! `iam:PassRole` is not among them: no service of AWS is handed the role.

mod needs;
mod policy;
mod question;
mod scope;

pub use needs::{Duty, Need, needs, needs_of_plan, needs_of_superseded, reads};
pub use policy::{document_of, operator_policy};
pub use question::{Question, questions};
pub use scope::Scope;
