/** What the Review page says of each kind, in English. */
import { expect, test } from "vitest";
import type { BucketDifference } from "../messages/BucketDifference";
import type { BucketNow } from "../messages/BucketNow";
import type { BucketValue } from "../messages/BucketValue";
import type { BucketWouldBe } from "../messages/BucketWouldBe";
import type { ChangeView } from "../messages/ChangeView";
import type { Cost } from "../messages/Cost";
import type { Fact } from "../messages/Fact";
import type { ParameterValue } from "../messages/ParameterValue";
import type { PublicAccess } from "../messages/PublicAccess";
import { monthOf } from "./format";
import {
  bucketNow,
  bucketThen,
  changeName,
  changePurpose,
  costAmount,
  costNote,
  factText,
  settingValue,
} from "./review";
import { settingOf } from "./undo";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

test.each<[ChangeView, string, string]>([
  [
    { step: "key", action: "create", name: "alias/a", isNew: true },
    "alias/a",
    "Encrypts the recordings. Renewed by AWS every year.",
  ],
  [{ step: "key", action: "keep", name: KEY, isNew: false }, KEY, "Your own key. It is used, and not changed."],
  [{ step: "encryption", action: "set", with: "amazon-s3" }, "Amazon’s own key", "Every file is stored encrypted."],
  [
    { step: "encryption", action: "create", with: { kms: "new" } },
    "With the new key",
    "Every file is stored encrypted with your key.",
  ],
  [
    { step: "encryption", action: "create", with: { kms: { known: KEY } } },
    "With your key",
    "Every file is stored encrypted with your key.",
  ],
  [
    { step: "keeping", action: "create", days: 3650 },
    "3650 days",
    "How long files stay, and for how long an overwritten one can be brought back.",
  ],
  [{ step: "attach", action: "create", policy: "p", role: "r" }, "p → r", "Gives the role these permissions."],
  [{ step: "https-only", action: "leave" }, "As your bucket has it", "It stays as it is."],
])("%j is called %s: %s", (change, name, purpose) => {
  expect(changeName(change)).toBe(name);
  expect(changePurpose(change)).toBe(purpose);
});

test.each<[Fact, string]>([
  [
    {
      kind: "place",
      region: "eu-west-1",
      known: { id: "eu-west-1", city: "Dublin", country: "Ireland", optIn: false, accountRegional: true },
      account: "123456789012",
    },
    "In Dublin, Ireland (eu-west-1), in your AWS account 123456789012. This cannot be changed later.",
  ],
  [
    { kind: "place", region: "xx-new-1", known: null, account: "123456789012" },
    "In xx-new-1, in your AWS account 123456789012. This cannot be changed later.",
  ],
  [
    { kind: "kept-forever", oldVersionsDays: 30 },
    "Until someone deletes them. A file that is overwritten or deleted can be brought back for 30 days.",
  ],
  [
    { kind: "kept-for-days", days: 90, most: 120 },
    "90 days after a file arrives it is deleted. It is gone for good at most 120 days after it arrived.",
  ],
  [{ kind: "kept-for-days", days: 1, most: null }, "1 day after a file arrives it is deleted, for good."],
])("%j: %s", (fact, text) => {
  expect(factText(fact)).toBe(text);
});

test.each<[Cost, string, string | null]>([
  [{ what: "key", usd: 1 }, "1.00 USD a month", "Each of its first two yearly renewals adds 1.00 USD a month."],
  [
    { what: "storage", usd: 0.023 },
    "about 0.023 USD a month for each GB",
    "Dearer in some regions. An hour of call recording takes roughly 30 MB.",
  ],
  [{ what: "writing", usd: 0.005 }, "about 0.005 USD for each 1,000 files", null],
  [
    { what: "key-use", usd: 0.03 },
    "0.03 USD for each 10,000 uses",
    "The bucket key keeps the uses few, whatever the number of files.",
  ],
  [{ what: "identity", usd: 0 }, "nothing", null],
])("%j costs %s", (cost, amount, note) => {
  expect(costAmount(cost)).toBe(amount);
  expect(costNote(cost)).toBe(note);
});

test("the prices are those of a month", () => {
  expect(monthOf("2026-06")).toBe("June 2026");
});

/** A setting of a bucket they have, as AWS says it. */
const difference = (value: BucketValue, change: Partial<BucketDifference> = {}): BucketDifference => ({
  setting: settingOf(value),
  now: { kind: "is", value, otherRules: 0 },
  wouldBe: null,
  ticked: false,
  canChange: true,
  ...change,
});

