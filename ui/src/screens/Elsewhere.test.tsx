import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, open } from "../../tests/open";
import { problemOf } from "../language/failures";

const TITLE = "Open a setup from elsewhere";

const record = (content: string) =>
  new File([content], "bucket.export-storage-setup.json", { type: "application/json" });

/** As the system's dialog does. What is assigned to `files` afterwards stays, which happy-dom does not allow by itself. */
const choose = (file: File) => {
  const input = document.querySelector("input[type=file]") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [file], writable: true, configurable: true });
  fireEvent.change(input);
};

test.each([
  ["the ways in, with no setup yet", "", []],
  ["Home", "#/home", sample.cards],
])("it is reached from %s", async (_, hash, setups) => {
  const { user } = await open(hash, { setups });
  await screen.findByTestId("elsewhere");
  await user.click(control("elsewhere"));
  await arrive(TITLE);
});

test("a saved record is read and is not confirmed yet", async () => {
  const { fake } = await open("#/elsewhere", { session: sample.real });
  choose(record('{"setup":"found"}'));
  await arrive("Not confirmed yet");
  expect(fake.argsOf("open_record")).toEqual([{ text: '{"setup":"found"}' }]);
  expect(window.location.hash).toBe("#/confirm/found");
});

test("a file that is no record says so, and another can be chosen", async () => {
  const { fake } = await open("#/elsewhere");
  const answer = problemOf({ kind: "record-file-other" });
  fake.answer("open_record", refuse(answer));
  choose(record("{}"));
  await screen.findByText("This file is not a record that this program saved.");
  fake.answer("open_record", () => ({ setup: "d", known: true }));
  choose(record("{}"));
  await screen.findByTestId("already-here");
  expect(screen.queryByText("This file is not a record that this program saved.")).toBeNull();
});

test("a file larger than any record is not read", async () => {
  const { fake } = await open("#/elsewhere");
  const file = record("{}");
  Object.defineProperty(file, "size", { value: 8_000_001 });
  file.text = () => Promise.reject(new Error("the file was read"));
  choose(file);
  await screen.findByText("This file is larger than any record that this program saves.");
  expect(fake.argsOf("open_record")).toEqual([]);
});

test("a setup that is here already is not replaced, and can be opened", async () => {
  const { user } = await open("#/elsewhere", { setups: sample.cards, session: sample.real });
  choose(record('{"setup":"d"}'));
  await screen.findByTestId("already-here");
  await user.click(control("open-known"));
  await arrive("Creating");
});

test("the account is looked through, and what is found can be opened", async () => {
  const { fake, user } = await open("#/elsewhere", { setups: sample.cards, session: sample.real });
  await user.click(control("find-setups"));
  expect((await screen.findByTestId("found-count")).textContent).toBe("2 setups found in 14 buckets.");
  expect(screen.getByTestId("found-unread").textContent).toContain("1 bucket.");
  expect(screen.getByTestId("found-2").textContent).toContain("here already");
  await user.click(control("open-found-1"));
  await arrive("Ready for Vonage");
  expect(fake.argsOf("open_found")).toEqual([
    { bucket: "vcc-recordings-123456789012-eu-west-1-an", region: "eu-west-1" },
  ]);
});

test("one that is here already is opened without being told anew", async () => {
  const { fake, user } = await open("#/elsewhere", { setups: sample.cards, session: sample.real });
  await user.click(control("find-setups"));
  await screen.findByTestId("open-found-2");
  await user.click(control("open-found-2"));
  await arrive("Creating");
  expect(fake.argsOf("open_found")).toEqual([]);
});

test("nobody is signed in: signing in comes back here", async () => {
  const { user } = await open("#/elsewhere");
  await user.click(control("find-sign-in"));
  await arrive("How do you get into AWS?");
  await user.click(control("sign-in-practice"));
  await arrive("You are practising");
  await user.click(control("continue"));
  await arrive(TITLE);
  expect(screen.getByTestId("find-setups").textContent).toBe("Look in the practice account");
});

test("a refusal of AWS is said, and looking again is possible", async () => {
  const { fake, user } = await open("#/elsewhere", { session: sample.real });
  fake.answer(
    "find_setups",
    refuse({
      ...problemOf({ kind: "not-allowed" }),
      aws: { call: "s3:ListBuckets", code: "AccessDenied", message: null, requestId: null },
    }),
  );
  await user.click(control("find-setups"));
  await screen.findByText("Nothing in AWS allows your sign-in to use s3:ListBuckets.");
  fake.answer("find_setups", () => ({ setups: [], seen: 1, unread: 0 }));
  await user.click(control("find-setups"));
  await waitFor(() => expect(screen.getByTestId("found-count").textContent).toBe("0 setups found in 1 bucket."));
});
