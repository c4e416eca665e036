/**
 * What each kind that the program sends is called, and what is said of it: a table for each question, so that no page
 * answers one otherwise than another. A kind that is new in the program has no line here, and tsc says so.
 */
import type { BucketMode } from "../messages/BucketMode";
import type { ChangeAction } from "../messages/ChangeAction";
import type { CheckResult } from "../messages/CheckResult";
import type { EncryptionMode } from "../messages/EncryptionMode";
import type { HostService } from "../messages/HostService";
import type { Keep } from "../messages/Keep";
import type { Partition } from "../messages/Partition";
import type { RemovalOutcome } from "../messages/RemovalOutcome";
import type { RunState } from "../messages/RunState";
import type { RunTask } from "../messages/RunTask";
import type { SessionKind } from "../messages/SessionKind";
import type { SetupState } from "../messages/SetupState";
import type { Step } from "../messages/Step";
import type { StepStand } from "../messages/StepStand";
import type { Values } from "../messages/Values";
import type { WaitReason } from "../messages/WaitReason";
import type { PlainKey, TextKey } from "./say";

/** Whose account it is. */
export const SESSION_NAMES = {
  practice: "session.practice",
  real: "session.account",
  "number-only": "session.account",
} satisfies Record<SessionKind, TextKey>;

/** The way out of it. Only who signed in can sign out. */
export const SESSION_LEAVE = {
  practice: "session.leave",
  real: "session.signOut",
  "number-only": "session.leave",
} satisfies Record<SessionKind, PlainKey>;

/** The heading of the page that asks whether it is the right account. */
export const ACCOUNT_TITLES = {
  practice: "account.title.practice",
  real: "account.title.real",
  "number-only": "account.title.numberOnly",
} satisfies Record<SessionKind, PlainKey>;

export const ACCOUNT_DESCRIPTIONS = {
  practice: "account.description.practice",
  real: "account.description.real",
  "number-only": "account.description.numberOnly",
} satisfies Record<SessionKind, PlainKey>;

/** The button that looks for setups there. */
export const LOOKING = {
  practice: "elsewhere.find.practice",
  real: "elsewhere.find.account",
  "number-only": "elsewhere.find.account",
} satisfies Record<SessionKind, TextKey>;

/** Where a setup stands, on Home. */
export const SETUP_STATES = {
  draft: "home.state.draft",
  claimed: "home.state.claimed",
  running: "home.state.running",
  unfinished: "home.state.unfinished",
  ready: "home.state.ready",
  stopped: "home.state.stopped",
  removing: "home.state.removing",
  kept: "home.state.kept",
  undone: "home.state.undone",
} satisfies Record<SetupState, PlainKey>;

/** What forgetting it means. */
export const FORGETTING = {
  draft: "home.forget.draft",
  claimed: "home.forget.claimed",
  running: "home.forget.made",
  unfinished: "home.forget.made",
  ready: "home.forget.made",
  stopped: "home.forget.made",
  removing: "home.forget.made",
  kept: "home.forget.made",
  undone: "home.forget.undone",
} satisfies Record<SetupState, PlainKey>;

/** The kinds of name of a bucket. */
export const BUCKET_MODES = {
  "account-regional": "details.storage.accountRegional",
  ordinary: "details.storage.ordinary",
  theirs: "details.storage.theirs",
} satisfies Record<BucketMode, PlainKey>;

export const BUCKET_MODE_DESCRIPTIONS = {
  "account-regional": "details.storage.accountRegional.description",
  ordinary: "details.storage.ordinary.description",
  theirs: "details.storage.theirs.description",
} satisfies Record<BucketMode, PlainKey>;

/** What to type as its name. */
export const BUCKET_NAME_DESCRIPTIONS = {
  "account-regional": "details.storage.name.accountRegional.description",
  ordinary: "details.storage.name.ordinary.description",
  theirs: "details.storage.name.theirs.description",
} satisfies Record<BucketMode, PlainKey>;

/** Who holds the key. */
export const ENCRYPTION_MODES = {
  "new-key": "details.encryption.newKey",
  "existing-key": "details.encryption.existingKey",
  amazon: "details.encryption.amazon",
} satisfies Record<EncryptionMode, PlainKey>;

export const ENCRYPTION_MODE_DESCRIPTIONS = {
  "new-key": "details.encryption.newKey.description",
  "existing-key": "details.encryption.existingKey.description",
  amazon: "details.encryption.amazon.description",
} satisfies Record<EncryptionMode, PlainKey>;

/** How long recordings stay. */
export const KEEPS = {
  forever: "details.keeping.forever",
  days: "details.keeping.days",
} satisfies Record<Keep, PlainKey>;

/** What happens to a thing of the plan. */
export const CHANGE_ACTIONS = {
  create: "review.action.create",
  set: "review.action.set",
  keep: "review.action.keep",
  leave: "review.action.leave",
} satisfies Record<ChangeAction, PlainKey>;

/** What each step is called. */
export const STEPS = {
  key: "step.key",
  bucket: "step.bucket",
  "public-access": "step.publicAccess",
  encryption: "step.encryption",
  "https-only": "step.httpsOnly",
  keeping: "step.keeping",
  policy: "step.policy",
  role: "step.role",
  attach: "step.attach",
  checks: "step.checks",
} satisfies Record<Step, PlainKey>;