const encryption = (algorithm: string, key: string | null = null, bucket_key = false): BucketValue => ({
  encryption: { algorithm, key, bucket_key, sse_c_blocked: null },
});
const rules = (otherRules: number): BucketDifference =>
  difference({ lifecycle: [] }, { now: { kind: "is", value: { lifecycle: [] }, otherRules } });
const switches: PublicAccess = {
  block_public_acls: true,
  ignore_public_acls: true,
  block_public_policy: false,
  restrict_public_buckets: true,
};
const unread = (code: string | null): BucketNow => ({ kind: "unread", call: "s3:GetBucketPolicy", code });

test.each<[BucketDifference, string]>([
  [difference({ policy: null }, { now: unread(null) }), "This could not be read (s3:GetBucketPolicy)."],
  [
    difference({ policy: null }, { now: unread("AccessDenied") }),
    "This could not be read (s3:GetBucketPolicy, AccessDenied).",
  ],
  [difference({ "public-access": switches }), "Not all of its four switches are on."],
  [difference({ "public-access": null }), "It has no switches of its own."],
  [difference({ policy: null }), "It has no policy."],
  [difference({ policy: {} }), "Its policy lets unencrypted connections pass."],
  [difference(encryption("none")), "Files are encrypted with Amazon’s own key."],
  [difference(encryption("aws:kms")), "Files are encrypted with the key that Amazon keeps for your account."],
  [difference(encryption("aws:kms", "alias/a", true)), "Files are encrypted with alias/a."],
  [
    difference(encryption("aws:kms", "alias/a")),
    "Files are encrypted with alias/a, and the bucket key, which saves uses, is off.",
  ],
  [difference({ versioning: true }), "It is on."],
  [difference({ versioning: false }), "It is off."],
  [rules(0), "It has no deletion rules."],
  [rules(1), "It has 1 rule of its own, which stays."],
  [rules(2), "It has 2 rules of its own, which stay."],
  [difference({ tags: {} }), "It carries none of them."],
])("a bucket with %j: %s", (is, text) => {
  expect(bucketNow(is)).toBe(text);
});

const days = (days: number | null): BucketWouldBe => ({
  kind: "lifecycle",
  days,
  unfinishedDays: 7,
  oldVersionsDays: 30,
});

test.each<[BucketValue, BucketWouldBe | null, string]>([
  [{ "public-access": null }, null, "Nobody can make the bucket public by mistake."],
  [{ tags: {} }, null, "The bucket says which setup uses it, so that the setup is found from another computer"],
  [{ policy: null }, null, "A rule is added to the bucket’s policy that refuses unencrypted connections"],
  [encryption("AES256"), { kind: "encryption", with: { kms: "new" }, keyUsd: 1 }, "with a new key, for 1.00 USD"],
  [encryption("AES256"), { kind: "encryption", with: "amazon-s3", keyUsd: 1 }, "with Amazon’s own key;"],
  [{ lifecycle: [] }, days(null), "Unfinished uploads go after 7 days, and old versions after 30; files stay"],
  [{ lifecycle: [] }, days(1), "is deleted 1 day after it arrived."],
  [{ versioning: false }, { kind: "versioning", on: true }, "An overwritten or deleted file can be brought back."],
  [{ versioning: true }, { kind: "versioning", on: false }, "It is paused; versions that exist stay."],
])("%j would be %j: %s", (value, wouldBe, text) => {
  expect(bucketThen(difference(value, { wouldBe }))).toContain(text);
});

test("what cannot be set back stays as it is", () => {
  expect(bucketThen(difference({ policy: null }, { now: unread(null), canChange: false }))).toBe(
    "It stays as it is, because Undo could not set it back. Ask your cloud team for the right to read it, then review again.",
  );
  expect(bucketThen({ ...rules(1), canChange: false })).toBe(
    "One of its rules says something this program does not know, and could not be kept.",
  );
});

test.each<[ParameterValue, string]>([
  [{ kind: "key-defaults" }, "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, AWS’s default"],
  [{ kind: "kms", key: KEY }, `aws:kms, ${KEY}, bucket key on`],
  [{ kind: "kms", key: null }, "aws:kms, (the new key’s ARN, once AWS has made it), bucket key on"],
  [
    {
      kind: "lifecycle",
      effect: {
        expire_days: null,
        expire_old_versions_days: 30,
        abort_uploads_days: null,
        remove_lone_delete_markers: true,
      },
    },
    "NoncurrentVersionExpiration 30 days, ExpiredObjectDeleteMarker",
  ],
])("the value %j: %s", (value, text) => {
  expect(settingValue({ step: "key", call: "c", name: "n", value })).toBe(text);
});
