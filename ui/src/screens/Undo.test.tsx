import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Fake, refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { undone } from "../../tests/fixtures";
import { arrive, control, findControl, open } from "../../tests/open";
import { problemOf } from "../language/failures";
import { dateOf } from "../language/format";
import { sentenceOf, titleOf } from "../language/undo";
import type { RemovalOutcome } from "../messages/RemovalOutcome";
import type { RunView } from "../messages/RunView";
import type { SetupState } from "../messages/SetupState";
import type { UndoItem } from "../messages/UndoItem";
import type { UndoPress } from "../messages/UndoPress";
import type { UndoView } from "../messages/UndoView";

const PLACE = `#/undo/${sample.SETUP}`;
const SIGNED_IN = { session: sample.real };

const previews = (view: UndoView) => (fake: Fake) => fake.answer("undo_preview", () => view);
const watches = (run: RunView) => (fake: Fake) =>
  fake.answer("watch", ({ news }) => (news as { onmessage: (run: RunView) => void }).onmessage(run));
const cardIn = (state: SetupState) => ({ ...sample.cards[1], setup: sample.SETUP, state }) as (typeof sample.cards)[0];
const pressed = (more: Partial<UndoPress> = {}) => ({
  setup: sample.SETUP,
  press: { fingerprint: undone.view.fingerprint, edited: false, revert: [], ...more },
});
/** When the key goes. */
const KEY_GOES = "2026-11-20T09:12:00Z";
const outcomeOf = (id: string) => screen.getByTestId(`undo-${id}`).getAttribute("data-outcome");
const stateOf = (step: string) => screen.getByTestId(`step-${step}`).getAttribute("data-state");

const pressWithTick = async (user: Awaited<ReturnType<typeof open>>["user"]) => {
  await user.click(await findControl("undo-vonage"));
  await user.click(control("undo-confirm"));
};

test("what would go is shown with its name, and nothing is deleted by looking", async () => {
  const { fake } = await open(PLACE, SIGNED_IN);
  await findControl("undo-confirm");
  await arrive("Undo this setup");
  expect(fake.argsOf("undo_preview")).toEqual([{ setup: sample.SETUP }]);
  for (const item of undone.view.items) {
    const { thing, name } = item;
    const line = within(screen.getByTestId(`undo-${thing}`));
    expect(outcomeOf(thing)).toBe("delete");
    expect(line.getByText(titleOf(item))).toBeTruthy();
    expect(line.getByText(name).className).toBe("value");
    expect(line.getByText("Will be deleted")).toBeTruthy();
    expect(line.getByText(sentenceOf(item, undone.view))).toBeTruthy();
  }
  expect(control("undo-confirm").textContent).toBe("Delete these 4 items");
  expect(screen.getByText(/^Vonage last used this way in on .*2026/)).toBeTruthy();
  expect(screen.getByText(`Vonage’s id of the storage: ${undone.view.storageId}`)).toBeTruthy();
  expect(screen.queryByTestId("undo-edited")).toBeNull();
  expect(screen.queryByTestId("undo-state")).toBeNull();
  expect(fake.argsOf("undo")).toEqual([]);
});

test("each outcome has its words, the key's with its date", async () => {
  await open(PLACE, SIGNED_IN, previews({ ...undone.undone, items: [...undone.undone.items, ...extraItems()] }));
  await screen.findByTestId("undo-key");
  const words = (id: string) => screen.getByTestId(`undo-${id}`).textContent;
  expect(words("role")).toContain("Gone already");
  expect(words("key")).toContain(`Deleted on ${dateOf(KEY_GOES)}`);
  expect(words("earlier-1-bucket")).toContain("Stays");
  expect(words("earlier-1-policy")).toContain("Changed by somebody");
});

const extraItems = () =>
  [
    { thing: "bucket", earlier: 1, name: "something", outcome: { kind: "stays", is: { kind: "not-ours" } } },
    { thing: "policy", earlier: 1, name: "something", outcome: { kind: "edited", is: "{}" } },
  ] satisfies UndoItem[];

