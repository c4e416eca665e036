//! What a setup is, from what the person typed to the plan of AWS calls. Pure: no I/O, no clock, no AWS client.

pub mod form;
pub mod paste;
pub mod step;
pub mod values;
