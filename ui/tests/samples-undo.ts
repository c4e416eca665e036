/** What the program might answer when a setup is taken back. */

import { problemOf } from "../src/language/failures";
import type { Failure } from "../src/messages/Failure";
import type { Fate } from "../src/messages/Fate";
import type { RunState } from "../src/messages/RunState";
import type { RunView } from "../src/messages/RunView";
import type { Step } from "../src/messages/Step";
import type { UndoItem } from "../src/messages/UndoItem";
import type { UndoView } from "../src/messages/UndoView";
import { denied, SETUP } from "./samples";

const TITLE = "vcc-export-123456789012-eu-west-1-an";

export const noSession = problemOf<Failure>({ kind: "no-session" });

const refused = { ...denied, step: "policy" as const, aws: { ...denied.aws, call: "iam:DeletePolicy" } };

const STEPS: Step[] = ["attach", "role", "policy", "bucket", "key"];

/** A run of which so many steps are taken back; the next one is what the state says. */
export const run = (state: RunState, done: number): RunView => ({
  setup: SETUP,
  title: TITLE,
  task: "undo",
  state,
  steps: STEPS.map((step, index) => ({
    step,
    state: index < done ? "undone" : index > done ? "waiting" : state,
    seconds: index < done ? 0.4 : null,
    waiting: null,
    problem: index === done && state === "failed" ? refused : null,
    receipts: [],
  })),
  problem: state === "failed" ? refused : null,
});

const GOES: Fate = { kind: "delete" };
const GONE: Fate = { kind: "gone" };

const items = (fates: Record<"role" | "policy" | "bucket" | "key", Fate>): UndoItem[] => [
  { thing: "role", earlier: null, name: "vcc-export-storage-k7m2q9xw", fate: fates.role },
  { thing: "policy", earlier: null, name: "vcc-export-storage", fate: fates.policy },
  { thing: "bucket", earlier: null, name: TITLE, fate: fates.bucket },
  {
    thing: "key",
    earlier: null,
    name: "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809",
    fate: fates.key,
  },
];

/** A setup that is ready and has not been touched since. */
export const view: UndoView = {
  setup: SETUP,
  title: TITLE,
  practice: false,
  account: "123456789012",
  region: "eu-west-1",
  state: "ready",
  deletes: 4,
  setsBack: false,
  items: items({ role: GOES, policy: GOES, bucket: GOES, key: GOES }),
  lastUsed: "2026-11-20T09:12:00Z",
  storageId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  keyWaitsDays: 30,
  fingerprint: "5d41402abc4b2a76b9719d911017c592ae3f6b4c1f0e2d3c4b5a69788796a5b4",
};

/** From elsewhere: what its file says of the bucket is set back only where it is ticked. */
export const fromElsewhere: UndoView = {
  ...view,
  deletes: 3,
  setsBack: true,
  items: items({
    role: GOES,
    policy: GOES,
    bucket: {
      kind: "set-back",
      is: {
        writes: [],
        offered: [{ "public-access": null }, { versioning: false }],
        changed: [],
        unread: ["lifecycle"],
      },
    },
    key: GOES,
  }),
};

export const edited: UndoView = {
  ...view,
  items: items({
    role: GOES,
    policy: { kind: "edited", is: JSON.stringify({ Version: "2012-10-17", Statement: [] }, null, 4) },
    bucket: GOES,
    key: GOES,
  }),
};

export const kept: UndoView = {
  ...view,
  state: "kept",
  deletes: 2,
  items: items({ role: GONE, policy: GONE, bucket: GOES, key: GOES }),
  lastUsed: null,
};

/** The key was kept after all. */
export const keyKept: UndoView = {
  ...kept,
  items: items({ role: GONE, policy: GONE, bucket: GONE, key: GOES }),
};

export const removing: UndoView = {
  ...view,
  state: "removing",
  deletes: 2,
  items: items({ role: GONE, policy: { kind: "stays", is: { kind: "used-elsewhere" } }, bucket: GOES, key: GOES }),
  lastUsed: null,
};

export const undone: UndoView = {
  ...view,
  state: "undone",
  deletes: 0,
  items: items({ role: GONE, policy: GONE, bucket: GONE, key: { kind: "scheduled", is: "2026-12-23T10:00:00Z" } }),
  lastUsed: null,
};
