//! Everything said to AWS: sessions, reads, writes, and what its refusals mean.