test("without the tick about Vonage nothing is deleted, and the box says what to do first", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN);
  await user.click(await findControl("undo-confirm"));
  expect((await screen.findByTestId("error-undo-vonage")).textContent).toBe(
    "Remove the storage in Vonage first, then tick the box.",
  );
  expect(document.activeElement).toBe(control("undo-vonage"));
  expect(document.title).toMatch(/^Error: /);
  expect(fake.argsOf("undo")).toEqual([]);
  await user.click(control("undo-vonage"));
  expect(screen.queryByTestId("error-undo-vonage")).toBeNull();
  await user.click(control("undo-confirm"));
  await arrive("Taking it back");
  expect(fake.argsOf("undo")).toEqual([pressed()]);
});

test.each([
  ["a storage id", { storageId: "0f8fad5b" }, true],
  ["a role", { storageId: null }, true, "stays"],
  ["neither", { storageId: null }, false],
])("with %s and only something edited, the box about Vonage depends on it", async (_, known, asks, role = "gone") => {
  const edited = undone.edited.items.filter((item) => item.outcome.kind === "edited");
  const outcome: RemovalOutcome = role === "gone" ? { kind: "gone" } : { kind: "stays", is: { kind: "not-ours" } };
  const items: UndoItem[] = [...edited, { thing: "role", earlier: null, name: "role", outcome }];
  await open(PLACE, SIGNED_IN, previews({ ...undone.edited, ...known, items }));
  await findControl("undo-confirm");
  expect(screen.queryByTestId("undo-vonage") !== null).toBe(asks);
});

test.each([true, false])("what somebody changed is shown, and goes with the second tick alone: %s", async (ticked) => {
  const { fake, user } = await open(PLACE, SIGNED_IN, previews(undone.edited));
  await findControl("undo-edited");
  expect(outcomeOf("policy")).toBe("edited");
  await user.click(screen.getByText("Permissions policy: what it says now"));
  expect(screen.getByTestId("document-policy-text").textContent).toContain("2012-10-17");
  if (ticked) {
    await user.click(control("undo-edited"));
  }
  await pressWithTick(user);
  await arrive("Taking it back");
  expect(fake.argsOf("undo")).toEqual([pressed({ fingerprint: undone.edited.fingerprint, edited: ticked })]);
});

test("a run is followed to its end, and then what is left is looked at", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN);
  await pressWithTick(user);
  const heading = await arrive("Taking it back");
  expect(document.activeElement).toBe(heading);
  expect(stateOf("attach")).toBe("undone");
  expect(stateOf("role")).toBe("running");
  act(() => fake.send(undone.running(2)));
  await waitFor(() => expect(stateOf("role")).toBe("undone"));
  await waitFor(() => {
    const spoken = [...document.querySelectorAll("[aria-live=polite]")].map((region) => region.textContent).join(" ");
    expect(spoken).toContain("Role for Vonage: taken back");
  });
  const asked = fake.argsOf("home").length;
  fake.answer("undo_preview", () => undone.undone);
  act(() => fake.send(undone.done));
  await screen.findByText("Everything this setup made was taken back.");
  expect(fake.argsOf("undo_preview")).toHaveLength(2);
  expect(fake.argsOf("home").length).toBeGreaterThan(asked);
  expect(screen.queryByTestId("undo-confirm")).toBeNull();
  expect(screen.queryByTestId("undo-vonage")).toBeNull();
});

test("taking back can be stopped while it goes on", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN, watches(undone.running(2)));
  await arrive("Taking it back");
  await user.click(control("cancel"));
  expect(fake.argsOf("cancel")).toEqual([{ setup: sample.SETUP }]);
  expect(control("cancel").textContent).toBe("Stopping");
});

test("a window opened while it is taken back follows it without looking", async () => {
  const { fake } = await open(PLACE, SIGNED_IN, watches(undone.running(2)));
  await arrive("Taking it back");
  expect(stateOf("role")).toBe("undone");
  expect(fake.argsOf("undo_preview")).toEqual([]);
});

test.each([undone.failed, undone.paused, undone.done])("one that had $state before is looked at anew", async (run) => {
  await open(PLACE, SIGNED_IN, watches(run));
  await findControl("undo-confirm");
  await arrive("Undo this setup");
});

