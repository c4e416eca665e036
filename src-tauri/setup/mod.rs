//! What a setup is, from what the person typed to the plan of AWS calls. Pure: no I/O, no clock, no AWS client.

pub mod account;
pub mod advice;
pub mod calls;
pub mod claim;
pub mod confirmation;
pub mod desired;
pub mod documents;
pub mod fingerprint;
pub mod form;
pub mod found;
pub mod keeping;
pub mod lifecycle;
pub mod made;
pub mod outgrown;
pub mod paste;
pub mod permissions;
pub mod plan;
pub mod rebuild;
pub mod refusal;
pub mod removal;
pub mod request;
pub mod set_back;
pub mod step;
pub mod tags;
pub mod theirs;
pub mod values;
