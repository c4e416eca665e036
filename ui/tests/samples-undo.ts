/** What the program might answer when a setup is taken back. */
import type { Problem } from "../src/messages/Problem";
import type { RunState } from "../src/messages/RunState";
import type { RunView } from "../src/messages/RunView";
import type { Step } from "../src/messages/Step";
import type { UndoFate } from "../src/messages/UndoFate";
import type { UndoItem } from "../src/messages/UndoItem";
import type { UndoView } from "../src/messages/UndoView";
import { denied, SETUP } from "./samples";

const TITLE = "vcc-export-123456789012-eu-west-1-an";

export const noSession: Problem = {
  kind: "no-session",
  cause: "Nobody is signed in.",
  remedy: "Choose how you get into AWS.",
  step: null,
  field: null,
  ask: null,
  aws: null,
};

const refused: Problem = {
  ...denied,
  cause: "Your AWS user may not delete policies.",
  step: "policy",
};

const STEPS: [Step, string][] = [
  ["attach", "Attach the policy to the role"],
  ["role", "Role for Vonage"],
  ["policy", "Permissions policy"],
  ["bucket", "Storage bucket"],
  ["key", "Encryption key"],
];

/** A run of which so many steps are taken back; the next one is what the state says. */
export const run = (state: RunState, done: number): RunView => ({
  setup: SETUP,
  title: TITLE,
  task: "undo",
  state,
  steps: STEPS.map(([step, title], index) => ({
    step,
    title,
    state: index < done ? "undone" : index > done ? "waiting" : state,
    seconds: index < done ? 0.4 : null,
    waiting: null,
    problem: index === done && state === "failed" ? refused : null,
    receipts: [],
  })),
  problem: state === "failed" ? refused : null,
});

const items = (fates: Record<"role" | "policy" | "bucket" | "key", UndoFate>): UndoItem[] => [
  {
    id: "role",
    title: "Role for Vonage",
    name: "vcc-export-storage-k7m2q9xw",
    fate: fates.role,
    sentence: "Vonage’s way in. It goes first, so that nothing is written any more.",
    document: null,
  },
  {
    id: "policy",
    title: "Permissions policy",
    name: "vcc-export-storage",
    fate: fates.policy,
    sentence: "It says what the role may do.",
    document: fates.policy === "edited" ? JSON.stringify({ Version: "2012-10-17", Statement: [] }, null, 2) : null,
  },
  {
    id: "bucket",
    title: "Storage bucket",
    name: TITLE,
    fate: fates.bucket,
    sentence: "It is deleted only if it is empty.",
    document: null,
  },
  {
    id: "key",
    title: "Encryption key",
    name: "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809",
    fate: fates.key,
    sentence: "It goes only after the bucket, waits 30 days, and can be had back until then.",
    document: null,
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
  button: "Delete these 4 items",
  items: items({ role: "delete", policy: "delete", bucket: "delete", key: "delete" }),
  lastUsed: "Vonage last used this way in on 20 November 2026, 09:12 UTC. AWS knows that some hours late.",
  storageId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  asksEdited: false,
  keyDate: null,
  offered: [],
  fingerprint: "5d41402abc4b2a76b9719d911017c592ae3f6b4c1f0e2d3c4b5a69788796a5b4",
};

/** From elsewhere: what its file says of the bucket is set back only where it is ticked. */
export const fromElsewhere: UndoView = {
  ...view,
  offered: [
    { setting: "public-access", title: "public-access switches", value: "{}" },
    { setting: "versioning", title: "versioning", value: "false" },
  ],
};

export const edited: UndoView = {
  ...view,
  items: items({ role: "delete", policy: "edited", bucket: "delete", key: "delete" }),
  asksEdited: true,
};

export const kept: UndoView = {
  ...view,
  state: "kept",
  button: "I have emptied it: finish",
  items: items({ role: "gone", policy: "gone", bucket: "delete", key: "delete" }),
  lastUsed: null,
};

/** The key was kept after all. */
export const keyKept: UndoView = {
  ...kept,
  items: items({ role: "gone", policy: "gone", bucket: "gone", key: "delete" }),
};

export const removing: UndoView = {
  ...view,
  state: "removing",
  button: "Delete these 2 items",
  items: items({ role: "gone", policy: "stays", bucket: "delete", key: "delete" }),
  lastUsed: null,
};

export const undone: UndoView = {
  ...view,
  state: "undone",
  button: null,
  items: items({ role: "gone", policy: "gone", bucket: "gone", key: "scheduled" }),
  lastUsed: null,
  keyDate: "2026-12-23T10:00:00Z",
};
