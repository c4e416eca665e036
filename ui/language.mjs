/**
 * Writes src/language/catalogue.ts: what each message of en.json wants, so that tsc refuses a message that is not there and
 * a value that is missing or too much, and the languages there are. With `--check` it compares instead. Either way every
 * other language must have the messages of English, each with the same values and tags.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

const here = import.meta.dirname;
const folder = join(here, "src", "language");
const file = join(folder, "catalogue.ts");
const cloudscape = join(here, "node_modules", "@cloudscape-design", "components");

/** What a message wants: each value and tag by its name, and of what kind it is. Throws what is wrong with the message. */
export const wantsOf = (text) => {
  if (text.trim() === "" || text.trim() !== text) {
    throw new Error("is empty, or begins or ends with a space");
  }
  // Before an argument it would hide the argument; ’ is what is meant.
  if (text.includes("'")) {
    throw new Error("has a straight ', which ICU reads as a quotation mark; write ’");
  }
  const wants = new Map();
  const want = (name, kind) => {
    const before = wants.get(name);
    if (before && (before === "tag") !== (kind === "tag")) {
      throw new Error(`uses ${name} as a value and as a tag`);
    }
    // Chosen by as well as shown.
    wants.set(name, before === "number" ? before : kind);
  };
  const read = (elements) => {
    for (const element of elements) {
      switch (element.type) {
        case TYPE.literal:
        case TYPE.pound:
          break;
        case TYPE.argument:
          want(element.value, "text");
          break;
        case TYPE.number:
          want(element.value, "number");
          break;
        case TYPE.plural:
        case TYPE.select:
          want(element.value, element.type === TYPE.plural ? "number" : "text");
          for (const { value } of Object.values(element.options)) {
            read(value);
          }
          break;
        case TYPE.tag:
          want(element.value, "tag");
          read(element.children);
          break;
        default:
          // format.ts writes moments.
          throw new Error(`formats ${element.value} itself; only plural, select and number may`);
      }
    }
  };
  read(parse(text));
  return wants;
};

const described = (wants) =>
  [...wants]
    .sort()
    .map(([name, kind]) => `${name} (${kind})`)
    .join(", ");

/** What is wrong with the messages of a language, a line each. */
export const faultsOf = (messages) =>
  Object.entries(messages).flatMap(([key, text]) => {
    try {
      wantsOf(text);
      return [];
    } catch (fault) {
      return [`${key} ${fault.message}`];
    }
  });

/** What a translation has too little, too much or otherwise, a line each. */
export const differences = (english, other) => {
  const lacks = Object.keys(english).filter((key) => !(key in other));
  const unknown = Object.keys(other).filter((key) => !(key in english));
  const changed = Object.keys(english).filter(
    (key) => key in other && described(wantsOf(english[key])) !== described(wantsOf(other[key])),
  );
  return [
    ...lacks.map((key) => `${key} is missing`),
    ...unknown.map((key) => `${key} is not in en.json`),
    ...changed.map((key) => `${key} wants ${described(wantsOf(other[key])) || "nothing"}, in English otherwise`),
  ];
};

/** The messages of a language. A key that stands there twice would be read only once. */
const messagesOf = (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const keys = [...text.matchAll(/^ *"(.*?)":/gm)].map(([, key]) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) {
    throw new Error(`${name}: ${twice} stands there twice`);
  }
  return JSON.parse(text);
};

const stop = (name, faults) => {
  if (faults.length > 0) {
    throw new Error(`${name}:\n${faults.join("\n")}`);
  }
};

const written = () => {
  const english = messagesOf("en.json");
  stop("en.json", faultsOf(english));
  const others = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "en.json");
  for (const name of others.sort()) {
    const messages = messagesOf(name);
    stop(name, faultsOf(messages));
    stop(name, differences(english, messages));
  }
  const wants = Object.entries(english).map(([key, text]) => {
    const fields = [...wantsOf(text)].map(([name, kind]) => `${name}: "${kind}"`).join("; ");
    return `  "${key}": ${fields === "" ? "Nothing" : `{ ${fields} }`};\n`;
  });
  const languages = others.map((name) => {
    const tag = name.replace(/\.json$/, "");
    // Where Cloudscape does not speak it, its own texts stay English.
    const texts = existsSync(join(cloudscape, "i18n", "messages", `all.${tag}.js`)) ? tag : "en-GB";
    return `  "${tag}": () =>
    Promise.all([import("./${name}"), import("@cloudscape-design/components/i18n/messages/all.${texts}")]),\n`;
  });
  return `/** What each message wants, and the languages besides English. Written by \`npm run language\`. */
import type { I18nProviderProps } from "@cloudscape-design/components/i18n";

/** What a message without values wants. */
export type Nothing = Record<never, never>;

export interface Messages {
${wants.join("")}}

export type Texts = Record<keyof Messages, string>;
export type CloudscapeTexts = I18nProviderProps.Messages;

/** A language's file, and Cloudscape's own texts in it. */
export type Loaded = [{ default: Texts }, { default: CloudscapeTexts }];

export const OTHERS: Record<string, () => Promise<Loaded>> = {${languages.length > 0 ? `\n${languages.join("")}` : ""}};
`;
};

if (import.meta.filename === process.argv[1]) {
  const now = written();
  if (!process.argv.includes("--check")) {
    writeFileSync(file, now);
  } else if (!existsSync(file) || now !== readFileSync(file, "utf8")) {
    throw new Error("src/language/catalogue.ts is not what the messages say; run npm run language and commit it");
  }
}
