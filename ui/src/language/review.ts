/** What the Review page says of what is planned. Each switch has an arm for every kind, or tsc says that one is missing. */
import type { BucketDifference } from "../messages/BucketDifference";
import type { BucketSetting } from "../messages/BucketSetting";
import type { BucketWouldBe } from "../messages/BucketWouldBe";
import type { ChangeView } from "../messages/ChangeView";
import type { Cost } from "../messages/Cost";
import type { DocumentId } from "../messages/DocumentId";
import type { Encryption } from "../messages/Encryption";
import type { Fact } from "../messages/Fact";
import type { LifecycleEffect } from "../messages/LifecycleEffect";
import type { ObservedEncryption } from "../messages/ObservedEncryption";
import type { Priced } from "../messages/Priced";
import type { Setting } from "../messages/Setting";
import { listOf } from "./format";
import { type PlainKey, say } from "./say";

/** The name or value of what is made or set. */
export const changeName = (change: ChangeView): string => {
  if (change.action === "leave") {
    return say("review.name.leave");
  }
  switch (change.step) {
    case "key":
    case "bucket":
    case "policy":
    case "role":
      return change.name;
    case "public-access":
      return say("review.name.publicAccess");
    case "encryption":
      return encryptionName(change.with);
    case "https-only":
      return say("review.name.httpsOnly");
    case "keeping":
      return change.days === null
        ? say("review.name.keeping.forever")
        : say("review.name.keeping.days", { days: change.days });
    case "attach":
      return say("review.name.attach", { policy: change.policy, role: change.role });
  }
};

const encryptionName = (encryption: Encryption): string => {
  if (encryption === "amazon-s3") {
    return say("review.name.encryption.amazon");
  }
  return say(encryption.kms === "new" ? "review.name.encryption.newKey" : "review.name.encryption.yourKey");
};

/** What it is for, one sentence. */
export const changePurpose = (change: ChangeView): string => {
  if (change.action === "leave") {
    return say("review.purpose.leave");
  }
  switch (change.step) {
    case "key":
      return say(change.isNew ? "review.purpose.key" : "review.purpose.yourKey");
    case "bucket":
      return say("review.purpose.bucket");
    case "public-access":
      return say("review.purpose.publicAccess");
    case "encryption":
      return say(change.with === "amazon-s3" ? "review.purpose.encryption.amazon" : "review.purpose.encryption.key");
    case "https-only":
      return say("review.purpose.httpsOnly");
    case "keeping":
      return say("review.purpose.keeping");
    case "policy":
      return say("review.purpose.policy");
    case "role":
      return say("review.purpose.role");
    case "attach":
      return say("review.purpose.attach");
  }
};

/** What a setting of a bucket they have is called. */
export const differenceTitle = ({ setting }: BucketDifference): string => say(`review.difference.${setting}`);

/** What the bucket has of it, one sentence. */
export const bucketNow = ({ setting, now }: BucketDifference): string => {
  if (now.kind === "unread") {
    return now.code === null
      ? say("review.now.unread", { call: now.call })
      : say("review.now.unreadWithCode", { call: now.call, code: now.code });
  }
  if (setting === "lifecycle") {
    return say("review.now.rules", { others: now.otherRules });
  }
  const { value } = now;
  if ("encryption" in value) {
    return encryptionNow(value.encryption);
  }
  if ("versioning" in value && value.versioning) {
    return say("review.now.versioning.on");
  }
  if ("public-access" in value && value["public-access"] === null) {
    return say("review.now.public-access.none");
  }
  return say("policy" in value && value.policy === null ? "review.now.https-only.none" : `review.now.${setting}`);
};

const encryptionNow = ({ algorithm, key, bucket_key }: ObservedEncryption): string => {
  if (key !== null) {
    return say(bucket_key ? "review.now.key" : "review.now.key.withoutBucketKey", { key });
  }
  // S3 encrypts every bucket; one whose setting it did not say has its default.
  return say(algorithm === "AES256" || algorithm === "none" ? "review.now.encryption" : "review.now.encryption.kms");
};

/** What it would be, or why it cannot be changed. */
export const bucketThen = ({ setting, now, wouldBe, canChange }: BucketDifference): string => {
  if (!canChange) {
    return say(now.kind === "unread" ? "review.refused.unread" : "review.refused.rules");
  }
  switch (wouldBe?.kind) {
    case "encryption":
      return encryptionThen(wouldBe.with, wouldBe.keyUsd);
    case "lifecycle":
      return wouldBe.days === null
        ? say("review.then.lifecycle.forever", { unfinished: wouldBe.unfinishedDays, old: wouldBe.oldVersionsDays })
        : say("review.then.lifecycle.days", { days: wouldBe.days });
    case "versioning":
      return say(wouldBe.on ? "review.then.versioning" : "review.then.versioning.off");
    case undefined:
      return say(`review.then.${setting as Exclude<BucketSetting, BucketWouldBe["kind"]>}`);
  }
};

