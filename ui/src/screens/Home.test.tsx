import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, fill, open } from "../../tests/open";
import { problemOf } from "../language/failures";
import type { SetupCard } from "../messages/SetupCard";

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
  ["setup-3", "Creating", sample.real],
  ["setup-4", "Ready for Vonage", sample.real],
  ["show-values-4", "Ready for Vonage", sample.real],
  ["undo-4", "Undo this setup", sample.real],
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

test("a draft of Practice opened with a real session goes back into Practice", async () => {
  const setups = sample.cards.map((card) => ({ ...card, practice: card.setup === "a" }));
  const { fake, user } = await open("#/home", { setups, session: sample.real });
  const first = setups.filter(({ practice }) => !practice).length + 1;
  await user.click(control(`setup-${first}`));
  await arrive("How do you get into AWS?");
  expect(screen.getByTestId("world").textContent).toContain("“vcc-export” belongs to Practice");
  await user.click(control("go-into-practice"));
  await arrive("You are practising");
  expect(fake.argsOf("sign_in")).toEqual([{ signIn: { way: "practice" } }]);
});

test("a real draft opened in Practice says where it goes on", async () => {
  const { user } = await open("#/home", { setups: sample.cards, session: sample.practice });
  await user.click(control("setup-1"));
  await arrive("How do you get into AWS?");
  expect(screen.getByTestId("world").textContent).toContain("“vcc-export” is a real setup");
  expect(screen.queryByTestId("go-into-practice")).toBeNull();
});

test("a setup says which world it is in, whoever is signed in", async () => {
  const card = { ...sample.readyCard, setup: sample.SETUP };
  await open(`#/ready/${sample.SETUP}`, { setups: [{ ...card, practice: false }], session: sample.practice });
  await screen.findByTestId("value-role-arn");
  expect(screen.queryByTestId("practice-banner")).toBeNull();
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
  await waitFor(() => expect(screen.getByTestId("setup-1").textContent).toBe(sample.cards[1]?.title));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 })));
});

test.each([
  ["draft", "What you typed is lost. Nothing was made in AWS."],
  ["undone", "Everything it made was taken back. Only the record on this computer goes."],
  ["ready", "stays in AWS"],
  ["unfinished", "stays in AWS"],
  ["removing", "stays in AWS"],
] as const)("to forget a setup that is %s is asked about with what becomes of it", async (state, words) => {
  const setups = sample.cards.map((card) => ({ ...card, state }));
  const { user } = await open("#/home", { setups });
  await user.click(control("forget-2"));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(sample.cards[1]?.title ?? "no title")).toBeTruthy();
  expect(dialog.getByText(words, { exact: false })).toBeTruthy();
});

test("a setup that is being worked on cannot be forgotten", async () => {
  await open("#/home", { setups: sample.cards });
  expect(screen.queryByTestId("forget-3")).toBeNull();
  expect(control("forget-4")).toBeTruthy();
});

