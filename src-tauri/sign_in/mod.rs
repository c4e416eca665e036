//! The ways to get a session: a profile of this computer, pasted keys, a typed account number.
