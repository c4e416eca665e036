import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Fake } from "../../../tests/fake";
import * as sample from "../../../tests/fixtures";
import { arrive, control, fill, findControl, open, settled, typedIn } from "../../../tests/open";
import { real } from "../../../tests/problems";
import { causeOf, type Problem } from "../../language/failures";
import type { SignIn } from "../../messages/SignIn";

/** A browser that answers when the test says so. */
const browser = () => {
  let settle: { brings: () => void; fails: (problem: Problem) => void } | null = null;
  const prepare = (fake: Fake) =>
    fake.answer("sign_in", ({ signIn }) => {
      const { way } = signIn as SignIn;
      if (way !== "browser") {
        throw real("browser-code-empty");
      }
      return new Promise((resolve, reject) => {
        settle = {
          brings: () => {
            fake.home = { ...fake.home, session: sample.real };
            resolve(sample.real);
          },
          fails: reject,
        };
      });
    });
  return { prepare, brings: () => settle?.brings(), fails: (failure: Problem) => settle?.fails(failure) };
};

const begin = async (user: Awaited<ReturnType<typeof open>>["user"]) => {
  await user.click(screen.getByTestId("sign-in-browser"));
  await user.click(await findControl("sign-in-submit"));
};

test("before the browser opens the page says what AWS may ask", async () => {
  const { fake, user } = await open("#/sign-in");
  await user.click(screen.getByTestId("sign-in-browser"));
  await screen.findByTestId("sign-in-submit");
  for (const words of [/IAM user/, /not root user/, /account number of 12 digits/, /code from your phone/]) {
    expect(document.body.textContent).toMatch(words);
  }
  expect(fake.argsOf("begin_browser_sign_in")).toEqual([]);
});

test("the link is there to copy while the browser is waited for, and its answer leads to the account", async () => {
  const waited = browser();
  const { fake, user } = await open("#/sign-in", {}, waited.prepare);
  await begin(user);
  expect((await screen.findByTestId("browser-link")).textContent).toBe(sample.browserLinks.link);
  expect(document.activeElement).toBe(screen.getByTestId("browser-waiting"));
  await user.click(control("copy-browser-link"));
  await settled(() => expect(fake.clipboard).toBe(sample.browserLinks.link));
  await user.click(control("browser-again"));
  expect(fake.argsOf("open_browser_again")).toHaveLength(1);
  expect(fake.argsOf("sign_in")).toEqual([{ signIn: { way: "browser" } }]);
  waited.brings();
  await arrive("Is this the right AWS account?");
});

test("a browser that cannot be opened is said, and the link is there all the same", async () => {
  const waited = browser();
  const { user } = await open("#/sign-in", {}, (fake) => {
    waited.prepare(fake);
    fake.answer("begin_browser_sign_in", () => ({ ...sample.browserLinks, opened: false }));
  });
  await begin(user);
  await screen.findByText("Your browser could not be opened");
  screen.getByTestId("copy-browser-link");
});

test("cancelling asks the program to stop waiting", async () => {
  const waited = browser();
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    waited.prepare(program);
    program.answer("cancel_browser_sign_in", () => waited.fails(real("browser-cancelled")));
  });
  await begin(user);
  await user.click(await findControl("browser-cancel"));
  expect((await screen.findByTestId("problem")).textContent).toContain(causeOf(real("browser-cancelled")));
  expect(fake.argsOf("cancel_browser_sign_in")).toHaveLength(1);
  screen.getByTestId("sign-in-submit");
});

test("leaving the panel stops waiting, and what became of it is no news any more", async () => {
  const waited = browser();
  const { fake, user } = await open("#/sign-in", {}, waited.prepare);
  await begin(user);
  await screen.findByTestId("browser-link");
  await user.click(screen.getByTestId("sign-in-keys"));
  await findControl("region");
  expect(fake.argsOf("cancel_browser_sign_in")).toHaveLength(1);
  waited.fails(real("browser-cancelled"));
  await user.click(await findControl("sign-in-submit"));
  await screen.findByTestId("error-region");
  expect(screen.queryByTestId("problem")).toBeNull();
});

test("a code from another computer is sent once and stands nowhere afterwards", async () => {
  const waited = browser();
  const { fake, user } = await open("#/sign-in", {}, waited.prepare);
  await begin(user);
  await user.click(await findControl("no-browser"));
  expect((await screen.findByTestId("browser-code-link")).textContent).toBe(sample.browserLinks.codeLink);
  await fill(user, "browser-code", "code-canary");
  await user.click(control("browser-code-submit"));
  const refused = await screen.findByTestId("error-browser-code");
  expect(refused.textContent).toContain(causeOf(real("browser-code-empty")));
  expect(fake.argsOf("sign_in").at(-1)).toEqual({ signIn: { way: "browser-code", code: "code-canary" } });
  expect(typedIn("browser-code")).toBe("");
  expect(document.body.innerHTML).not.toContain("code-canary");
  // The browser of this computer is waited for all the same.
  waited.brings();
  await arrive("Is this the right AWS account?");
});
