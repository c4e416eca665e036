/** Every page in the states that tests of all pages look at. */
import { screen } from "@testing-library/react";
import { type Fake, refuse } from "./fake";
import * as sample from "./fixtures";
import { allowed, undone } from "./fixtures";
import { control, open } from "./open";

const show = (run: unknown) => (fake: Fake) =>
  fake.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(run));
const preview = (view: unknown) => (fake: Fake) => fake.answer("undo_preview", () => view);
const filled = (fake: Fake) => fake.answer("form_of", () => sample.filled);

interface Page {
  name: string;
  hash: string;
  session: typeof sample.real | null;
  prepare?: (fake: Fake) => void;
  /** Test ids to click first. */
  clicks?: string[];
  /** Is there once the page is whole. */
  shows: string;
}

export const PAGES: Page[] = [
  { name: "home", hash: "#/home", session: sample.real, shows: "setup-1" },
  { name: "home, forgetting", hash: "#/home", session: sample.real, clicks: ["forget-1"], shows: "forget-confirm" },
  {
    name: "home with many setups",
    hash: "#/home",
    session: sample.real,
    prepare: (fake) => {
      const setups = Array.from({ length: 9 }, (_, time) =>
        sample.cards.map((card) => ({ ...card, setup: `${card.setup}-${time}` })),
      ).flat();
      fake.home = { ...fake.home, setups, setAside: ["/home/anna/setups-damaged.db"] };
    },
    shows: "pages",
  },
  {
    name: "elsewhere",
    hash: "#/elsewhere",
    session: sample.real,
    clicks: ["find-setups"],
    shows: "found-2",
  },
  { name: "ways in", hash: "#/sign-in", session: null, shows: "sign-in-practice" },
  { name: "browser", hash: "#/sign-in", session: null, clicks: ["sign-in-browser"], shows: "sign-in-submit" },
  {
    name: "browser, waiting",
    hash: "#/sign-in",
    session: null,
    prepare: (fake) => fake.answer("sign_in", () => new Promise(() => undefined)),
    clicks: ["sign-in-browser", "sign-in-submit", "no-browser"],
    shows: "browser-code",
  },
  {
    name: "company page, refused",
    hash: "#/sign-in",
    session: null,
    clicks: ["sign-in-identity-center", "sign-in-submit"],
    shows: "error-start-url",
  },
  {
    name: "company page, waiting with a code",
    hash: "#/sign-in",
    session: null,
    prepare: (fake) => {
      fake.answer("portals", () => [sample.portal]);
      fake.answer("begin_center_sign_in", () => ({ ...sample.centerLink, code: "ABCD-EFGH", opened: false }));
      fake.answer("finish_center_sign_in", () => new Promise(() => undefined));
    },
    clicks: ["sign-in-identity-center", "sign-in-submit"],
    shows: "center-code-shown",
  },
  {
    name: "company page, account",
    hash: "#/sign-in",
    session: null,
    prepare: (fake) => fake.answer("portals", () => [sample.portal]),
    clicks: ["sign-in-identity-center", "sign-in-submit"],
    shows: "center-account",
  },
  { name: "profile", hash: "#/sign-in", session: null, clicks: ["sign-in-profile"], shows: "profile-list" },
  {
    name: "profile that wants a code",
    hash: "#/sign-in",
    session: null,
    prepare: (fake) => fake.answer("profiles", () => [{ name: "work", kind: "role", region: null, wantsCode: true }]),
    clicks: ["sign-in-profile"],
    shows: "mfa-code",
  },
  { name: "keys", hash: "#/sign-in", session: null, clicks: ["sign-in-keys", "sign-in-submit"], shows: "error-region" },
  { name: "number", hash: "#/sign-in", session: null, clicks: ["sign-in-none"], shows: "account-number" },
  { name: "account", hash: "#/account", session: sample.root, clicks: ["continue"], shows: "caller-arn" },
  {
    name: "details",
    hash: "#/details/x",
    session: sample.practice,
    clicks: ["names", "advanced", "tags"],
    shows: "tag-key-1",
  },
  { name: "details refused", hash: "#/details/x", session: sample.real, clicks: ["review"], shows: "error-summary" },
  {
    name: "details refused by AWS",
    hash: "#/details/x",
    session: sample.real,
    prepare: (fake) => {
      filled(fake);
      fake.answer("review", refuse(sample.nameTaken));
    },
    clicks: ["review"],
    shows: "problem",
  },
  { name: "review", hash: "#/review/x", session: sample.real, prepare: filled, shows: "create" },
  {
    name: "review with permissions missing",
    hash: "#/review/x",
    session: sample.real,
    prepare: (fake) => {
      filled(fake);
      fake.answer("permissions", () => allowed.missing);
    },
    clicks: ["permissions-policy", "operators", "operator-set-up"],
    shows: "operator-set-up-text",
  },
  {
    name: "review without a way in",
    hash: "#/review/x",
    session: sample.numberOnly,
    prepare: filled,
    shows: "cannot-create",
  },
  {
    name: "running",
    hash: "#/run/x",
    session: sample.real,
    prepare: show(sample.running(4)),
    shows: "step-key",
  },
  { name: "failed", hash: "#/run/x", session: sample.real, prepare: show(sample.failed), shows: "retry" },
  {
    name: "paused",
    hash: "#/run/x",
    session: sample.real,
    prepare: show(sample.paused),
    shows: "sign-in-again",
  },
  {
    name: "ready",
    hash: "#/ready/x",
    session: sample.practice,
    clicks: ["more-values", "checks"],
    shows: "value-key-arn",
  },
  { name: "ready, stopping", hash: "#/ready/x", session: sample.real, clicks: ["stop-vonage"], shows: "stop-confirm" },
  {
    name: "stopped",
    hash: "#/ready/x",
    session: sample.real,
    prepare: (fake) => fake.answer("ready", () => ({ ...sample.ready, stopped: true, superseded: true })),
    clicks: ["resume-vonage"],
    shows: "resume-confirm",
  },
  { name: "not confirmed", hash: "#/confirm/x", session: sample.real, shows: "confirm-setup" },
  {
    name: "undo, not ticked",
    hash: "#/undo/x",
    session: sample.real,
    prepare: preview(undone.edited),
    clicks: ["undo-confirm"],
    shows: "error-undo-vonage",
  },
  {
    name: "taking back",
    hash: "#/undo/x",
    session: sample.practice,
    prepare: show(undone.running(2)),
    shows: "step-role",
  },
  { name: "kept", hash: "#/undo/x", session: sample.real, prepare: preview(undone.kept), shows: "undo-state" },
  { name: "undone", hash: "#/undo/x", session: sample.real, prepare: preview(undone.undone), shows: "keep-key" },
  {
    name: "undo refused",
    hash: "#/undo/x",
    session: null,
    prepare: (fake) => fake.answer("undo_preview", refuse(undone.noSession)),
    shows: "undo-retry",
  },
  {
    name: "settings",
    hash: "#/settings",
    session: sample.real,
    clicks: ["test-connection"],
    shows: "host-kms.eu-west-1.amazonaws.com",
  },
  { name: "about", hash: "#/about", session: sample.real, shows: "main" },
  { name: "works of others", hash: "#/about", session: sample.real, clicks: ["works-of-others"], shows: "works" },
];

/** Opens the page and does there what brings it into its state. */
export const visit = async (
  { hash, session, prepare, clicks, shows }: Page,
  before?: (fake: Fake) => void,
): Promise<void> => {
  const { user } = await open(hash, { session, setups: hash === "#/home" ? sample.cards : [] }, (fake) => {
    prepare?.(fake);
    before?.(fake);
  });
  for (const testId of clicks ?? []) {
    await screen.findByTestId(testId);
    await user.click(control(testId));
  }
  if (shows !== "main") {
    await screen.findByTestId(shows);
  }
};
