/** Everything the page asks of the program; the only file that knows Tauri. */
import { Channel, type InvokeArgs, invoke } from "@tauri-apps/api/core";
import { type Problem, problemOf } from "./language/failures";
import type { About } from "./messages/About";
import type { AccountChoice } from "./messages/AccountChoice";
import type { BrowserLinks } from "./messages/BrowserLinks";
import type { BucketMode } from "./messages/BucketMode";
import type { CenterLink } from "./messages/CenterLink";
import type { ClaimedSetup } from "./messages/ClaimedSetup";
import type { Form } from "./messages/Form";
import type { FormCheck } from "./messages/FormCheck";
import type { FormProblem } from "./messages/FormProblem";
import type { FoundSetups } from "./messages/FoundSetups";
import type { Home } from "./messages/Home";
import type { HostView } from "./messages/HostView";
import type { OpenedSetup } from "./messages/OpenedSetup";
import type { PermissionsView } from "./messages/PermissionsView";
import type { PortalChoice } from "./messages/PortalChoice";
import type { ProfileChoice } from "./messages/ProfileChoice";
import type { Ready } from "./messages/Ready";
import type { RegionChoice } from "./messages/RegionChoice";
import type { ReviewOutcome } from "./messages/ReviewOutcome";
import type { RunView } from "./messages/RunView";
import type { SessionView } from "./messages/SessionView";
import type { SettingsForm } from "./messages/SettingsForm";
import type { SettingsView } from "./messages/SettingsView";
import type { SignIn } from "./messages/SignIn";
import type { Step } from "./messages/Step";
import type { UndoPress } from "./messages/UndoPress";
import type { UndoView } from "./messages/UndoView";
import type { VonageReading } from "./messages/VonageReading";
import type { WayInView } from "./messages/WayInView";
import { shown } from "./shown";

/** The pages on the web that the program can open. It knows their addresses; the page only names them. */
export type LinkId = "vonage-storage-page" | "aws-regions";

/** What the program answers, or why it does not, with hidden characters marked: they may be anybody's. */
const ask = async <T>(command: string, args?: InvokeArgs): Promise<T> => {
  try {
    return shown(await answer<T>(command, args));
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : shown(thrown);
  }
};

/** What the person typed themselves goes back into the form as it is. */
const answer = <T>(command: string, args?: InvokeArgs) => invoke<T>(command, args);

/** The last draft on its way to the disk. Commands overtake each other: whoever reads drafts, or writes one, waits. */
let saving: Promise<unknown> = Promise.resolve();
const afterSaving = async <T>(asking: () => Promise<T>): Promise<T> => {
  await saving;
  return asking();
};

/** The Home page, with every setup or with those that are seen first. */
export const home = (all: boolean) => afterSaving(() => ask<Home>("home", { all }));
export const about = () => ask<About>("about");
export const settings = () => ask<SettingsView>("settings");
export const saveSettings = (form: SettingsForm) => ask<SettingsView>("save_settings", { form });
export const testConnection = () => ask<HostView[]>("test_connection");
export const profiles = () => ask<ProfileChoice[]>("profiles");
export const signIn = (way: SignIn) => ask<SessionView>("sign_in", { signIn: way });
export const beginBrowserSignIn = () => ask<BrowserLinks>("begin_browser_sign_in");
export const openBrowserAgain = () => ask<void>("open_browser_again");
export const cancelBrowserSignIn = () => ask<void>("cancel_browser_sign_in");
/** The company pages that can be chosen without typing them. */
export const portals = () => ask<PortalChoice[]>("portals");
export const beginCenterSignIn = (startUrl: string, region: string) =>
  ask<CenterLink>("begin_center_sign_in", { startUrl, region });
