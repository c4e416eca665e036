/** Rules about the files themselves. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import english from "../src/language/en.json";
import { told } from "./problems";
import refusals from "./refusals.json";

const ROOT = join(import.meta.dirname, "..");

const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.(ts|tsx|css)$/.test(name),
);

const read = (name: string) => readFileSync(join(ROOT, "src", name), "utf8");

test("only backend.ts talks to the program", () => {
  const speakers = sources.filter((name) => !name.includes(".test.") && read(name).includes("@tauri-apps/"));
  expect(speakers).toEqual(["backend.ts"]);
});

test("nothing is fetched from elsewhere", () => {
  const outward = sources.filter((name) => !name.includes(".test.") && !name.startsWith("messages"));
  expect(outward.length).toBeGreaterThan(30);
  for (const name of outward) {
    expect(read(name), name).not.toMatch(/https?:\/\/|\bfetch\(|XMLHttpRequest|navigator\.clipboard/);
  }
});

test("the page keeps nothing but the theme, and reads a language for tests", () => {
  const keepers = sources.filter(
    (name) => !name.includes(".test.") && /localStorage|sessionStorage|indexedDB|cookie/.test(read(name)),
  );
  expect(keepers.sort()).toEqual(["language/choice.ts", "theme.ts"]);
  expect(read("language/choice.ts")).not.toContain("setItem");
});

test("no version of a package is left open, and none names a host", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(readFileSync(join(ROOT, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});

test("every sentence keeps to plain words", () => {
  for (const [key, text] of Object.entries(english)) {
    expect(text, key).not.toMatch(/\bplease\b|\binvalid\b|\bsorry\b/i);
  }
});

/** What has words in it and is not shown: names of classes, errors of whoever programs, selectors. */
const NOT_SHOWN = /className="[^"]*"|new Error\([^)]*\)|querySelector(?:All)?(?:<\w+>)?\([^)]*\)/g;
/** A comment, which is passed over, or a text between quotation marks. */
const LITERAL = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;
/** Begins like a label, has two words, or has the quotation marks of sentences. */
const SENTENCE = /^\p{Lu}\p{Ll}|\p{L},? \p{L}|[“”’]/u;

/** A property that is read or heard, with any word at all. */
const SPOKEN =
  /\b(?:aria-label|title|label|header|description|placeholder|alt|constraint|hint|what|sentence|\w+(?:Label|Text|Description|Placeholder))="([^"]+)"/g;

const sentencesIn = (code: string) => [
  ...[...code.matchAll(SPOKEN)].map(([, text = ""]) => text),
  ...[...code.replace(NOT_SHOWN, "").matchAll(LITERAL)]
    .map(([, quoted, template]) => (quoted ?? template ?? "").replace(/\$\{[^}]*\}/g, "0"))
    .filter((text) => SENTENCE.test(text)),
];

test("no sentence stands outside the catalogue", () => {
  const written = sources.filter(
    (name) => /\.tsx?$/.test(name) && !name.includes(".test.") && !name.startsWith("messages"),
  );
  expect(written.length).toBeGreaterThan(60);
  expect(written.flatMap((name) => sentencesIn(read(name)).map((text) => `${name}: ${text}`))).toEqual([]);
  // What it would find: a label, a sentence, and one that is put together.
  const planted = `<Button ariaLabel="close" header={done ? "no more of it" : \`Use “\${typed}”\`} className="a b" />`;
  expect(sentencesIn(planted)).toEqual(["close", "no more of it", "Use “0”"]);
});

/** What is said without a page, which `tests/it/house/english.rs` looks for in the program. */
const WITHOUT_PAGE = /^(start|dialog|callback)\./;
/** What is named after a kind of the program's: of a failure, a refusal, a field, a resource, a setting. */
const OF_KIND =
  /^(cause|remedy|ask|refusal|contradiction|field|review\.(?:difference|now|then)|undo\.setting|check\.(?:title|passes|differs))\.(.+)$/;

test("every message is said somewhere", () => {
  const code = sources.filter((name) => /\.tsx?$/.test(name) && name !== "language/catalogue.ts").map(read);
  const names = ["Field", "Resource", "BucketSetting"].flatMap((type) =>
    [...read(`messages/${type}.ts`).matchAll(/"([\w-]+)"/g)].map(([, name]) => name),
  );
  const kinds = new Set(
    [...JSON.stringify([told, refusals]).matchAll(/"kind":"([^"]+)"/g)]
      .map(([, kind]) => kind)
      .concat(names, "page-fault"),
  );
  const isSaid = (key: string) => {
    const kind = OF_KIND.exec(key)?.[2];
    return code.some((text) => text.includes(`"${key}"`)) || (kind !== undefined && kinds.has(kind));
  };
  const ofPages = Object.keys(english).filter((key) => !WITHOUT_PAGE.test(key));
  expect(ofPages.filter((key) => !isSaid(key))).toEqual([]);
});
