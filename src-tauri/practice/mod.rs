//! An AWS inside the program, so that everything can be tried without an account.
