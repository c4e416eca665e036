import type { Encryption } from "./Encryption";
export type WouldBe = { "setting": "public-access" } | { "setting": "encryption", with: Encryption, keyUsd: number } | { "setting": "https-only" } | { "setting": "versioning", on: boolean } | { "setting": "lifecycle", days: number | null, unfinishedDays: number, oldVersionsDays: number } | { "setting": "tags" };
