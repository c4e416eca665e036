import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, fill, findControl, open, settled, typedIn } from "../../tests/open";
import { real } from "../../tests/problems";
import { askOf, causeOf, remedyOf } from "../language/failures";

test("a profile is chosen from those of this computer", async () => {
  const { fake, user } = await open("#/sign-in");
  await user.click(screen.getByTestId("sign-in-profile"));
  await user.click(await findControl("profile-list"));
  await user.click(await screen.findByRole("option", { name: /work.*company sign-in page/ }));
  await user.click(control("sign-in-submit"));
  await arrive("Is this the right AWS account?");
  expect(fake.argsOf("sign_in")).toEqual([{ signIn: { way: "profile", name: "work", code: null } }]);
  expect(screen.getByTestId("account-id").textContent).toBe(sample.real.account);
  expect(screen.getByTestId("caller-arn").textContent).toBe(sample.real.callerArn);
});

test("typed keys are gone from the page once they are sent, even when they are refused", async () => {
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    program.answer("sign_in", refuse(real("keys-no-secret")));
  });
  await user.click(screen.getByTestId("sign-in-keys"));
  await findControl("region");
  await fill(user, "region", "eu-west-1");
  await user.click(control("keys-paste"));
  await user.paste("AKIAEXAMPLE secret-canary");
  await user.click(control("sign-in-submit"));
  expect((await screen.findByTestId("error-keys-paste")).textContent).toContain(causeOf(real("keys-no-secret")));
  expect(fake.argsOf("sign_in")).toEqual([
    { signIn: { way: "keys", text: "AKIAEXAMPLE secret-canary", region: "eu-west-1" } },
  ]);
  expect(typedIn("keys-paste")).toBe("");
  expect(typedIn("region")).toBe("eu-west-1");
  expect(document.body.innerHTML).not.toContain("secret-canary");
  expect(JSON.stringify({ ...window.localStorage, ...window.sessionStorage })).not.toContain("secret-canary");
});

test("keys on the clipboard are read by the program, never by the page", async () => {
  const { fake, user } = await open("#/sign-in");
  await user.click(screen.getByTestId("sign-in-keys"));
  await findControl("region");
  await fill(user, "region", "eu-west-1");
  await user.click(control("keys-clipboard"));
  await arrive("Is this the right AWS account?");
  expect(fake.argsOf("sign_in")).toEqual([{ signIn: { way: "keys-on-clipboard", region: "eu-west-1" } }]);
});

test("keys need a region, and the page says so before asking", async () => {
  const { fake, user } = await open("#/sign-in");
  await user.click(screen.getByTestId("sign-in-keys"));
  await user.click(await findControl("sign-in-submit"));
  expect((await screen.findByTestId("error-region")).textContent).toBe("Choose the region.");
  expect(fake.argsOf("sign_in")).toEqual([]);
});

test("without a way in, an account number is enough", async () => {
  const { fake, user } = await open("#/sign-in");
  await user.click(screen.getByTestId("sign-in-none"));
  await findControl("account-number");
  await fill(user, "account-number", "210987654321");
  await user.click(control("sign-in-submit"));
  await arrive("You go on without signing in");
  expect(fake.argsOf("sign_in")).toEqual([
    { signIn: { way: "none", accountNumber: "210987654321", partition: "aws" } },
  ]);
});

test("a refused sign-in says why, what to do, and what AWS said", async () => {
  const { user } = await open("#/sign-in", {}, (program) => {
    program.answer("sign_in", refuse({ ...sample.denied, step: null }));
  });
  await user.click(control("sign-in-practice"));
  const problem = await screen.findByTestId("problem");
  expect(problem.textContent).toContain(causeOf(sample.denied));
  expect(problem.textContent).toContain(remedyOf(sample.denied));
  expect(problem.textContent).toContain(askOf(sample.denied));
  await user.click(within(problem).getByText("What AWS said, word for word"));
  expect(problem.textContent).toContain(sample.denied.aws?.requestId);
  expect(document.title).toMatch(/^Error: /);
});

test("another number than IT's stops at the field", async () => {
  const { user } = await open("#/account", { session: sample.real });
  await fill(user, "expected-account", "999999999999");
  await user.click(control("continue"));
  expect((await screen.findByTestId("error-expected-account")).textContent).toContain("IT gave you 999999999999");
  expect(typedIn("expected-account")).toBe("999999999999");
  expect(document.title).toMatch(/^Error: /);
});

test("the root user goes on only behind a tick", async () => {
  const { fake, user } = await open("#/account", { session: sample.root });
  await user.click(control("continue"));
  await screen.findByText(/Tick the box to go on as the root user/);
  expect(fake.argsOf("confirm_account")).toEqual([]);
  await user.click(control("root-allowed"));
  await user.click(control("continue"));
  await arrive("Details");
});

test("the account page without a session leads back to the ways in", async () => {
  await open("#/account");
  await settled(() => expect(window.location.hash).toBe("#/sign-in"));
});

test("the only profile is chosen already", async () => {
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    program.answer("profiles", () => [{ name: "work", kind: "keys", region: "us-east-1", wantsCode: false }]);
  });
  await user.click(screen.getByTestId("sign-in-profile"));
  await user.click(await screen.findByTestId("sign-in-submit"));
  await arrive("Is this the right AWS account?");
  expect(fake.argsOf("sign_in")).toEqual([{ signIn: { way: "profile", name: "work", code: null } }]);
});

test("a computer without profiles says so", async () => {
  const { user } = await open("#/sign-in", {}, (program) => program.answer("profiles", () => []));
  await user.click(screen.getByTestId("sign-in-profile"));
  await screen.findByText(/No AWS profile was found on this computer/);
  expect(screen.queryByTestId("sign-in-submit")).toBeNull();
});

test("a profile that wants a code has a field for it, emptied once it was sent", async () => {
  const { fake, user } = await open("#/sign-in", {}, (program) => {
    program.answer("profiles", () => [{ name: "work", kind: "role", region: null, wantsCode: true }]);
    program.answer("sign_in", refuse(real("mfa-code-refused")));
  });
  await user.click(screen.getByTestId("sign-in-profile"));
  await screen.findByTestId("mfa-code");
  await fill(user, "mfa-code", "492 039");
  await user.click(control("sign-in-submit"));
  const error = await screen.findByTestId("error-mfa-code");
  expect(error.textContent).toContain(causeOf(real("mfa-code-refused")));
  expect(typedIn("mfa-code")).toBe("");
  expect(fake.argsOf("sign_in")).toEqual([{ signIn: { way: "profile", name: "work", code: "492 039" } }]);
});
