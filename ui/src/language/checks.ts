/** What a check of a setup was about, what it found, and what to do about a difference. */
import type { BucketValue } from "../messages/BucketValue";
import type { Check } from "../messages/Check";
import type { Deviation } from "../messages/Deviation";
import type { FoundEncryption } from "../messages/FoundEncryption";
import type { Ready } from "../messages/Ready";
import type { Resource } from "../messages/Resource";
import type { Unread } from "../messages/Unread";
import type { Value } from "../messages/Value";
import { listOf } from "./format";
import { type PlainKey, say } from "./say";

/** What of the Ready page is said of its checks. */
export type Checked = Pick<Ready, "values" | "planned">;

const TITLES = {
  key: "check.title.key",
  "key-rotation": "check.title.rotation",
  "key-alias": "check.title.alias",
  bucket: "check.title.bucket",
  owner: "check.title.owner",
  "public-access": "check.title.publicAccess",
  encryption: "check.title.encryption",
  "https-only": "check.title.httpsOnly",
  versioning: "check.title.versioning",
  lifecycle: "check.title.lifecycle",
  "bucket-tags": "check.title.bucketTags",
  policy: "check.title.policy",
  "policy-versions": "check.title.policy",
  trust: "check.title.trust",
  "earlier-sessions": "check.title.trust",
  boundary: "check.title.boundary",
  attach: "check.title.attach",
} satisfies Record<Resource, PlainKey>;

/** What was checked. */
export const titleOf = ({ resource }: Check, { planned }: Checked) =>
  say(resource === "bucket" && !planned.newBucket ? "check.title.bucket.theirs" : TITLES[resource]);

/** What was found, and what to do about it where something is to be done. */
export const findingOf = ({ resource, result }: Check, checked: Checked): string[] => {
  switch (result.kind) {
    case "passes":
      return [asPlanned(resource, checked)];
    case "differs":
      return [differs(resource, result.by), remedyOf(resource, checked)];
    case "not-visible-yet":
      return [say("check.notVisibleYet"), say("check.remedy.wait")];
    case "left":
      return [differs(resource, result.by), say("check.left")];
    case "closed":
      return [say("check.closed")];
    case "not-read":
      return result.why === null ? [say("check.notRead"), say("check.remedy.again")] : refused(result.why);
  }
};

const refused = ({ call, code }: Unread) => [
  code === null ? say("check.notRead.noAnswer", { call }) : say("check.notRead.refused", { call, code }),
  say("check.remedy.permission", { call }),
];

const AS_PLANNED = {
  key: "check.passes.key",
  "key-rotation": "check.passes.rotation",
  "key-alias": "check.passes.alias",
  owner: "check.passes.owner",
  "public-access": "check.passes.publicAccess",
  "https-only": "check.passes.httpsOnly",
  lifecycle: "check.passes.lifecycle",
  "bucket-tags": "check.passes.bucketTags",
  policy: "check.passes.policy",
  "policy-versions": "check.passes.policy",
  trust: "check.passes.trust",
  "earlier-sessions": "check.passes.trust",
  boundary: "check.passes.boundary",
  attach: "check.passes.attach",
} satisfies Record<Exclude<Resource, "bucket" | "encryption" | "versioning">, PlainKey>;

const asPlanned = (resource: Resource, { values, planned }: Checked): string => {
  switch (resource) {
    case "bucket":
      return say(planned.newBucket ? "check.passes.bucket" : "check.passes.bucket.theirs", {
        bucket: values.bucketName,
      });
    case "encryption":
      switch (planned.encryption.kind) {
        case "as-before":
          return say("check.passes.encryption.asBefore");
        case "key":
          return say("check.passes.encryption.key", { key: planned.encryption.arn });
        case "amazon":
          return say("check.passes.encryption.amazon");
      }
      break;
    case "versioning":
      return say(planned.versioning ? "check.passes.versioning" : "check.passes.versioning.off");
    default:
      return say(AS_PLANNED[resource]);
  }
};

