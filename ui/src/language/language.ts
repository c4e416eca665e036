/** The language that the page speaks. It is chosen once, before anything is drawn, and stays until the window is closed. */
import cloudscapeTexts from "@cloudscape-design/components/i18n/messages/all.en-GB";
import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { type CloudscapeTexts, type Messages, OTHERS, type Texts } from "./catalogue";
import { best, PSEUDO, wantsPseudo } from "./choice";
import englishTexts from "./en.json";

export type MessageKey = keyof Messages;

export interface Language {
  /** For `<html lang>`, by which a screen reader chooses its voice. */
  tag: string;
  /** How numbers and moments are written. */
  locale: string;
  texts: Texts;
  cloudscape: CloudscapeTexts;
  /** What becomes of a message before it is filled in. */
  disguise: ((message: MessageFormatElement[]) => MessageFormatElement[]) | null;
}

/** The English of en.json is British, and so are its moments. */
const english: Language = {
  tag: "en-GB",
  locale: "en-GB",
  texts: englishTexts,
  cloudscape: cloudscapeTexts,
  disguise: null,
};

let spoken = english;

export const language = (): Language => spoken;

const chosen = async (): Promise<Language> => {
  if (wantsPseudo()) {
    const { disguise, disguised } = await import("./pseudo");
    return { ...english, tag: PSEUDO, cloudscape: disguised(english.cloudscape), disguise };
  }
  const tag = best(navigator.languages, ["en", ...Object.keys(OTHERS)]);
  const load = OTHERS[tag];
  if (!load) {
    return english;
  }
  const [texts, cloudscape] = await load();
  return { tag, locale: tag, texts: texts.default, cloudscape: cloudscape.default, disguise: null };
};

/** Chooses the language. What says something while it is loaded, as a module does, speaks English for ever. */
export const startLanguage = async () => {
  // A language whose file cannot be fetched is no reason to draw nothing.
  spoken = await chosen().catch(() => english);
  document.documentElement.lang = spoken.tag;
};
