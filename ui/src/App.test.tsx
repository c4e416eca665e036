import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import * as sample from "../tests/fixtures";
import { arrive, control, findControl, open } from "../tests/open";

test("from an empty window to the role's ARN on the clipboard in six clicks", async () => {
  const { fake, user } = await open("");
  let clicks = 0;
  const click = async (testId: string) => {
    clicks += 1;
    await user.click(await findControl(testId));
  };

  await arrive("How do you get into AWS?");
  await click("sign-in-practice");
  await arrive("You are practising");
  expect(screen.getByTestId("practice-banner")).toBeTruthy();
  await click("continue");
  await arrive("Details");
  await click("vonage-paste");
  await user.paste(sample.MAIL);
  await screen.findByText("Both service values were found and filled in.");
  await click("review");
  await arrive("Review");
  await click("create");
  await arrive("Creating");
  fake.send(sample.done);
  await arrive("Ready for Vonage");
  await click("copy-role-arn");
  await screen.findByText("Copied");

  expect(fake.clipboard).toBe("arn:aws:iam::123456789012:role/vcc-export-storage-k7m2q9xw");
  expect(screen.getByTestId("value-role-arn").textContent).toBe(fake.clipboard);
  expect(clicks).toBe(6);
});

test("the same path by keyboard alone", async () => {
  const { fake, user } = await open("");
  const tabTo = async (testId: string) => {
    const target = await findControl(testId);
    for (let presses = 0; presses < 60 && document.activeElement !== target; presses += 1) {
      await user.tab();
    }
    expect(document.activeElement).toBe(target);
  };

  await tabTo("sign-in-practice");
  await user.keyboard("{Enter}");
  await arrive("You are practising");
  await tabTo("continue");
  await user.keyboard("{Enter}");
  await arrive("Details");
  await tabTo("vonage-paste");
  await user.paste(sample.MAIL);
  await screen.findByText("Both service values were found and filled in.");
  // Nothing from the box to the button traps the focus or comes out of turn.
  await tabTo("primary-service");
  await tabTo("secondary-service");
  await tabTo("region");
  await tabTo("bucket-name");
  await tabTo("review");
  await user.keyboard("{Enter}");
  await arrive("Review");
  await tabTo("create");
  await user.keyboard("{Enter}");
  await arrive("Creating");
  fake.send(sample.done);
  await arrive("Ready for Vonage");
  await tabTo("copy-role-arn");
  await user.keyboard("{Enter}");
  await screen.findByText("Copied");
});

test("a new page is read from its heading and named in the window's title", async () => {
  const { user } = await open("#/sign-in");
  expect(document.title).toBe("How do you get into AWS? – Export Storage Setup");
  await user.click(control("sign-in-practice"));
  const heading = await arrive("You are practising");
  expect(document.activeElement).toBe(heading);
  expect(document.title).toBe("You are practising – Export Storage Setup");
});

test("requests that do not go to AWS are announced on every page", async () => {
  await open("#/about", { session: sample.real, endpoint: "http://127.0.0.1:5000", setups: sample.cards });
  expect(screen.getByTestId("endpoint-banner").textContent).toContain(
    "Requests go to http://127.0.0.1:5000, not to AWS.",
  );
});

test("with a real account nothing claims to be practice", async () => {
  await open("#/about", { session: sample.real });
  expect(screen.queryByTestId("practice-banner")).toBeNull();
  expect(screen.queryByTestId("endpoint-banner")).toBeNull();
});

test("in Practice a step can be told to fail once", async () => {
  const { fake, user } = await open("#/account", { session: sample.practice });
  const banner = screen.getByTestId("practice-banner");
  await user.click(within(banner).getByText("See what happens when a step fails"));
  await user.click(within(screen.getByTestId("practice-failure")).getByRole("button"));
  await user.click(await screen.findByRole("option", { name: /Role for Vonage/ }));
  expect(fake.argsOf("practice_failure")).toEqual([{ step: null }, { step: "role" }]);
});

test("where nothing is left to create, no failure can be ordered", async () => {
  await open("#/about", { session: sample.practice });
  expect(within(screen.getByTestId("practice-banner")).queryByText("See what happens when a step fails")).toBeNull();
});

test("a program that does not answer is shown, not hidden", async () => {
  window.location.hash = "";
  await open("", {}, (fake) => {
    fake.answer("home", () => {
      throw "the journal is locked";
    });
    // The heading that `open` waits for belongs to a page; here only the problem is shown.
    const heading = document.createElement("h1");
    document.body.append(heading);
  });
  expect((await screen.findByRole("alert")).textContent).toContain("the journal is locked");
  document.querySelector("body > h1")?.remove();
});

test("the way out of an account leads back to the ways in", async () => {
  const { fake, user } = await open("#/about", { session: sample.real });
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  await arrive("How do you get into AWS?");
  expect(fake.argsOf("sign_out")).toHaveLength(1);
});
