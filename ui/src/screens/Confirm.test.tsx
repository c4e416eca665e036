import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, findControl, open } from "../../tests/open";
import { problemOf } from "../language/failures";
import type { SetupCard } from "../messages/SetupCard";

const PLACE = `#/confirm/${sample.SETUP}`;
const card: SetupCard = { ...sample.readyCard, setup: sample.SETUP, state: "claimed" };

test("what a file says is shown as what it says, and nothing of it as a value for Vonage", async () => {
  const { fake } = await open(PLACE, { session: sample.real, setups: [card] });
  await arrive("Not confirmed yet");
  await screen.findByText(sample.claimedSetup.bucket);
  expect(screen.getByText(sample.claimedSetup.role)).toBeTruthy();
  expect(screen.getByText(sample.claimedSetup.tag)).toBeTruthy();
  expect(screen.queryByTestId("value-role-arn")).toBeNull();
  expect(fake.argsOf("ready")).toEqual([]);
  expect(fake.argsOf("confirm")).toEqual([]);
});

test("a card that nobody confirmed says so and leads here", async () => {
  const { user } = await open("#/home", { session: sample.real, setups: [card] });
  await screen.findByText("Not confirmed: only a file speaks of it");
  expect(screen.queryByTestId("show-values-1")).toBeNull();
  expect(screen.queryByTestId("undo-1")).toBeNull();
  await user.click(await findControl("setup-1"));
  await arrive("Not confirmed yet");
});

test("once AWS has confirmed it, it is a setup like any other", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real, setups: [card] });
  await user.click(await findControl("confirm-setup"));
  await arrive("Ready for Vonage");
  expect(fake.argsOf("confirm")).toEqual([{ setup: sample.SETUP }]);
});

test("what AWS does not confirm stays where it is, with why", async () => {
  const { user } = await open(PLACE, { session: sample.real, setups: [card] }, (fake) =>
    fake.answer(
      "confirm",
      refuse(problemOf({ kind: "contradicted", why: [{ kind: "other-setup", thing: "role", setup: "another" }] })),
    ),
  );
  await user.click(await findControl("confirm-setup"));
  await screen.findByText(/The role that the file names belongs to another setup/);
  expect(control("confirm-setup")).toBeTruthy();
});

test.each([
  ["nobody is signed in", null],
  ["another account is", { ...sample.real, account: "210987654321" }],
  ["only a number is known", { ...sample.numberOnly }],
])("while %s, it says which account to sign in to", async (_, session) => {
  const { user } = await open(PLACE, { session, setups: [card] });
  const button = await findControl("confirm-sign-in");
  expect(button.textContent).toContain(sample.claimedSetup.account);
  expect(screen.queryByTestId("confirm-setup")).toBeNull();
  await user.click(button);
  await arrive("How do you get into AWS?");
});
