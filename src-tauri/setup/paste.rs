//! Finds the two service principals in whatever text Vonage sent.

/// x
pub struct PasteReading;
