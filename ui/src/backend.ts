/** Everything the page asks of the program; the only file that knows Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";

import type { About } from "./messages/About";
import type { AccountChoice } from "./messages/AccountChoice";
import type { BrowserLinks } from "./messages/BrowserLinks";
import type { BucketMode } from "./messages/BucketMode";
import type { CenterLink } from "./messages/CenterLink";
import type { ClaimedSetup } from "./messages/ClaimedSetup";
import type { FieldProblem } from "./messages/FieldProblem";
import type { Form } from "./messages/Form";
import type { FormCheck } from "./messages/FormCheck";
import type { FoundSetups } from "./messages/FoundSetups";
import type { Home } from "./messages/Home";
import type { HostView } from "./messages/HostView";
import type { OpenedSetup } from "./messages/OpenedSetup";
import type { PermissionsView } from "./messages/PermissionsView";
import type { PortalChoice } from "./messages/PortalChoice";
import type { Problem } from "./messages/Problem";
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

/** The pages on the web that the program can open. It knows their addresses; the page only names them. */
export type LinkId = "vonage-storage-page" | "aws-regions";

/** The Home page, with every setup or with those that are seen first. */
export const home = (all: boolean) => invoke<Home>("home", { all });
export const about = () => invoke<About>("about");
export const settings = () => invoke<SettingsView>("settings");
export const saveSettings = (form: SettingsForm) => invoke<SettingsView>("save_settings", { form });
export const testConnection = () => invoke<HostView[]>("test_connection");
export const profiles = () => invoke<ProfileChoice[]>("profiles");
export const signIn = (way: SignIn) => invoke<SessionView>("sign_in", { signIn: way });
export const beginBrowserSignIn = () => invoke<BrowserLinks>("begin_browser_sign_in");
export const openBrowserAgain = () => invoke<void>("open_browser_again");
export const cancelBrowserSignIn = () => invoke<void>("cancel_browser_sign_in");
/** The company pages that can be chosen without typing them. */
export const portals = () => invoke<PortalChoice[]>("portals");
export const beginCenterSignIn = (startUrl: string, region: string) =>
  invoke<CenterLink>("begin_center_sign_in", { startUrl, region });
export const beginCenterCode = () => invoke<CenterLink>("begin_center_code");
export const openCenterAgain = () => invoke<void>("open_center_again");
export const finishCenterSignIn = () => invoke<AccountChoice[]>("finish_center_sign_in");
export const centerRoles = (account: string) => invoke<string[]>("center_roles", { account });
export const cancelCenterSignIn = () => invoke<void>("cancel_center_sign_in");
export const signOut = () => invoke<void>("sign_out");
export const confirmAccount = (expected: string) => invoke<FieldProblem | null>("confirm_account", { expected });
export const newForm = () => invoke<Form>("new_form");
export const formOf = (setup: string) => invoke<Form>("form_of", { setup });
export const saveForm = (form: Form) => invoke<void>("save_form", { form });
export const checkForm = (form: Form) => invoke<FormCheck>("check_form", { form });
export const suggestBucketName = (mode: BucketMode) => invoke<string>("suggest_bucket_name", { mode });
export const readVonage = (text: string) => invoke<VonageReading>("read_vonage", { text });
export const regions = () => invoke<RegionChoice[]>("regions");
export const review = (form: Form) => invoke<ReviewOutcome>("review", { form });
/** What this sign-in may do of the plan that was reviewed. */
export const permissions = (fingerprint: string) => invoke<PermissionsView>("permissions", { fingerprint });
export const create = (fingerprint: string) => invoke<string>("create", { fingerprint });
export const retry = (setup: string, anotherKey = false) => invoke<void>("retry", { setup, anotherKey });
export const undoPreview = (setup: string) => invoke<UndoView>("undo_preview", { setup });
/** Each of these three carries out what its page showed, and nothing else. */
export const undo = (setup: string, press: UndoPress) => invoke<void>("undo", { setup, press });
export const keepKey = (setup: string) => invoke<void>("keep_key", { setup });
export const stopPreview = (setup: string) => invoke<WayInView>("stop_preview", { setup });
export const stopVonage = (setup: string, fingerprint: string) => invoke<void>("stop", { setup, fingerprint });
export const resumePreview = (setup: string) => invoke<WayInView>("resume_preview", { setup });
export const resumeVonage = (setup: string, fingerprint: string) => invoke<void>("resume", { setup, fingerprint });
export const cancelRun = (setup: string) => invoke<void>("cancel", { setup });
export const forget = (setup: string) => invoke<void>("forget", { setup });
export const ready = (setup: string) => invoke<Ready>("ready", { setup });
export const keepStorageId = (setup: string, storageId: string) =>
  invoke<void>("keep_storage_id", { setup, storageId });
/** Saves a setup's record as a file and answers where. */
export const saveRecord = (setup: string) => invoke<string>("save_record", { setup });
export const openRecord = (text: string) => invoke<OpenedSetup>("open_record", { text });
/** What a file says of a setup, and whether AWS has it. */
export const claimed = (setup: string) => invoke<ClaimedSetup>("claimed", { setup });
export const confirm = (setup: string) => invoke<void>("confirm", { setup });
export const findSetups = () => invoke<FoundSetups>("find_setups");
export const openFound = (bucket: string, region: string) => invoke<OpenedSetup>("open_found", { bucket, region });
export const copy = (text: string) => invoke<void>("copy", { text });
export const openLink = (id: LinkId) => invoke<void>("open_link", { id });
export const practiceFailure = (step: Step | null) => invoke<void>("practice_failure", { step });

/** Sends the run of a setup as it is now and after every change, until the page that asked is left. */
export const watch = (setup: string, onRun: (run: RunView) => void) => {
  const news = new Channel<RunView>();
  news.onmessage = onRun;
  return invoke<void>("watch", { setup, news });
};

/**
 * What a rejected call says. The program rejects with a `Problem`; anything else is a fault between page and program,
 * and is shown rather than swallowed.
 */
export const asProblem = (thrown: unknown): Problem => {
  if (isProblem(thrown)) {
    return thrown;
  }
  return {
    kind: "page-fault",
    cause: "Something went wrong inside the program, not in AWS.",
    remedy: "Try again. If it happens again, close the window and open it: what you typed is kept.",
    step: null,
    field: null,
    ask: null,
    aws: { call: "export-storage-setup", code: null, message: wordsOf(thrown), requestId: null },
  };
};

const isProblem = (thrown: unknown): thrown is Problem =>
  typeof thrown === "object" && thrown !== null && "cause" in thrown && "remedy" in thrown && "kind" in thrown;

const wordsOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));
