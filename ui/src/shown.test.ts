import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../tests/fake";
import * as sample from "../tests/fixtures";
import { findControl, open, settled } from "../tests/open";
import { formOf, home, saveForm, watch } from "./backend";
import { shown } from "./shown";

/** One of each kind, and the ends of the ranges. */
const HIDDEN = [
  0x00, 0x08, 0x0b, 0x1b, 0x1f, 0x7f, 0x80, 0x9b, 0x9f, 0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200f, 0x2028, 0x2029,
  0x202a, 0x202e, 0x2060, 0x2069, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xfff9, 0xfffb, 0xe0001, 0xe007f, 0xe0100,
];

test.each(HIDDEN)("U+%i is made seen", (code) => {
  const name = code.toString(16).toUpperCase().padStart(4, "0");
  expect(shown(`a${String.fromCodePoint(code)}b`)).toBe(`a‹U+${name}›b`);
});

test("what everybody sees stays", () => {
  const message = {
    text: "Zoë 山田 Ελένη مرحبا 😀\n\tsecond line – “quoted”…",
    number: 1.5,
    none: null,
    yes: true,
    list: ["a", { b: "c" }],
  };
  expect(shown(message)).toEqual(message);
  expect(shown("a\r\nb")).toBe("a\nb");
});

test("a text without an end has one", () => {
  expect(shown("x".repeat(1_000_000))).toHaveLength(200_001);
});

test("it is done to every answer, every refusal and all news of a run, however deep", async () => {
  const { fake } = await open("#/", { setups: sample.cards });
  const [card] = sample.cards;
  fake.answer("home", () => ({ ...fake.home, setups: [{ ...card, title: "recordings\u202egnp" }] }));
  expect((await home(false)).setups[0]?.title).toBe("recordings‹U+202E›gnp");
  fake.answer("home", refuse({ ...sample.nameTaken, failure: { kind: "profile-missing", name: "no\u200bthing" } }));
  await expect(home(false)).rejects.toMatchObject({ failure: { name: "no‹U+200B›thing" } });
  fake.answer("home", () => {
    throw "missing\u0007argument";
  });
  await expect(home(false)).rejects.toBe("missing‹U+0007›argument");
  const heard: string[] = [];
  await watch(sample.SETUP, (run) => heard.push(run.title));
  fake.send({ ...sample.running(1), title: "a\u2066b" });
  expect(heard.at(-1)).toBe("a‹U+2066›b");
});

test("what was typed comes back as it was", async () => {
  const { fake } = await open("#/");
  const typed = { ...sample.form, description: "a\u200db" };
  fake.answer("form_of", () => typed);
  expect(await formOf(sample.SETUP)).toEqual(typed);
});

test("what is shown is what is copied", async () => {
  const { fake, user } = await open(`#/review/${sample.SETUP}`, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
    const documents = sample.review.documents.slice(0, 1).map((document) => ({ ...document, json: "{\n  \u202e}" }));
    program.answer("review", () => ({ outcome: "planned", review: { ...sample.review, documents } }));
  });
  const [document] = sample.review.documents;
  await user.click(await findControl(`document-${document?.id}`));
  expect(screen.getByText(/‹U\+202E›/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Copy Permissions policy" }));
  expect(fake.clipboard).toBe("{\n  ‹U+202E›}");
});

test("a draft is read after it was written", async () => {
  const { fake } = await open("#/");
  let written = false;
  let finish = () => {};
  fake.answer("save_form", () => {
    const waiting = new Promise<void>((resolve) => {
      finish = resolve;
    });
    return waiting.then(() => {
      written = true;
    });
  });
  fake.answer("form_of", () => ({ ...sample.form, versioning: written }));
  const saved = saveForm(sample.form);
  const read = formOf("just-typed");
  await settled(() => expect(fake.argsOf("save_form")).toHaveLength(1));
  expect(fake.argsOf("form_of")).not.toContainEqual({ setup: "just-typed" });
  finish();
  await saved;
  expect((await read).versioning).toBe(true);
});
