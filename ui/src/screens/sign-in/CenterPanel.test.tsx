import { screen } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { type Fake, refuse } from "../../../tests/fake";
import * as sample from "../../../tests/fixtures";
import { arrive, control, fill, findControl, open, settled, typedIn } from "../../../tests/open";
import { real } from "../../../tests/problems";
import { causeOf, type Problem } from "../../language/failures";
import type { AccountChoice } from "../../messages/AccountChoice";
import { fetchPanels } from "./ways";

// The first of these tests shall not wait for the panel to be compiled.
beforeAll(async () => {
  await fetchPanels();
}, 60_000);

type User = Awaited<ReturnType<typeof open>>["user"];

/** A program that knows one page, so that nothing has to be typed. */
const known = (fake: Fake) => fake.answer("portals", () => [sample.portal]);

/** A browser that answers when the test says so. */
const browser = () => {
  let settle: { brings: (accounts: AccountChoice[]) => void; fails: (problem: Problem) => void } | null = null;
  const prepare = (fake: Fake) => {
    known(fake);
    fake.answer(
      "finish_center_sign_in",
      () =>
        new Promise((resolve, reject) => {
          settle = { brings: resolve, fails: reject };
        }),
    );
  };
  return {
    prepare,
    brings: (accounts: AccountChoice[]) => settle?.brings(accounts),
    fails: (failure: Problem) => settle?.fails(failure),
  };
};

const show = async (user: User) => {
  await user.click(screen.getByTestId("sign-in-identity-center"));
  await findControl("sign-in-submit");
};

const begin = async (user: User) => {
  await show(user);
  await settled(() => expect(typedIn("start-url")).toBe(sample.portal.startUrl));
  await user.click(control("sign-in-submit"));
};

const pick = async (user: User, testId: string, text: RegExp) => {
  await user.click(await findControl(testId));
  await user.click(await screen.findByRole("option", { name: text }));
};

test("address and region must be there before anything is asked", async () => {
  const { fake, user } = await open("#/sign-in");
  await show(user);
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("error-start-url");
  await fill(user, "start-url", "example.awsapps.com/start/#/");
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("error-region");
  await fill(user, "region", "eu-central-1");
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("center-account");
  expect(fake.argsOf("begin_center_sign_in")).toEqual([
    { startUrl: "example.awsapps.com/start/#/", region: "eu-central-1" },
  ]);
});

test("the browser is waited for, then account and role are chosen", async () => {
  const waited = browser();
  const { fake, user } = await open("#/sign-in", {}, waited.prepare);
  await begin(user);
  expect((await screen.findByTestId("browser-link")).textContent).toBe(sample.centerLink.link);
  expect(document.activeElement).toBe(screen.getByTestId("browser-waiting"));
  await user.click(control("copy-browser-link"));
  await settled(() => expect(fake.clipboard).toBe(sample.centerLink.link));
  await user.click(control("browser-again"));
  expect(fake.argsOf("open_center_again")).toHaveLength(1);
  waited.brings(sample.centerAccounts);
  await screen.findByTestId("center-account");
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("error-center-account");
  await pick(user, "center-account", /Contact centre.*123456789012/);
  await user.click(control("sign-in-submit"));
  await pick(user, "center-role", /AdministratorAccess/);
  expect(document.body.textContent).toContain("Contact centre (123456789012)");
  await user.click(control("sign-in-submit"));
  await arrive("Is this the right AWS account?");
  expect(fake.argsOf("center_roles")).toEqual([{ account: "123456789012" }]);
  expect(fake.argsOf("sign_in")).toEqual([
    { signIn: { way: "identity-center", account: "123456789012", role: "AdministratorAccess" } },
  ]);
});

test("an account or a role alone is chosen by itself", async () => {
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    known(program);
    program.answer("finish_center_sign_in", () => sample.centerAccounts.slice(0, 1));
    program.answer("center_roles", () => ["PowerUserAccess"]);
  });
  await begin(user);
  await arrive("Is this the right AWS account?");
  expect(fake.argsOf("sign_in")).toEqual([
    { signIn: { way: "identity-center", account: "123456789012", role: "PowerUserAccess" } },
  ]);
});

test("more than eight accounts are searched", async () => {
  const many = Array.from({ length: 9 }, (_, n) => ({ id: String(n).padStart(12, "0"), name: `Account ${n}` }));
  for (const [accounts, searched] of [
    [many, true],
    [many.slice(1), false],
  ] as const) {
    const { user } = await open("#/sign-in", {}, (fake) => {
      known(fake);
      fake.answer("finish_center_sign_in", () => accounts);
    });
    await begin(user);
    await user.click(await findControl("center-account"));
    expect(screen.queryByPlaceholderText("Name or number") !== null).toBe(searched);
    document.body.innerHTML = "";
  }
});

