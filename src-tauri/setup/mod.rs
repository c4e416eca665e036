//! What a setup is, from what the person typed to the plan of AWS calls. Pure: no I/O, no clock, no AWS client.

pub mod advice;
pub mod baseline;
pub mod claim;
pub mod confirmation;
pub mod form;
pub mod misfit;
pub mod paste;
pub mod permissions;
pub mod plan;
pub mod reconstruct;
pub mod refusal;
pub mod removal;
pub mod request;
pub mod superseded;
