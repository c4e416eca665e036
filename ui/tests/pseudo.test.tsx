/**
 * Every page in the pseudo-language: what a page says itself stands between ⟦ and ⟧, or it does not come from the catalogue.
 * What the program sends is put between ⟪ and ⟫ on its way, but for kinds, ids and moments, by which the page decides.
 */
import { expect, test } from "vitest";
import { dateOf } from "../src/language/format";
import { startLanguage } from "../src/language/language";
import { PAGES, visit } from "./pages";

const IS_MOMENT = /^\d{4}-\d\d-\d\dT/;
/** Without a space or a capital: no sentence, and nothing that a page would say as a label. */
const IS_ID = /^[a-z0-9.-]*$/;

/** What was sent without marks, as it may be read on a page. */
type Sent = Set<string>;

const marked = (message: unknown, sent: Sent): unknown => {
  if (typeof message === "string") {
    if (IS_MOMENT.test(message)) {
      sent.add(message).add(dateOf(message));
      return message;
    }
    if (IS_ID.test(message)) {
      sent.add(message);
      return message;
    }
    return `⟪${message}⟫`;
  }
  if (Array.isArray(message)) {
    return message.map((each) => marked(each, sent));
  }
  if (typeof message === "object" && message !== null) {
    return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, marked(value, sent)]));
  }
  return message;
};

/** AWS's own words, and the documents that it gets. */
const OF_OTHERS: ReadonlySet<string> = new Set(["aws", "json"]);
/** A capital, a space and an end. */
const IS_SENTENCE = /^[“\p{Lu}].*\s.*[.:?!]$/su;

const sentencesIn = (message: unknown): string[] => {
  if (typeof message === "string") {
    return IS_SENTENCE.test(message) ? [message] : [];
  }
  if (typeof message !== "object" || message === null) {
    return [];
  }
  // What is written to AWS stands on the page as it is written.
  if ("kind" in message && message.kind === "written") {
    return [];
  }
  return Object.entries(message).flatMap(([name, value]) => (OF_OTHERS.has(name) ? [] : sentencesIn(value)));
};

/** What the person typed comes back as it was typed. */
const TYPED: ReadonlySet<string> = new Set(["new_form", "form_of"]);

interface Internals {
  invoke: (command: string, args?: { news?: { onmessage: (run: unknown) => void } }) => Promise<unknown>;
}

/** Marks every answer, refusal and piece of news on its way to the page. */
const markWhatIsSent = (sent: Sent) => {
  const internals = (window as unknown as { __TAURI_INTERNALS__: Internals }).__TAURI_INTERNALS__;
  const { invoke } = internals;
  internals.invoke = async (command, args) => {
    const news = args?.news;
    if (news) {
      const hear = news.onmessage;
      news.onmessage = (run) => {
        expect(sentencesIn(run), command).toEqual([]);
        hear(marked(run, sent));
      };
    }
    try {
      const answer = await invoke(command, args);
      expect(sentencesIn(answer), command).toEqual([]);
      return TYPED.has(command) ? answer : marked(answer, sent);
    } catch (thrown) {
      expect(sentencesIn(thrown), command).toEqual([]);
      throw thrown instanceof Error ? thrown : marked(thrown, sent);
    }
  };
};

/** The pieces of the texts, which follow one another on a page, that stand between no marks and have letters. */
const outside = (texts: string[], sent: Sent): string[] => {
  let depth = 0;
  const pieces: string[] = [];
  for (const text of texts) {
    let piece = "";
    for (const sign of text) {
      if (sign === "⟦" || sign === "⟪") {
        depth += 1;
      } else if (sign === "⟧" || sign === "⟫") {
        depth -= 1;
      } else if (depth === 0) {
        piece += sign;
      }
    }
    pieces.push(piece.trim());
  }
  expect(depth, "every mark has its other half").toBe(0);
  return pieces.filter((piece) => /\p{Letter}/u.test(piece) && !sent.has(piece));
};

const textsOf = (root: Node): string[] =>
  root.nodeType === Node.TEXT_NODE ? [root.textContent ?? ""] : [...root.childNodes].flatMap(textsOf);

const SPOKEN = [
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "title",
  "placeholder",
  "alt",
];

test.each(PAGES)("$name says nothing that is not in the catalogue", async (page) => {
  window.localStorage.setItem("language", "en-XA");
  await startLanguage();
  const sent: Sent = new Set();
  await visit(page, () => markWhatIsSent(sent));

  expect(document.documentElement.lang).toBe("en-XA");
  const texts = textsOf(document.body);
  expect(texts.filter((text) => text.includes("⟦")).length).toBeGreaterThan(5);
  expect(outside(texts, sent)).toEqual([]);
  for (const name of SPOKEN) {
    const spoken = [...document.body.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? "");
    expect(
      spoken.flatMap((text) => outside([text], sent)),
      name,
    ).toEqual([]);
  }
  expect(outside([document.title], sent)).toEqual([]);
});
