export type DeletableKey = "none"|"made"|"to-be-made";