test("where nothing may go and so nothing runs, what is left is looked at again", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN, (program) => {
    previews(undone.edited)(program);
    program.answer("undo", () => undefined);
  });
  await pressWithTick(user);
  await waitFor(() => expect(fake.argsOf("undo_preview")).toHaveLength(2));
  await findControl("undo-confirm");
});

test("a failed step says why, and try again looks at what is left", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN);
  await pressWithTick(user);
  await arrive("Taking it back");
  const asked = fake.argsOf("home").length;
  act(() => fake.send(undone.failed));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Nothing in AWS allows your sign-in (user practice) to use iam:DeletePolicy.");
  await waitFor(() => expect(alert.contains(document.activeElement)).toBe(true));
  expect(document.title).toMatch(/^Error: Not everything was taken back/);
  expect(fake.argsOf("home").length).toBeGreaterThan(asked);
  fake.answer("undo_preview", () => undone.removing);
  await user.click(within(alert).getByTestId("undo-retry"));
  await screen.findByText("Not everything was taken back yet.");
  expect(outcomeOf("policy")).toBe("stays");
  expect(fake.argsOf("undo")).toHaveLength(1);
});

test("a run that was cut, with no failed step, can be tried again too", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN);
  await pressWithTick(user);
  await arrive("Taking it back");
  const cut = {
    ...undone.running(2),
    state: "failed" as const,
    problem: problemOf({ kind: "cut", task: "undo" } as const),
  };
  act(() => fake.send(cut));
  await user.click(await screen.findByTestId("undo-retry"));
  await arrive("Undo this setup");
});

test("a session that ended is signed in to again and comes back to what is left", async () => {
  const { fake, user } = await open(PLACE, { ...SIGNED_IN, setups: [cardIn("ready")] });
  await pressWithTick(user);
  await arrive("Taking it back");
  fake.home = { ...fake.home, setups: [cardIn("removing")] };
  act(() => fake.send(undone.paused));
  await arrive("Paused");
  expect(screen.getByTestId("undo-retry")).toBeTruthy();
  // The page of the run would show this one instead.
  watches(sample.failed)(fake);
  await user.click(control("sign-in-again"));
  await arrive("How do you get into AWS?");
  await user.click(control("sign-in-practice"));
  await arrive("You are practising");
  await user.click(control("continue"));
  await arrive("Undo this setup");
  expect(window.location.hash).toBe(PLACE);
});

test("a look that is refused says why and can be tried again", async () => {
  const { fake, user } = await open(PLACE, { session: null }, (program) =>
    program.answer("undo_preview", refuse(undone.noSession)),
  );
  await screen.findByText("Nobody is signed in.");
  expect(control("sign-in-again")).toBeTruthy();
  fake.answer("undo_preview", () => undone.view);
  await user.click(control("undo-retry"));
  await findControl("undo-confirm");
});

test("a setup nobody knows says so", async () => {
  await open(PLACE, SIGNED_IN, (fake) => fake.answer("watch", refuse(problemOf({ kind: "unknown-setup" }))));
  await screen.findByText("This setup is not known here.");
});

test("undo that is refused leaves what was read and ticked", async () => {
  const { user } = await open(PLACE, SIGNED_IN, (fake) =>
    fake.answer("undo", refuse(problemOf({ kind: "already-running" }))),
  );
  await pressWithTick(user);
  await screen.findByText("This setup is being made right now.");
  expect((control("undo-vonage") as HTMLInputElement).checked).toBe(true);
  expect(control("undo-confirm")).toBeTruthy();
});

test("the key can be kept after all until its date", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN, previews(undone.undone));
  const state = await screen.findByTestId("undo-state");
  expect(state.textContent).toContain(`The key is deleted on ${dateOf(KEY_GOES)}. Until then nothing is lost.`);
  fake.answer("undo_preview", () => undone.keyKept);
  const asked = fake.argsOf("home").length;
  await user.click(control("keep-key"));
  await screen.findByText("Vonage can no longer write; the key is kept");
  expect(fake.argsOf("keep_key")).toEqual([{ setup: sample.SETUP }]);
  expect(fake.argsOf("home").length).toBeGreaterThan(asked);
  expect(screen.getByTestId("undo-state").textContent).not.toContain("The bucket still holds files");
});

