//! IAM policy documents as types: read, compared by meaning, evaluated. Pure.