test("a role that is not given leaves the others to choose", async () => {
  const { user } = await open("#/sign-in", {}, (fake) => {
    known(fake);
    fake.answer("finish_center_sign_in", () => sample.centerAccounts.slice(0, 1));
    fake.answer("sign_in", refuse(real("center-role-refused")));
  });
  await begin(user);
  await pick(user, "center-role", /ViewOnlyAccess/);
  await user.click(control("sign-in-submit"));
  expect((await screen.findByTestId("problem")).textContent).toContain(causeOf(real("center-role-refused")));
  screen.getByTestId("center-role");
});

test("one goes back from a role to the accounts, and from them to the address", async () => {
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    known(program);
    program.answer("sign_in", refuse(real("center-role-refused")));
  });
  await begin(user);
  await pick(user, "center-account", /Website/);
  await user.click(control("sign-in-submit"));
  await pick(user, "center-role", /ViewOnlyAccess/);
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("problem");
  await user.click(control("center-back"));
  await screen.findByTestId("center-account");
  expect(screen.queryByTestId("problem")).toBeNull();
  await user.click(control("center-back"));
  await screen.findByTestId("start-url");
  expect(fake.argsOf("cancel_center_sign_in")).toHaveLength(1);
});

test("the list to choose from has the focus, as what had it is gone", async () => {
  const waited = browser();
  const { user } = await open("#/sign-in", {}, waited.prepare);
  await begin(user);
  await screen.findByTestId("browser-link");
  waited.brings(sample.centerAccounts);
  await settled(() => expect(screen.getByTestId("center-account").contains(document.activeElement)).toBe(true));
});

test("a session that has ended leads back to the beginning", async () => {
  const { user } = await open("#/sign-in", {}, (fake) => {
    known(fake);
    fake.answer("center_roles", refuse(real("center-session-ended")));
  });
  await begin(user);
  await pick(user, "center-account", /Website/);
  await user.click(control("sign-in-submit"));
  expect((await screen.findByTestId("problem")).textContent).toContain(causeOf(real("center-session-ended")));
  await screen.findByTestId("start-url");
});

test("what went wrong before is no news once one has begun again", async () => {
  const { user } = await open("#/sign-in", {}, (fake) => {
    known(fake);
    fake.answer("sign_in", refuse(real("center-session-ended")));
  });
  await begin(user);
  await pick(user, "center-account", /Website/);
  await user.click(control("sign-in-submit"));
  await pick(user, "center-role", /ViewOnlyAccess/);
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("start-url");
  expect((await screen.findByTestId("problem")).textContent).toContain(causeOf(real("center-session-ended")));
  await user.click(control("sign-in-submit"));
  await screen.findByTestId("center-account");
  expect(screen.queryByTestId("problem")).toBeNull();
});

test("after a browser that could not come back a code is shown", async () => {
  const waited = browser();
  const { user } = await open("#/sign-in", {}, waited.prepare);
  await begin(user);
  await screen.findByTestId("browser-link");
  waited.fails(real("browser-no-answer", "finish_center_sign_in"));
  await user.click(await findControl("center-code"));
  expect((await screen.findByTestId("center-code-shown")).textContent).toBe("ABCD-EFGH");
  await screen.findByText("Only enter a code you see in this window");
  // It was not entered in time. That the browser could not come back is known, so that it need not fail again.
  waited.fails(real("center-code-expired"));
  await user.click(await findControl("center-code"));
  await screen.findByTestId("center-code-shown");
  waited.brings(sample.centerAccounts);
  await screen.findByTestId("center-account");
});

test("cancelling asks the program to stop, and so does leaving the panel", async () => {
  const waited = browser();
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    waited.prepare(program);
    program.answer("cancel_center_sign_in", () => waited.fails(real("center-cancelled")));
  });
  await begin(user);
  await user.click(await findControl("browser-cancel"));
  expect((await screen.findByTestId("problem")).textContent).toContain(causeOf(real("center-cancelled")));
  expect(fake.argsOf("cancel_center_sign_in")).toHaveLength(1);
  await user.click(screen.getByTestId("sign-in-keys"));
  await findControl("keys-paste");
  expect(fake.argsOf("cancel_center_sign_in")).toHaveLength(2);
  expect(screen.queryByTestId("problem")).toBeNull();
});
