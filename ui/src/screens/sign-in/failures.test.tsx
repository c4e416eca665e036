/** Every failure of every way in, in the program's own words, where it happens. */
import { screen, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { type Fake, refuse } from "../../../tests/fake";
import * as sample from "../../../tests/fixtures";
import { arrive, control, fill, findControl, type Opened, open, settled, typedIn } from "../../../tests/open";
import { type Told, told } from "../../../tests/problems";
import { askOf, causeOf, type Problem, remedyOf } from "../../language/failures";
import type { SignIn } from "../../messages/SignIn";
import { fetchPanels } from "./ways";

beforeAll(async () => {
  await fetchPanels();
}, 60_000);

const at = (place: string): Told[] => {
  const here = told.filter((one) => one.at === place);
  expect(here).not.toEqual([]);
  return here;
};

const WORDS = /, word for word$/;

/** Refuses what is asked until it is told not to. */
const refusing = () => {
  let current: Problem | null = null;
  return {
    refuse: (problem: Problem) => {
      current = problem;
    },
    stop: () => {
      current = null;
    },
    answer: <T,>(otherwise: T): T => {
      if (current) {
        throw current;
      }
      return otherwise;
    },
  };
};

/** Sees cause, remedy, the text to send and AWS's own words, at the field when it is about one of these. */
const seen = async ({ fake, user }: Opened, problem: Problem, fields: string[] = []) => {
  const { field, aws } = problem;
  const [cause, remedy, ask] = [causeOf(problem), remedyOf(problem), askOf(problem)];
  if (field !== null && fields.includes(field)) {
    await settled(() => expect(screen.getByTestId(`error-${field}`).textContent).toBe(`${cause} ${remedy}`));
    expect(screen.queryByTestId("problem")).toBeNull();
    expect(screen.queryByText(WORDS) !== null).toBe(aws !== null);
  } else {
    await settled(() => expect(screen.getByTestId("problem").textContent).toContain(cause + remedy));
    const alert = within(screen.getByTestId("problem"));
    expect(screen.getByTestId("problem").dataset.kind).toBe(problem.failure.kind);
    expect(alert.queryByText(WORDS) !== null).toBe(aws !== null);
    if (ask !== null) {
      expect(screen.getByTestId("problem").textContent).toContain(ask);
      await user.click(alert.getByLabelText("Copy the text for the person who can help"));
      expect(fake.clipboard).toBe(ask);
    }
  }
  for (const words of [aws?.code, aws?.message, aws?.requestId]) {
    expect(document.body.textContent).toContain(words ?? "");
  }
};

const submit = async ({ user }: Opened) => user.click(await findControl("sign-in-submit"));

/** Opens a way and goes through the failures of a place; each press is the way to go on after the one before. */
const walk = async (
  way: string,
  place: string,
  prepare: (fake: Fake, answer: ReturnType<typeof refusing>) => void,
  press: (opened: Opened) => Promise<void>,
  { fields = [], after }: { fields?: string[]; after?: (one: Told) => void | Promise<void> } = {},
) => {
  const refused = refusing();
  const opened = await open("#/sign-in", {}, (fake) => prepare(fake, refused));
  await opened.user.click(screen.getByTestId(way));
  for (const one of at(place)) {
    refused.refuse(one.problem);
    await press(opened);
    await seen(opened, one.problem, fields);
    await after?.(one);
  }
  refused.stop();
  await press(opened);
  await arrive("Is this the right AWS account?");
};

test("a browser that cannot be begun with", () =>
  walk(
    "sign-in-browser",
    "begin_browser_sign_in",
    (fake, answer) => fake.answer("begin_browser_sign_in", () => answer.answer(sample.browserLinks)),
    submit,
  ));

const entering = (fake: Fake, answer: ReturnType<typeof refusing>) =>
  fake.answer("sign_in", () => {
    answer.answer(null);
    fake.home = { ...fake.home, session: sample.real };
    return sample.real;
  });

test("a browser that brings nothing, also after ten minutes, or that AWS gives no keys for", () =>
  walk("sign-in-browser", "browser", entering, submit));

test("a code from another computer that does not fit", async () => {
  let begun = false;
  await walk(
    "sign-in-browser",
    "browser-code",
    (fake, answer) => {
      fake.answer("sign_in", ({ signIn }) => {
        // The browser of this computer is waited for all the time.
        if ((signIn as SignIn).way === "browser") {
          return new Promise(() => undefined);
        }
        answer.answer(null);
        fake.home = { ...fake.home, session: sample.real };
        return sample.real;
      });
    },
    async (opened) => {
      if (!begun) {
        begun = true;
        await submit(opened);
        await opened.user.click(await findControl("no-browser"));
      }
      await fill(opened.user, "browser-code", "code");
      await opened.user.click(control("browser-code-submit"));
    },
    { fields: ["browser-code"] },
  );
});

/** Offers a code for the failures that leave one, and for no other. */
const codeOffered = ({ problem }: Told) =>
  expect(screen.queryByTestId("center-code") !== null).toBe(problem.leavesCode ?? false);

const oneRole = (fake: Fake) => {
  fake.answer("portals", () => [sample.portal]);
  fake.answer("finish_center_sign_in", () => sample.centerAccounts.slice(0, 1));
  fake.answer("center_roles", () => ["PowerUserAccess"]);
};

/** Begins, or goes on with the account or role that is there alone. */
const goOn = async (opened: Opened) => {
  await findControl("sign-in-submit");
  if (screen.queryByTestId("start-url")) {
    await settled(() => expect(typedIn("start-url")).toBe(sample.portal.startUrl));
  }
  await submit(opened);
};

test("a company's page that cannot be begun with", () =>
  walk(
    "sign-in-identity-center",
    "begin_center_sign_in",
    (fake, answer) => {
      oneRole(fake);
      fake.answer("begin_center_sign_in", () => answer.answer(sample.centerLink));
    },
    goOn,
    { fields: ["start-url"], after: codeOffered },
  ));

test("a company's page that lets nobody in, or nobody comes back from", () =>
  walk(
    "sign-in-identity-center",
    "finish_center_sign_in",
    (fake, answer) => {
      oneRole(fake);
      fake.answer("finish_center_sign_in", () => answer.answer(sample.centerAccounts.slice(0, 1)));
    },
    goOn,
    { after: codeOffered },
  ));

test("an account of a company's page that gives no role", () =>
  walk(
    "sign-in-identity-center",
    "center_roles",
    (fake, answer) => {
      oneRole(fake);
      fake.answer("center_roles", () => answer.answer(["PowerUserAccess"]));
    },
    goOn,
  ));

test("a role of a company's page that is not given", () =>
  walk(
    "sign-in-identity-center",
    "identity-center",
    (fake, answer) => {
      oneRole(fake);
      entering(fake, answer);
    },
    goOn,
  ));

const profile = (fake: Fake, wantsCode: boolean) =>
  fake.answer("profiles", () => [{ name: "work", kind: "keys", region: "eu-west-1", wantsCode }]);

test("profiles that cannot be read", async () => {
  const [unread] = at("profiles");
  const opened = await open("#/sign-in", {}, (fake) => unread && fake.answer("profiles", refuse(unread.problem)));
  await opened.user.click(screen.getByTestId("sign-in-profile"));
  if (unread) {
    await seen(opened, unread.problem);
  }
});

test("a profile that gives no keys, or keys that AWS does not take", () =>
  walk(
    "sign-in-profile",
    "profile",
    (fake, answer) => {
      profile(fake, false);
      entering(fake, answer);
    },
    submit,
  ));

test("a profile whose code does not fit", () =>
  walk(
    "sign-in-profile",
    "profile-code",
    (fake, answer) => {
      profile(fake, true);
      entering(fake, answer);
    },
    async (opened) => {
      await findControl("mfa-code");
      await submit(opened);
    },
    { fields: ["mfa-code"] },
  ));

test("keys that are not whole, and certificates that cannot be used", async () => {
  let region = false;
  await walk(
    "sign-in-keys",
    "keys",
    entering,
    async (opened) => {
      if (!region) {
        region = true;
        await findControl("region");
        await fill(opened.user, "region", "eu-west-1");
      }
      await opened.user.click(control("keys-clipboard"));
    },
    { fields: ["keys-paste"] },
  );
});

test("a network that stands between offers to try it and to change the settings", () =>
  walk(
    "sign-in-profile",
    "network",
    (fake, answer) => {
      profile(fake, false);
      entering(fake, answer);
    },
    submit,
    {
      after: async () => {
        const alert = within(screen.getByTestId("problem"));
        await alert.findByTestId("test-connection");
        alert.getByTestId("to-settings");
      },
    },
  ));
