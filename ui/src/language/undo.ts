/** What is said of taking a setup back: of each thing what it is and what becomes of it, and what the one button says. */
import type { BucketSetting } from "../messages/BucketSetting";
import type { BucketValue } from "../messages/BucketValue";
import type { RemovalOutcome } from "../messages/RemovalOutcome";
import type { Revert } from "../messages/Revert";
import type { Stays } from "../messages/Stays";
import type { Thing } from "../messages/Thing";
import type { UndoItem } from "../messages/UndoItem";
import type { UndoView } from "../messages/UndoView";
import { dateOf, listOf } from "./format";
import { type PlainKey, say } from "./say";

const ITEMS = {
  role: "undo.item.role",
  policy: "undo.item.policy",
  bucket: "undo.item.bucket",
  key: "undo.item.key",
} satisfies Record<Thing, PlainKey>;

const EARLIER_ITEMS = {
  role: "undo.item.role.earlier",
  policy: "undo.item.policy.earlier",
  bucket: "undo.item.bucket.earlier",
  key: "undo.item.key.earlier",
} satisfies Record<Thing, PlainKey>;

/** What it is. */
export const titleOf = ({ thing, earlier }: UndoItem) => say((earlier === null ? ITEMS : EARLIER_ITEMS)[thing]);

/** What happens to it. A bucket of theirs that is as it was stays, and nothing else. */
export const outcomeOf = ({ outcome }: UndoItem): RemovalOutcome["kind"] =>
  outcome.kind === "revert" && outcome.is.writes.length === 0 ? "stays" : outcome.kind;

/** What that means, or why. */
export const sentenceOf = (item: UndoItem, view: UndoView): string => {
  const { outcome } = item;
  switch (outcome.kind) {
    case "delete":
      return item.earlier === null ? goes(item.thing, view) : say(GOES_EARLIER[item.thing]);
    case "gone":
      return say("undo.gone");
    case "edited":
      return say("undo.edited.now");
    case "stays":
      return stays(outcome.is);
    case "scheduled":
      return say("undo.scheduled");
    case "revert":
      return revert(outcome.is);
  }
};

const goes = (thing: Thing, view: UndoView): string => {
  switch (thing) {
    case "role":
      return say("undo.goes.role");
    case "policy":
      return say("undo.goes.policy");
    case "bucket":
      return say(bucketWasKept(view) ? "undo.goes.bucket.wasKept" : "undo.goes.bucket");
    case "key":
      return say("undo.goes.key", { days: view.keyWaitsDays });
  }
};

const GOES_EARLIER = {
  role: "undo.goes.earlier",
  policy: "undo.goes.earlier",
  bucket: "undo.goes.earlier.bucket",
  key: "undo.goes.earlier",
} satisfies Record<Thing, PlainKey>;

const stays = (why: Stays): string => {
  switch (why.kind) {
    case "made-again":
      return say("undo.stays.madeAgain");
    case "not-ours":
      return say("undo.stays.notOurs");
    case "other-setup":
      return say("undo.stays.otherSetup", { setup: why.setup });
    case "unreadable":
      return say("undo.stays.unreadable", { call: why.call });
    case "has-more":
      return say("undo.stays.hasMore", { names: why.names });
    case "used-elsewhere":
      return say("undo.stays.usedElsewhere");
    case "role-stays":
      return say("undo.stays.roleStays");
    case "bucket-stays":
      return say("undo.stays.bucketStays");
    case "may-open-files":
      return say("undo.stays.mayOpenFiles");
    case "unseen":
      return say("undo.stays.unseen");
  }
};

/** A setting in the middle of a sentence. */
export const settingName = (setting: BucketSetting): string => say(`undo.setting.${setting}`);

/** Whose value it is. */
export const settingOf = (value: BucketValue): BucketSetting => {
  const [setting] = Object.keys(value) as (BucketSetting | "policy")[];
  return setting === undefined || setting === "policy" ? "https-only" : setting;
};

/** What becomes of a bucket that was theirs before. */
const revert = ({ writes, changed, offered, unread }: Revert): string => {
  const said = [
    ["undo.theirs.writes", writes.map(settingOf)],
    ["undo.theirs.changed", changed],
    ["undo.theirs.offered", offered.map(settingOf)],
    ["undo.theirs.unread", unread],
  ] as const;
  const sentences = said
    .filter(([, settings]) => settings.length > 0)
    .map(([message, settings]) => say(message, { settings: listOf(settings.map(settingName)) }));
  return [say("undo.theirs"), ...sentences].join(" ");
};

/** When Vonage last used the role. */
export const lastUseOf = ({ lastUsed }: UndoView) =>
  lastUsed === null ? say("undo.lastUsed.never") : say("undo.lastUsed", { moment: dateOf(lastUsed) });

/** What the one button says; null when there is nothing to do. */
export const buttonOf = (view: UndoView): string | null => {
  if (view.deletes === 0) {
    return view.reverts ? say("undo.button.revert") : null;
  }
  return bucketWasKept(view) ? say("undo.button.finish") : say("undo.button", { items: view.deletes });
};

/** What the setup uses of this kind; undefined without one. */
const present = ({ items }: UndoView, thing: Thing) =>
  items.find((item) => item.thing === thing && item.earlier === null);

/** Whether the role is there, whatever becomes of it. */
export const hasRole = (view: UndoView) => {
  const role = present(view, "role");
  return role !== undefined && role.outcome.kind !== "gone";
};

/** When a key is deleted; null of anything else, and when AWS does not say. */
export const dateOfEnd = ({ outcome }: UndoItem) => (outcome.kind === "scheduled" ? outcome.is : null);

/** Until when the key can be kept after all. */
export const keyDateOf = (view: UndoView) => {
  const key = present(view, "key");
  return key === undefined ? null : dateOfEnd(key);
};

/** Whether somebody changed it, and it goes only after a second yes. */
export const isEdited = ({ outcome }: UndoItem) => outcome.kind === "edited";

/** What the record from elsewhere says the bucket was like before; each is set back only where it is ticked. */
export const offeredBy = (view: UndoView): BucketValue[] => {
  const bucket = present(view, "bucket");
  return bucket?.outcome.kind === "revert" ? bucket.outcome.is.offered : [];
};

/** Whether it was there to stay the last time it was looked at, and the setup uses it. */
export const isThere = (view: UndoView, thing: Thing) => {
  const item = present(view, thing);
  return item !== undefined && IS_THERE[outcomeOf(item)];
};

const IS_THERE = {
  delete: true,
  stays: true,
  edited: true,
  gone: false,
  scheduled: false,
  revert: false,
} satisfies Record<RemovalOutcome["kind"], boolean>;

/** Whether AWS kept the bucket the last time because something was in it. */
const bucketWasKept = (view: UndoView) => view.state === "kept" && present(view, "bucket")?.outcome.kind === "delete";
