//! What the program remembers: records, drafts and the SQLite journal they live in.
