/** A program to draw the pages against: answers every command from memory, as plausibly as the page can tell. */
import type { Channel, InvokeArgs } from "@tauri-apps/api/core";
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Problem } from "../src/language/failures";
import type { Form } from "../src/messages/Form";
import type { FormCheck } from "../src/messages/FormCheck";
import type { FormProblem } from "../src/messages/FormProblem";
import type { Home } from "../src/messages/Home";
import type { OpenedSetup } from "../src/messages/OpenedSetup";
import type { Ready } from "../src/messages/Ready";
import type { Review } from "../src/messages/Review";
import type { RunView } from "../src/messages/RunView";
import type { SessionView } from "../src/messages/SessionView";
import type { SettingsForm } from "../src/messages/SettingsForm";
import type { SettingsView } from "../src/messages/SettingsView";
import type { SetupCard } from "../src/messages/SetupCard";
import type { SetupState } from "../src/messages/SetupState";
import type { SignIn } from "../src/messages/SignIn";
import type { UndoView } from "../src/messages/UndoView";
import * as sample from "./fixtures";
import { allowed, undone } from "./fixtures";

type Command = (args: Record<string, unknown>) => unknown;

export interface Fake {
  home: Home;
  /** Every call the page made, in order. */
  calls: { command: string; args: Record<string, unknown> }[];
  /** What the page put on the clipboard. */
  clipboard: string | null;
  /** Replaces the answer of a command. */
  answer: (command: string, answer: Command) => void;
  /** Sends a run to every page that watches. */
  send: (run: RunView) => void;
  argsOf: (command: string) => Record<string, unknown>[];
}

export interface Options {
  setups?: SetupCard[];
  session?: SessionView | null;
  endpoint?: string | null;
}

