//! What is planned, from every request and whatever exists already.

mod calls;
mod drift;
mod fingerprints;
mod model;
mod refusals;