test("a record that cannot go stays, and the dialog says why", async () => {
  const { fake, user } = await open("#/home", { setups: sample.cards }, (program) =>
    program.answer("forget", refuse(problemOf({ kind: "already-running" }))),
  );
  await user.click(control("forget-1"));
  await user.click(control("forget-confirm"));
  const dialog = within(await screen.findByRole("dialog"));
  await dialog.findByText("This setup is being made right now.");
  await user.click(control("forget-cancel"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(fake.home.setups).toHaveLength(sample.cards.length);
  expect(document.activeElement).toBe(control("forget-1"));
});

test("records that could not be read are named, also where there are no others", async () => {
  const file = "/home/ann/setups-damaged-20260101T000000Z.db";
  await open("#/home", { session: sample.real, setups: [] }, (fake) => {
    fake.home = { ...fake.home, setAside: [file] };
  });
  expect((await screen.findByTestId("set-aside")).textContent).toContain(file);
  expect(control("new-setup")).toBeTruthy();
});

test("records of a newer version say that they are only read, also where none is understood", async () => {
  await open("#/home", { session: sample.real, setups: [] }, (fake) => {
    fake.home = { ...fake.home, newer: true };
  });
  expect((await screen.findByTestId("newer")).textContent).toContain("A newer version of this program wrote them.");
});

const [, unfinished, practice] = sample.cards;
const shown = () => screen.getAllByTestId(/^setup-/).map((link) => link.dataset.testid);
const titles = () => screen.getAllByTestId(/^setup-/).map((link) => link.textContent);

/** So many setups, newest first: name-1, name-2 and so on. */
const many = (count: number, like = unfinished): SetupCard[] =>
  Array.from({ length: count }, (_, index) => ({ ...like, setup: `id-${index}`, title: `name-${index + 1}` }));

test("setups made in Practice stand under their own heading after the others", async () => {
  await open("#/home", { setups: sample.cards });
  expect(shown()).toEqual(["setup-1", "setup-2", "setup-3", "setup-4"]);
  expect(titles()).toEqual([0, 1, 3, 2].map((index) => sample.cards[index]?.title));
  const heading = screen.getByRole("heading", { level: 2, name: "Practice" });
  const follows = (testId: string) =>
    (heading.compareDocumentPosition(control(testId)) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  expect([follows("setup-3"), follows("setup-4")]).toEqual([false, true]);
});

test.each([[[practice]], [[unfinished]]])("setups of one kind need no heading", async (setups) => {
  await open("#/home", { setups });
  expect(shown()).toEqual(["setup-1"]);
  expect(screen.queryByRole("heading", { level: 2 })).toBeNull();
});

test("up to five setups need no search", async () => {
  await open("#/home", { setups: many(5) });
  expect(shown()).toHaveLength(5);
  expect(screen.queryByTestId("search")).toBeNull();
});

test.each([
  ["Contact-CENTRE", ["setup-2"]],
  ["999988887777", ["setup-4"]],
  [" us-WEST-2 ", ["setup-6"]],
  ["practice", ["setup-7"]],
  ["000000000000", ["setup-7"]],
  ["name-", ["setup-1", "setup-3", "setup-4", "setup-5", "setup-6"]],
])("a search for %s finds its setups, which keep their numbers", async (typed, found) => {
  const setups = [{ ...practice, title: "only-a-try" }, ...many(6)];
  setups[2] = { ...unfinished, setup: "named", title: "our-contact-centre" };
  setups[4] = { ...unfinished, setup: "elsewhere", title: "name-4", account: "999988887777" };
  setups[6] = { ...unfinished, setup: "far", title: "name-6", region: "us-west-2" };
  const { user } = await open("#/home", { setups });
  await fill(user, "search", typed);
  await waitFor(() => expect(shown()).toEqual(found));
  expect(screen.getByTestId("search").textContent).toContain(`${found.length} of 7 setups`);
});

test("a search that finds nothing says so and can be cleared", async () => {
  const { user } = await open("#/home", { setups: many(6) });
  expect(control("search").getAttribute("aria-label")).toBe("Search by name, account or region");
  await fill(user, "search", "nowhere");
  await screen.findByText("No setup matches");
  expect(screen.queryByTestId("setup-1")).toBeNull();
  await user.click(control("clear-search"));
  await waitFor(() => expect(shown()).toHaveLength(6));
  expect(document.activeElement).toBe(control("search"));
});

test("what is left is shown when the search goes with the sixth setup", async () => {
  const { user } = await open("#/home", { setups: many(6) });
  await fill(user, "search", "name-6");
  await waitFor(() => expect(shown()).toEqual(["setup-6"]));
  await user.click(control("forget-6"));
  await user.click(control("forget-confirm"));
  await waitFor(() => expect(shown()).toHaveLength(5));
  expect(screen.queryByTestId("search")).toBeNull();
});

test("twelve setups need no pages", async () => {
  await open("#/home", { setups: many(12) });
  expect(shown()).toHaveLength(12);
  expect(screen.queryByTestId("pages")).toBeNull();
});

test("more than twelve come in pages, and a page goes with its last setup", async () => {
  const { user } = await open("#/home", { setups: many(25) });
  expect(shown()).toHaveLength(12);
  await user.click(screen.getByRole("button", { name: "Page 3" }));
  await waitFor(() => expect(titles()).toEqual(["name-25"]));
  await user.click(control("forget-25"));
  await user.click(control("forget-confirm"));
  await waitFor(() => expect(titles()[0]).toBe("name-13"));
  expect(shown()).toHaveLength(12);
});

test("of thousands a page is drawn, and the search looks at all", async () => {
  const { user } = await open("#/home", { setups: many(5000) });
  expect(shown()).toHaveLength(12);
  await user.click(screen.getByRole("button", { name: "Page 2" }));
  await waitFor(() => expect(shown()[0]).toBe("setup-13"));
  await fill(user, "search", "name");
  await waitFor(() => expect(shown()[0]).toBe("setup-1"));
  await fill(user, "search", "name-4999");
  await waitFor(() => expect(shown()).toEqual(["setup-4999"]));
  expect(screen.queryByTestId("pages")).toBeNull();
});