/** Starts the fake; with it the real `backend.ts` runs unchanged. */
export const startFake = ({ setups = [], session = null, endpoint = null }: Options = {}): Fake => {
  const watchers: Channel<RunView>[] = [];
  let stopped = false;
  let takingBack = false;
  const fake: Fake = {
    home: { session, setups, endpoint, setAside: [], newer: false, more: false },
    calls: [],
    clipboard: null,
    answer: (command, answer) => {
      commands[command] = answer;
    },
    send: (run) => {
      for (const watcher of watchers) {
        watcher.onmessage(structuredClone(run));
      }
    },
    argsOf: (command) => fake.calls.filter((call) => call.command === command).map((call) => call.args),
  };
  const enter = (found: SessionView) => {
    fake.home = { ...fake.home, session: found };
    return found;
  };
  const takeIn = (setup: string, state: SetupState = "ready"): OpenedSetup => {
    const known = fake.home.setups.some((card) => card.setup === setup);
    if (!known) {
      const card = { ...sample.readyCard, setup, state };
      fake.home = { ...fake.home, setups: [card, ...fake.home.setups] };
    }
    return { setup, known };
  };
  const commands: Record<string, Command> = {
    home: () => fake.home,
    about: () => sample.about,
    settings: () => sample.settings,
    save_settings: ({ form }): SettingsView => {
      const { proxy, proxyUser, proxyPassword, signInRegion } = form as SettingsForm;
      return { ...sample.settings, proxy, proxyUser, signInRegion, passwordHeld: proxyPassword !== "" };
    },
    test_connection: () => sample.reached,
    profiles: () => sample.profiles,
    regions: () => sample.regions,
    sign_in: ({ signIn }) => enter(sessionOf(signIn as SignIn)),
    begin_browser_sign_in: () => sample.browserLinks,
    open_browser_again: () => undefined,
    cancel_browser_sign_in: () => undefined,
    portals: () => [],
    begin_center_sign_in: () => sample.centerLink,
    begin_center_code: () => ({ ...sample.centerLink, code: "ABCD-EFGH" }),
    open_center_again: () => undefined,
    finish_center_sign_in: () => sample.centerAccounts,
    center_roles: () => ["AdministratorAccess", "ViewOnlyAccess"],
    cancel_center_sign_in: () => undefined,
    sign_out: () => {
      fake.home = { ...fake.home, session: null };
    },
    confirm_account: ({ expected }): FormProblem | null =>
      expected === fake.home.session?.account
        ? null
        : {
            field: "expected-account",
            kind: "expected-account-different",
            expected: String(expected),
            found: fake.home.session?.account ?? "",
          },
    new_form: () => (fake.home.session?.kind === "practice" ? sample.form : { ...sample.form, region: "" }),
    form_of: () => sample.form,
    save_form: () => undefined,
    check_form: ({ form }): FormCheck => sample.judge(form as Form),
    suggest_bucket_name: ({ mode }) => (mode === "ordinary" ? "vcc-recordings-x7k2m9q4w8tz" : "vcc-recordings-x7k2"),
    read_vonage: ({ text }) => sample.read(text as string),
    review: ({ form }) => {
      const { problems } = sample.judge(form as Form);
      return problems.length > 0
        ? { outcome: "problems", problems }
        : { outcome: "planned", review: reviewFor(fake.home.session) };
    },
    permissions: () => (fake.home.session?.kind === "number-only" ? allowed.nobodyAsked : allowed.everything),
    create: () => sample.form.setup,
    watch: ({ news }) => {
      watchers.push(news as Channel<RunView>);
      (news as Channel<RunView>).onmessage(takingBack ? undone.running(1) : sample.running(3));
    },
    retry: () => undefined,
    undo_preview: (): UndoView => ({ ...undone.view, practice: fake.home.session?.kind === "practice" }),
    undo: () => {
      takingBack = true;
    },
    keep_key: () => undefined,
    stop_preview: () => sample.wayIn,
    resume_preview: () => sample.wayIn,
    claimed: ({ setup }) => ({ ...sample.claimedSetup, setup }),
    confirm: ({ setup }) => {
      const setups = fake.home.setups.map((card) => (card.setup === setup ? { ...sample.readyCard, setup } : card));
      fake.home = { ...fake.home, setups };
    },
    stop: () => {
      stopped = true;
    },
    resume: () => {
      stopped = false;
    },
    cancel: () => undefined,
    forget: ({ setup }) => {
      fake.home = { ...fake.home, setups: fake.home.setups.filter((card) => card.setup !== setup) };
    },
    ready: (): Ready => ({ ...sample.ready, stopped, practice: fake.home.session?.kind === "practice" }),
    keep_storage_id: () => undefined,
    save_record: () => "/home/anna/Downloads/vcc-export-123456789012-eu-west-1-an.export-storage-setup.json",
    open_record: ({ text }) => takeIn((JSON.parse(text as string) as { setup: string }).setup, "claimed"),
    find_setups: () => sample.foundSetups,
    open_found: ({ bucket }) => takeIn(bucket === sample.foundSetups.setups[0]?.bucket ? "found" : "elsewhere"),
    copy: ({ text }) => {
      fake.clipboard = text as string;
    },
    open_link: () => undefined,
    practice_failure: () => undefined,
  };
  mockIPC((command: string, args?: InvokeArgs) => {
    const given = (args ?? {}) as Record<string, unknown>;
    fake.calls.push({ command, args: given });
    const answer = commands[command];
    if (!answer) {
      throw new Error(`The page called ${command}, which the program does not have.`);
    }
    return answer(given);
  });
  return fake;
};

/** Makes a command reject as the program does. */
export const refuse =
  (problem: Problem): Command =>
  () => {
    throw problem;
  };

const sessionOf = (way: SignIn): SessionView => {
  switch (way.way) {
    case "practice":
      return sample.practice;
    case "none":
      return { ...sample.numberOnly, account: way.accountNumber };
    default:
      return sample.real;
  }
};

const reviewFor = (session: SessionView | null): Review => ({
  ...sample.review,
  cannotCreate: session?.kind === "number-only",
});