export const beginCenterCode = () => ask<CenterLink>("begin_center_code");
export const openCenterAgain = () => ask<void>("open_center_again");
export const finishCenterSignIn = () => ask<AccountChoice[]>("finish_center_sign_in");
export const centerRoles = (account: string) => ask<string[]>("center_roles", { account });
export const cancelCenterSignIn = () => ask<void>("cancel_center_sign_in");
export const signOut = () => ask<void>("sign_out");
export const confirmAccount = (expected: string) => ask<FormProblem | null>("confirm_account", { expected });
export const newForm = () => answer<Form>("new_form");
export const formOf = (setup: string) => afterSaving(() => answer<Form>("form_of", { setup }));
export const saveForm = (form: Form) => {
  const saved = afterSaving(() => ask<void>("save_form", { form }));
  saving = saved.catch(() => undefined);
  return saved;
};
export const checkForm = (form: Form) => ask<FormCheck>("check_form", { form });
export const suggestBucketName = (mode: BucketMode) => ask<string>("suggest_bucket_name", { mode });
export const readVonage = (text: string) => ask<VonageReading>("read_vonage", { text });
export const regions = () => ask<RegionChoice[]>("regions");
export const review = (form: Form) => ask<ReviewOutcome>("review", { form });
/** What this sign-in may do of the plan that was reviewed. */
export const permissions = (fingerprint: string) => ask<PermissionsView>("permissions", { fingerprint });
export const create = (fingerprint: string) => ask<string>("create", { fingerprint });
export const retry = (setup: string, anotherKey = false) => ask<void>("retry", { setup, anotherKey });
export const undoPreview = (setup: string) => ask<UndoView>("undo_preview", { setup });
/** Each of these three carries out what its page showed, and nothing else. */
export const undo = (setup: string, press: UndoPress) => ask<void>("undo", { setup, press });
export const keepKey = (setup: string) => ask<void>("keep_key", { setup });
export const stopPreview = (setup: string) => ask<WayInView>("stop_preview", { setup });
export const stopVonage = (setup: string, fingerprint: string) => ask<void>("stop", { setup, fingerprint });
export const resumePreview = (setup: string) => ask<WayInView>("resume_preview", { setup });
export const resumeVonage = (setup: string, fingerprint: string) => ask<void>("resume", { setup, fingerprint });
export const cancelRun = (setup: string) => ask<void>("cancel", { setup });
export const forget = (setup: string) => ask<void>("forget", { setup });
/** Reads a setup back from AWS and compares it anew; nothing is changed there. */
export const check = (setup: string) => ask<void>("check", { setup });
export const ready = (setup: string) => ask<Ready>("ready", { setup });
export const keepStorageId = (setup: string, storageId: string) => ask<void>("keep_storage_id", { setup, storageId });
/** Saves a setup's record as a file and answers where. */
export const saveRecord = (setup: string) => ask<string>("save_record", { setup });
export const openRecord = (text: string) => ask<OpenedSetup>("open_record", { text });
/** What a file says of a setup, and whether AWS has it. */
export const claimed = (setup: string) => ask<ClaimedSetup>("claimed", { setup });
export const confirm = (setup: string) => ask<void>("confirm", { setup });
export const findSetups = () => ask<FoundSetups>("find_setups");
export const openFound = (bucket: string, region: string) => ask<OpenedSetup>("open_found", { bucket, region });
export const copy = (text: string) => ask<void>("copy", { text });
export const openLink = (id: LinkId) => ask<void>("open_link", { id });
export const practiceFailure = (step: Step | null) => ask<void>("practice_failure", { step });

/** Sends the run of a setup as it is now and after every change, until the page that asked is left. */
export const watch = (setup: string, onRun: (run: RunView) => void) => {
  const news = new Channel<RunView>();
  news.onmessage = (run) => onRun(shown(run));
  return ask<void>("watch", { setup, news });
};

/**
 * What a rejected call says. The program rejects with a `Problem`; anything else is a fault between page and program,
 * and is shown rather than swallowed.
 */
export const asProblem = (thrown: unknown): Problem =>
  isProblem(thrown)
    ? thrown
    : {
        ...problemOf({ kind: "page-fault" }),
        aws: { call: "export-storage-setup", code: null, message: wordsOf(thrown), requestId: null },
      };

const isProblem = (thrown: unknown): thrown is Problem =>
  typeof thrown === "object" && thrown !== null && "failure" in thrown && "situation" in thrown;

const wordsOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));