const differs = (resource: Resource, by: Deviation | null): string => {
  if (by === null) {
    return say("check.differs");
  }
  const { before, after } = by;
  switch (resource) {
    case "key":
      if (before.kind === "key") {
        const { state, spec, usage, manager } = before.is;
        return say("check.differs.key", { state, spec, usage, manager });
      }
      return say(before.kind === "absent" ? "check.differs.key.absent" : "check.differs.key.other");
    case "key-rotation":
      return say("check.differs.rotation");
    case "key-alias":
      return say("check.differs.alias");
    case "bucket":
      switch (before.kind) {
        case "absent":
          return say("check.differs.bucket.absent");
        case "unseen":
          return say("check.differs.bucket.unseen");
        case "region":
          return after.kind === "region"
            ? say("check.differs.bucket.regionNotWanted", { region: before.is, wanted: after.is })
            : say("check.differs.bucket.region", { region: before.is });
        default:
          return say("check.differs.bucket");
      }
    case "bucket-tags":
      return say("check.differs.bucket");
    case "owner":
      return say("check.differs.owner");
    case "public-access": {
      const is = settingOf(before);
      const none = is !== null && "public-access" in is && is["public-access"] === null;
      return say(none ? "check.differs.publicAccess.none" : "check.differs.publicAccess");
    }
    case "encryption": {
      const is = settingOf(before);
      return is !== null && "encryption" in is ? encryptedWith(is.encryption) : say("check.differs.encryption");
    }
    case "https-only":
      return say("check.differs.httpsOnly");
    case "versioning": {
      const is = settingOf(before);
      const isOn = is !== null && "versioning" in is && is.versioning;
      return say(isOn ? "check.differs.versioning.on" : "check.differs.versioning");
    }
    case "lifecycle":
      return say(hasRulesAdded(by) ? "check.differs.lifecycle.added" : "check.differs.lifecycle");
    case "policy":
    case "policy-versions":
      switch (before.kind) {
        case "absent":
          return say("check.differs.policy.absent");
        case "not-ours":
          return say("check.differs.policy.notOurs");
        default:
          return say("check.differs.policy");
      }
    case "trust":
    case "earlier-sessions":
      switch (before.kind) {
        case "absent":
          return say("check.differs.trust.absent");
        case "not-ours":
          return say("check.differs.trust.notOurs");
        default:
          return say("check.differs.trust");
      }
    case "boundary":
      return before.kind === "boundary" && before.is !== null
        ? say("check.differs.boundary", { boundary: before.is })
        : say("check.differs.boundary.none");
    case "attach": {
      const more = policiesAdded(by);
      return more === null ? say("check.differs.attach") : say("check.differs.attach.more", { policies: listOf(more) });
    }
  }
};

const settingOf = (value: Value): BucketValue | null => (value.kind === "setting" ? value.is : null);

const encryptedWith = ({ algorithm, key }: FoundEncryption) =>
  key === null
    ? say("check.differs.encryption.amazon", { algorithm })
    : say("check.differs.encryption.key", { algorithm, key });

/** Whether every rule that was planned is there, beside more. */
const hasRulesAdded = ({ before, after }: Deviation) => {
  const is = settingOf(before);
  const wanted = settingOf(after);
  if (is === null || wanted === null || !("lifecycle" in is && "lifecycle" in wanted)) {
    return false;
  }
  const there = new Set(is.lifecycle.map((rule) => JSON.stringify(rule)));
  return wanted.lifecycle.every((rule) => there.has(JSON.stringify(rule)));
};

/** What a role has besides what was planned, when it has that; null when it lacks some of that. */
const policiesAdded = ({ before, after }: Deviation): string[] | null => {
  if (before.kind !== "policies" || after.kind !== "policies") {
    return null;
  }
  const [is, wanted] = [before.is, after.is];
  return wanted.every((one) => is.includes(one)) ? is.filter((one) => !wanted.includes(one)) : null;
};

const REMEDIES = {
  key: "check.remedy.access",
  "key-rotation": "check.remedy.ask",
  "key-alias": "check.remedy.ask",
  owner: "check.remedy.ask",
  "public-access": "check.remedy.ask",
  encryption: "check.remedy.access",
  "https-only": "check.remedy.ask",
  versioning: "check.remedy.ask",
  lifecycle: "check.remedy.lifecycle",
  policy: "check.remedy.access",
  "policy-versions": "check.remedy.ask",
  trust: "check.remedy.access",
  "earlier-sessions": "check.remedy.ask",
  boundary: "check.remedy.boundary",
  attach: "check.remedy.attach",
} satisfies Record<Exclude<Resource, "bucket" | "bucket-tags">, PlainKey>;

/** Undo and a new setup are never the way: recordings may be there already. */
const remedyOf = (resource: Resource, { planned }: Checked) =>
  resource === "bucket" || resource === "bucket-tags"
    ? say("check.remedy.tag", { tag: planned.tag })
    : say(REMEDIES[resource]);
