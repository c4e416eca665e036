import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { arrive, control, open } from "../../tests/open";
import * as sample from "../../tests/samples";

test("with no setup yet the ways in are shown at once", async () => {
  await open("");
  await arrive("How do you get into AWS?");
});

test("each setup says where it stands", async () => {
  await open("#/home", { setups: sample.cards });
  expect(screen.getByText("Draft: nothing has been made")).toBeTruthy();
  expect(screen.getByText("Not finished: open it to try again")).toBeTruthy();
  expect(screen.getByText("Ready")).toBeTruthy();
  expect(screen.getByText("Working on it now")).toBeTruthy();
});

test.each([
  ["setup-1", "Details", sample.real],
  ["setup-1", "How do you get into AWS?", null],
  ["setup-2", "Creating", sample.real],
  ["setup-3", "Ready for Vonage", sample.real],
  ["setup-4", "Creating", sample.real],
  ["show-values-3", "Ready for Vonage", sample.real],
  ["undo-3", "Undo this setup", sample.real],
])("%s opens %s", async (testId, title, session) => {
  const { user } = await open("#/home", { setups: sample.cards, session });
  await user.click(control(testId));
  await arrive(title);
});

test("a draft opened without a session comes back to its own form after signing in", async () => {
  const { fake, user } = await open("#/home", { setups: sample.cards });
  await user.click(control("setup-1"));
  await arrive("How do you get into AWS?");
  await user.click(control("sign-in-practice"));
  await arrive("You are practising");
  await user.click(control("continue"));
  await arrive("Details");
  expect(fake.argsOf("form_of")).toEqual([{ setup: "a" }]);
  expect(fake.argsOf("new_form")).toEqual([]);
});

test("a new setup starts with the way in", async () => {
  const { user } = await open("#/home", { setups: sample.cards });
  await user.click(control("new-setup"));
  await arrive("How do you get into AWS?");
});

test.each(["removing", "kept", "undone"] as const)("a setup that is %s opens what is left of it", async (state) => {
  const setups = sample.cards.map((card) => ({ ...card, state }));
  const { user } = await open("#/home", { setups, session: sample.real });
  expect(screen.queryByTestId("undo-1")).toBeNull();
  expect(screen.queryByTestId("show-values-1")).toBeNull();
  await user.click(control("setup-1"));
  await arrive("Undo this setup");
  expect(window.location.hash).toBe("#/undo/a");
});

test("a setup is forgotten only after it was said what stays", async () => {
  const { fake, user } = await open("#/home", { session: sample.real, setups: sample.cards });
  const before = sample.cards.length;
  await user.click(control("forget-1"));
  await screen.findByText("Forget this setup?");
  await user.click(control("forget-cancel"));
  expect(fake.argsOf("forget")).toEqual([]);
  await user.click(control("forget-1"));
  await user.click(control("forget-confirm"));
  await waitFor(() => expect(fake.home.setups.length).toBe(before - 1));
  expect(fake.argsOf("forget")).toEqual([{ setup: sample.cards[0]?.setup }]);
  await waitFor(() => expect(screen.queryByText("Forget this setup?")).toBeNull());
});

test("records that could not be read are named, also where there are no others", async () => {
  const file = "/home/ann/setups-damaged-20260101T000000Z.db";
  await open("#/home", { session: sample.real, setups: [] }, (fake) => {
    fake.home = { ...fake.home, setAside: [file] };
  });
  expect((await screen.findByTestId("set-aside")).textContent).toContain(file);
  expect(control("new-setup")).toBeTruthy();
});