test("a key that can no longer be kept says why", async () => {
  const { user } = await open(PLACE, SIGNED_IN, (fake) => {
    previews(undone.undone)(fake);
    fake.answer("keep_key", refuse(problemOf({ kind: "key-lost" })));
  });
  await user.click(await findControl("keep-key"));
  await screen.findByText("AWS may have made a key whose answer was lost, and does not show it.");
});

test("without a key nothing is offered to be kept", async () => {
  await open(
    PLACE,
    SIGNED_IN,
    previews({ ...undone.undone, items: undone.undone.items.filter((item) => item.thing !== "key") }),
  );
  await screen.findByText("Everything this setup made was taken back.");
  expect(screen.queryByTestId("keep-key")).toBeNull();
});

test("a bucket that still holds files says how to empty it, and the button finishes", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN, previews(undone.kept));
  await screen.findByText("Vonage can no longer write; recordings and key are kept");
  const words = screen.getByTestId("undo-state").textContent;
  expect(words).toContain(
    "Open the bucket in the AWS console, choose Empty, and confirm; that deletes every recording in it for good.",
  );
  expect(words).toContain("1 USD a month");
  expect(control("undo-confirm").textContent).toBe("I have emptied it: finish");
  await pressWithTick(user);
  await arrive("Taking it back");
  expect(fake.argsOf("undo")).toEqual([pressed({ fingerprint: undone.kept.fingerprint })]);
});

test("without a key only the recordings are kept", async () => {
  await open(
    PLACE,
    SIGNED_IN,
    previews({ ...undone.kept, items: undone.kept.items.filter((item) => item.thing !== "key") }),
  );
  await screen.findByText("Vonage can no longer write; recordings are kept");
  expect(screen.getByTestId("undo-state").textContent).not.toContain("USD");
});

test.each([
  ["ready", "Ready for Vonage"],
  ["stopped", "Ready for Vonage"],
  ["unfinished", "Creating"],
  ["removing", "Your setups"],
  ["undone", "Your setups"],
] as const)("back from a setup that is %s leads to %s", async (state, title) => {
  const { user } = await open(PLACE, { ...SIGNED_IN, setups: [cardIn(state)] }, previews({ ...undone.view, state }));
  await user.click(await findControl("undo-back"));
  await arrive(title);
});

test("a practice setup says so and names no account", async () => {
  await open(PLACE, { session: sample.practice });
  await screen.findByText("In Practice, region eu-west-1.");
  expect(screen.getByTestId("practice-banner")).toBeTruthy();
});

test("whoever has to sign in first to undo a finished setup comes back to Undo", async () => {
  let signedIn = false;
  const nobody = problemOf({ kind: "no-session" });
  const { user } = await open(PLACE, { session: null, setups: [cardIn("ready")] }, (fake) => {
    watches(sample.done)(fake);
    fake.answer("undo_preview", () => {
      if (!signedIn) {
        throw nobody;
      }
      return undone.view;
    });
  });
  await user.click(await findControl("sign-in-again"));
  await arrive("How do you get into AWS?");
  signedIn = true;
  await user.click(control("sign-in-practice"));
  await arrive("You are practising");
  await user.click(control("continue"));
  await arrive("Undo this setup");
  expect(window.location.hash).toBe(PLACE);
});

test("what a record from elsewhere says of a bucket is set back only where it is ticked", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN, previews(undone.fromElsewhere));
  await findControl("revert-tags");
  expect((control("revert-public-access") as HTMLInputElement).checked).toBe(false);
  await user.click(control("revert-tags"));
  await user.click(control("revert-public-access"));
  await user.click(control("revert-public-access"));
  await pressWithTick(user);
  expect(fake.argsOf("undo")).toEqual([pressed({ fingerprint: undone.fromElsewhere.fingerprint, revert: ["tags"] })]);
});

test("what changed since it was shown is looked at again before anything is deleted", async () => {
  const { fake, user } = await open(PLACE, SIGNED_IN, (program) =>
    program.answer("undo", refuse(problemOf({ kind: "not-as-shown" }))),
  );
  await pressWithTick(user);
  await user.click(await findControl("undo-look-again"));
  await findControl("undo-confirm");
  expect(fake.argsOf("undo_preview").length).toBeGreaterThan(1);
});
