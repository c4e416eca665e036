//! Reads a setup back and judges it against what was desired.
