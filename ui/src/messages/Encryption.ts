import type { KeyRef } from "./KeyRef";
export type Encryption = "amazon-s3" | { "kms": KeyRef };