const encryptionThen = (encryption: Encryption, usd: number): string => {
  if (encryption === "amazon-s3") {
    return say("review.then.encryption");
  }
  return encryption.kms === "new"
    ? say("review.then.encryption.newKey", { usd })
    : say("review.then.encryption.yourKey", { key: encryption.kms.known });
};

/** What a fact is about, and whether it is worth a second look. */
export const FACTS = {
  rights: { title: "review.fact.rights", caution: false },
  place: { title: "review.fact.place", caution: false },
  "kept-as-theirs": { title: "review.fact.kept", caution: false },
  "kept-forever": { title: "review.fact.kept", caution: false },
  "kept-for-days": { title: "review.fact.kept", caution: true },
  others: { title: "review.fact.others", caution: false },
  filled: { title: "review.fact.filled", caution: true },
  "external-id": { title: "review.fact.externalId", caution: true },
  "whole-account": { title: "review.fact.wholeAccount", caution: true },
  "not-aws": { title: "review.fact.notAws", caution: true },
} satisfies Record<Fact["kind"], { title: PlainKey; caution: boolean }>;

/** The fact, one or two sentences. */
export const factText = (fact: Fact): string => {
  switch (fact.kind) {
    case "rights":
      return say("review.fact.rights.text");
    case "place": {
      const { region, account } = fact;
      return fact.known
        ? say("review.fact.place.text", { city: fact.known.city, country: fact.known.country, region, account })
        : say("review.fact.place.text.unknown", { region, account });
    }
    case "kept-as-theirs":
      return say("review.fact.kept.text.theirs");
    case "kept-forever":
      return fact.oldVersionsDays === null
        ? say("review.fact.kept.text.forever.once")
        : say("review.fact.kept.text.forever", { days: fact.oldVersionsDays });
    case "kept-for-days":
      return fact.most === null
        ? say("review.fact.kept.text.days.once", { days: fact.days })
        : say("review.fact.kept.text.days", { days: fact.days, most: fact.most });
    case "others":
      return say("review.fact.others.text");
    case "filled":
      return say("review.fact.filled.text");
    case "external-id":
      return say("review.fact.externalId.text");
    case "whole-account":
      return say("review.fact.wholeAccount.text");
    case "not-aws":
      return say("review.fact.notAws.text", { endpoint: fact.endpoint });
  }
};

/** What is paid for. */
export const COST_TITLES = {
  key: "review.cost.key",
  storage: "review.cost.storage",
  writing: "review.cost.writing",
  "key-use": "review.cost.keyUse",
  identity: "review.cost.identity",
} satisfies Record<Priced, PlainKey>;

/** How much it costs. */
export const costAmount = ({ what, usd }: Cost): string => {
  switch (what) {
    case "key":
      return say("review.cost.key.amount", { usd });
    case "storage":
      return say("review.cost.storage.amount", { usd });
    case "writing":
      return say("review.cost.writing.amount", { usd });
    case "key-use":
      return say("review.cost.keyUse.amount", { usd });
    case "identity":
      return say("review.cost.identity.amount");
  }
};

/** What makes it more or less, when something does. */
export const costNote = ({ what, usd }: Cost): string | null => {
  switch (what) {
    case "key":
      return say("review.cost.key.note", { usd });
    case "storage":
      return say("review.cost.storage.note");
    case "key-use":
      return say("review.cost.keyUse.note");
    case "writing":
    case "identity":
      return null;
  }
};

/** What each document is called, and what it does. */
export const DOCUMENTS = {
  permissions: { title: "review.document.permissions", purpose: "review.document.permissions.purpose" },
  trust: { title: "review.document.trust", purpose: "review.document.trust.purpose" },
  bucket: { title: "review.document.bucket", purpose: "review.document.bucket.purpose" },
} satisfies Record<DocumentId, { title: PlainKey; purpose: PlainKey }>;

/** What a setting is called: in AWS's words, where AWS has one word for it. */
export const settingName = (setting: Setting): string => setting.name ?? say("review.setting.encryption");

/** Its value. */
export const settingValue = ({ value }: Setting): string => {
  switch (value.kind) {
    case "written":
      return value.text;
    case "key-defaults":
      return say("review.setting.keyDefaults", { spec: "SYMMETRIC_DEFAULT", use: "ENCRYPT_DECRYPT" });
    case "kms":
      return value.key === null
        ? say("review.setting.kms.toBeMade", { algorithm: "aws:kms" })
        : say("review.setting.kms", { algorithm: "aws:kms", key: value.key });
    case "off":
      return say("review.setting.off");
    case "lifecycle":
      return listOf(lifecycleParts(value.effect));
  }
};

const lifecycleParts = (effect: LifecycleEffect): string[] => {
  const days = [
    ["review.setting.expiration", effect.expire_days],
    ["review.setting.oldVersions", effect.expire_old_versions_days],
    ["review.setting.uploads", effect.abort_uploads_days],
  ] as const;
  const parts = days.flatMap(([action, after]) => (after === null ? [] : [say(action, { days: after })]));
  return effect.remove_lone_delete_markers ? [...parts, say("review.setting.deleteMarkers")] : parts;
};