/** The steps that can be told to fail: the checks only read, so there is nothing in them to refuse. */
export const { checks: _onlyRead, ...FAILING_STEPS } = STEPS;

/** Where a step stands. */
export const STEP_STATES = {
  waiting: "stepState.waiting",
  running: "stepState.running",
  done: "stepState.done",
  failed: "stepState.failed",
  paused: "stepState.paused",
  undone: "stepState.undone",
  kept: "stepState.kept",
  unknown: "stepState.unknown",
} satisfies Record<StepStand, PlainKey>;

/** What a step waits for, and how long at the most. */
export const WAITS = {
  throttled: "run.waiting.throttled",
  settling: "run.waiting.settling",
  "bucket-busy": "run.waiting.bucketBusy",
  looking: "run.waiting.looking",
  offline: "run.waiting.offline",
} satisfies Record<WaitReason, TextKey>;

/** The heading of a run. */
export const RUN_TITLES = {
  create: {
    running: "run.title.running",
    failed: "run.title.failed",
    paused: "run.title.paused",
    done: "run.title.done",
  },
  undo: {
    running: "undo.run.running",
    failed: "undo.run.failed",
    paused: "run.title.paused",
    done: "undo.run.done",
  },
  stop: {
    running: "run.title.stopping",
    failed: "run.title.failed",
    paused: "run.title.paused",
    done: "run.title.stopped",
  },
  resume: {
    running: "run.title.resuming",
    failed: "run.title.failed",
    paused: "run.title.paused",
    done: "run.title.resumed",
  },
  "keep-key": {
    running: "run.title.keepingKey",
    failed: "run.title.failed",
    paused: "run.title.paused",
    done: "run.title.keptKey",
  },
} satisfies Record<RunTask, Record<RunState, PlainKey>>;

/** Whose run it is, and what to know of it. */
export const RUN_DESCRIPTIONS = {
  create: {
    running: "run.about.running",
    failed: "run.about.failed",
    paused: "run.about",
    done: "run.about",
  },
  undo: {
    running: "run.about.running",
    failed: "undo.run.about.failed",
    paused: "run.about",
    done: "run.about",
  },
  stop: {
    running: "run.about.running",
    failed: "run.about",
    paused: "run.about",
    done: "run.about",
  },
  resume: {
    running: "run.about.running",
    failed: "run.about",
    paused: "run.about",
    done: "run.about",
  },
  "keep-key": {
    running: "run.about.running",
    failed: "run.about",
    paused: "run.about",
    done: "run.about",
  },
} satisfies Record<RunTask, Record<RunState, TextKey>>;

/** What became of the work when the way into AWS ended, and how to go on. */
export const RUN_PAUSED = {
  create: "run.paused",
  undo: "undo.run.paused",
  stop: "run.paused",
  resume: "run.paused",
  "keep-key": "run.paused",
} satisfies Record<RunTask, PlainKey>;

/** What each value is called. */
export const VALUES = {
  roleArn: "ready.value.roleArn",
  region: "ready.value.region",
  bucketName: "ready.value.bucketName",
  bucketArn: "ready.value.bucketArn",
  keyArn: "ready.value.keyArn",
  policyArn: "ready.value.policyArn",
} satisfies Record<keyof Values, PlainKey>;

/** How a check came out. */
export const CHECK_RESULTS = {
  passes: "ready.check.passes",
  differs: "ready.check.differs",
  "not-visible-yet": "ready.check.notVisibleYet",
  left: "ready.check.accepted",
  closed: "ready.check.accepted",
  "not-read": "ready.check.notRead",
} satisfies Record<CheckResult["kind"], PlainKey>;

/** How many checks came out otherwise than as planned. */
export const CHECK_COUNTS = {
  differs: "ready.checks.differ",
  "not-visible-yet": "ready.checks.notVisibleYet",
  left: "ready.checks.accepted",
  closed: "ready.checks.accepted",
  "not-read": "ready.checks.notRead",
} satisfies Record<Exclude<CheckResult["kind"], "passes">, TextKey>;

/** What happens to a thing of a setup that is taken back. */
export const UNDO_OUTCOMES = {
  delete: "undo.outcome.delete",
  gone: "undo.outcome.gone",
  stays: "undo.outcome.stays",
  edited: "undo.outcome.edited",
  scheduled: "undo.outcome.scheduled",
  revert: "undo.outcome.revert",
} satisfies Record<RemovalOutcome["kind"], PlainKey>;

/** What the parts of AWS are called that share nothing. */
export const PARTITIONS = {
  aws: "account.partition.aws",
  "aws-cn": "account.partition.china",
  "aws-us-gov": "account.partition.govCloud",
  "aws-eusc": "account.partition.europe",
  "aws-iso": "account.partition.iso",
  "aws-iso-b": "account.partition.isoB",
  "aws-iso-e": "account.partition.isoE",
  "aws-iso-f": "account.partition.isoF",
} satisfies Record<Partition, PlainKey>;

/** What each server is for that the program asks. */
export const HOST_SERVICES = {
  sts: "host.sts",
  s3: "host.s3",
  kms: "host.kms",
  iam: "host.iam",
  "sign-in": "host.sign-in",
  oidc: "host.oidc",
  portal: "host.portal",
} satisfies Record<HostService, PlainKey>;
