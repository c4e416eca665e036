/** What the program sends, as it wrote it itself: `tests/it/fixtures.rs`. */
import type { Problem } from "../src/language/failures";
import type { About } from "../src/messages/About";
import type { AccountChoice } from "../src/messages/AccountChoice";
import type { BrowserLinks } from "../src/messages/BrowserLinks";
import type { CenterLink } from "../src/messages/CenterLink";
import type { ClaimedSetup } from "../src/messages/ClaimedSetup";
import type { Field } from "../src/messages/Field";
import type { Form } from "../src/messages/Form";
import type { FormCheck } from "../src/messages/FormCheck";
import type { FormProblem } from "../src/messages/FormProblem";
import type { FoundSetups } from "../src/messages/FoundSetups";
import type { HostView } from "../src/messages/HostView";
import type { PermissionsView } from "../src/messages/PermissionsView";
import type { PortalChoice } from "../src/messages/PortalChoice";
import type { ProfileChoice } from "../src/messages/ProfileChoice";
import type { Ready } from "../src/messages/Ready";
import type { RegionChoice } from "../src/messages/RegionChoice";
import type { Review } from "../src/messages/Review";
import type { RunView } from "../src/messages/RunView";
import type { SessionView } from "../src/messages/SessionView";
import type { SettingsView } from "../src/messages/SettingsView";
import type { SetupCard } from "../src/messages/SetupCard";
import type { UndoView } from "../src/messages/UndoView";
import type { VonageReading } from "../src/messages/VonageReading";
import type { WayInView } from "../src/messages/WayInView";
import written from "./fixtures.json";

interface Written {
  about: About;
  browserLinks: BrowserLinks;
  centerAccounts: AccountChoice[];
  centerLink: CenterLink;
  check: FormCheck;
  checkOrdinary: FormCheck;
  claimedSetup: ClaimedSetup;
  denied: Problem;
  done: RunView;
  edited: UndoView;
  everything: PermissionsView;
  failed: RunView;
  filled: Form;
  form: Form;
  foundSetups: FoundSetups;
  fromElsewhere: UndoView;
  inPart: PermissionsView;
  judged: { field: Field; typed: string; problems: FormProblem[]; advice: FormProblem[] }[];
  kept: UndoView;
  keyKept: UndoView;
  missing: PermissionsView;
  nameTaken: Problem;
  noSession: Problem;
  nobodyAsked: PermissionsView;
  numberOnly: SessionView;
  paused: RunView;
  portal: PortalChoice;
  practice: SessionView;
  practiceCard: SetupCard;
  profiles: ProfileChoice[];
  reached: HostView[];
  read: { text: string; reading: VonageReading }[];
  ready: Ready;
  readyCard: SetupCard;
  real: SessionView;
  realCards: [SetupCard, SetupCard, SetupCard];
  regions: RegionChoice[];
  removing: UndoView;
  review: Review;
  root: SessionView;
  running: RunView[];
  settings: SettingsView;
  unchecked: PermissionsView;
  undo: UndoView;
  undoDone: RunView;
  undoFailed: RunView;
  undoPaused: RunView;
  undoing: RunView[];
  undone: UndoView;
  unread: RunView;
  unreadPaused: RunView;
  wayIn: WayInView;
}

const all = written as unknown as Written;

export const {
  about,
  browserLinks,
  centerAccounts,
  centerLink,
  claimedSetup,
  denied,
  done,
  failed,
  filled,
  form,
  foundSetups,
  nameTaken,
  numberOnly,
  paused,
  portal,
  practice,
  profiles,
  reached,
  ready,
  readyCard,
  real,
  regions,
  review,
  root,
  settings,
  wayIn,
} = all;

export const SETUP = filled.setup;
export const PRIMARY = filled.primaryService;
export const SECONDARY = filled.secondaryService;
/** Vonage's mail, with both values in it. */
export const MAIL = all.read[0]?.text ?? "";

const [draftCard, unfinishedCard, runningCard] = all.realCards;
/** One of each kind. The third is of Practice. */
export const cards: [SetupCard, SetupCard, SetupCard, SetupCard] = [
  draftCard,
  unfinishedCard,
  all.practiceCard,
  runningCard,
];

const ofStep = (runs: RunView[], state: "done" | "undone", steps: number): RunView => {
  const found = runs.find((run) => run.steps.filter((step) => step.state === state).length === steps);
  if (!found) {
    throw new Error(`No run of which ${steps} steps are ${state}: tests/it/fixtures writes them.`);
  }
  return found;
};

/** A run of which so many steps are done. */
export const running = (steps: number): RunView => ofStep(all.running, "done", steps);

/** Everything is made, and AWS does not let it be read back. */
export const unread = { failed: all.unread, paused: all.unreadPaused };

/** What is said of a form: of each field what the program says of that value while everything else is as it should be. */
export const judge = (typed: Form): FormCheck => {
  const values: Partial<Record<Field, string>> = {
    "primary-service": typed.primaryService,
    "secondary-service": typed.secondaryService,
    region: typed.region,
    "bucket-name": typed.bucketName,
    "role-name": typed.roleName,
  };
  const said = all.judged.filter(({ field, typed: value }) => values[field] === value);
  return {
    ...(typed.bucketMode === "account-regional" ? all.check : all.checkOrdinary),
    problems: said.flatMap(({ problems }) => problems),
    advice: said.flatMap(({ advice }) => advice),
  };
};

export const read = (text: string): VonageReading => {
  const found = all.read.find((read) => read.text === text);
  return found?.reading ?? { primary: null, secondary: null, wholeAccount: false, warnings: [] };
};

/** What AWS says of a sign-in, and the policies to hand out. */
export const allowed = {
  everything: all.everything,
  missing: all.missing,
  inPart: all.inPart,
  unchecked: all.unchecked,
  nobodyAsked: all.nobodyAsked,
};

/** A setup that is taken back. */
export const undone = {
  noSession: all.noSession,
  view: all.undo,
  fromElsewhere: all.fromElsewhere,
  edited: all.edited,
  kept: all.kept,
  keyKept: all.keyKept,
  removing: all.removing,
  undone: all.undone,
  running: (steps: number): RunView => ofStep(all.undoing, "undone", steps),
  done: all.undoDone,
  failed: all.undoFailed,
  paused: all.undoPaused,
};
