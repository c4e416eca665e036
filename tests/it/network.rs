//! Company networks: proxies of every kind, certificates, clocks, and the settings that say which way to go.

mod reach;
mod settings;
mod through;
mod ways;
