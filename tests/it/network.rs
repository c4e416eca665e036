//! Company networks: proxies of every kind, certificates, clocks, and the settings that say which way to go.

mod answers;
mod destinations;
mod one_way_out;
mod reach;
mod settings;
pub mod through;
mod ways;
