export type KeyRef = "new" | { "known": string };
