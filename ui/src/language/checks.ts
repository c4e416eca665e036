/** What a check of a setup was about, what it found, and what to do about a difference. */
import type { BucketValue } from "../messages/BucketValue";
import type { Check } from "../messages/Check";
import type { Deviation } from "../messages/Deviation";
import type { ObservedEncryption } from "../messages/ObservedEncryption";
import type { Ready } from "../messages/Ready";
import type { Resource } from "../messages/Resource";
import type { Unread } from "../messages/Unread";
import type { Value } from "../messages/Value";
import { listOf } from "./format";
import { type PlainKey, say } from "./say";

/** What of the Ready page is said of its checks. */
export type Checked = Pick<Ready, "values" | "planned">;

/** What is said of a resource under a name of its own; the others are said of the resource that they are part of. */
const PART_OF = { "policy-versions": "policy", "earlier-sessions": "trust" } as const;

type Named = Exclude<Resource, keyof typeof PART_OF>;

const named = (resource: Resource): Named =>
  resource === "policy-versions" || resource === "earlier-sessions" ? PART_OF[resource] : resource;

/** What was checked. */
export const titleOf = ({ resource }: Check, { planned }: Checked): string =>
  resource === "bucket" && !planned.newBucket
    ? say("check.title.bucket.theirs")
    : say(`check.title.${named(resource)}`);

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

const asPlanned = (resource: Resource, { values, planned }: Checked): string => {
  const name = named(resource);
  if (name === "bucket") {
    return say(planned.newBucket ? "check.passes.bucket" : "check.passes.bucket.theirs", { bucket: values.bucketName });
  }
  if (name === "encryption" && planned.encryption.kind === "as-before") {
    return say("check.passes.encryption.asBefore");
  }
  if (name === "encryption" && planned.encryption.kind === "key") {
    return say("check.passes.encryption.key", { key: planned.encryption.arn });
  }
  return say(name === "versioning" && !planned.versioning ? "check.passes.versioning.off" : `check.passes.${name}`);
};

const differs = (resource: Resource, by: Deviation | null): string => {
  if (by === null) {
    return say("check.differs");
  }
  const { before, after } = by;
  const name = named(resource);
  switch (name) {
    case "key":
      if (before.kind === "key") {
        const { state, spec, usage, manager } = before.is;
        return say("check.differs.key", { state, spec, usage, manager });
      }
      return say(before.kind === "absent" ? "check.differs.key.absent" : "check.differs.key.other");
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
    case "public-access": {
      const is = settingOf(before);
      const none = is !== null && "public-access" in is && is["public-access"] === null;
      return say(none ? "check.differs.public-access.none" : "check.differs.public-access");
    }
    case "encryption": {
      const is = settingOf(before);
      return is !== null && "encryption" in is ? encryptedWith(is.encryption) : say("check.differs.encryption");
    }
    case "versioning": {
      const is = settingOf(before);
      const isOn = is !== null && "versioning" in is && is.versioning;
      return say(isOn ? "check.differs.versioning.on" : "check.differs.versioning");
    }
    case "lifecycle":
      return say(hasRulesAdded(by) ? "check.differs.lifecycle.added" : "check.differs.lifecycle");
    case "policy":
      switch (before.kind) {
        case "absent":
          return say("check.differs.policy.absent");
        case "not-ours":
          return say("check.differs.policy.notOurs");
        default:
          return say("check.differs.policy");
      }
    case "trust":
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
    default:
      return say(`check.differs.${name}`);
  }
};

const settingOf = (value: Value): BucketValue | null => (value.kind === "setting" ? value.is : null);

const encryptedWith = ({ algorithm, key }: ObservedEncryption) =>
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

/** What to do about a difference, where asking the cloud team is not all. */
const REMEDIES: Partial<Record<Resource, PlainKey>> = {
  key: "check.remedy.access",
  encryption: "check.remedy.access",
  lifecycle: "check.remedy.lifecycle",
  policy: "check.remedy.access",
  trust: "check.remedy.access",
  boundary: "check.remedy.boundary",
  attach: "check.remedy.attach",
};

/** Undo and a new setup are never the way: recordings may be there already. */
const remedyOf = (resource: Resource, { planned }: Checked) =>
  resource === "bucket" || resource === "bucket-tags"
    ? say("check.remedy.tag", { tag: planned.tag })
    : say(REMEDIES[resource] ?? "check.remedy.ask");
