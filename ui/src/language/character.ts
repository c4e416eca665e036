/** A character as a sentence can name it, where it has no shape of its own. */
import { say } from "./say";

const PLAIN = {
  " ": "character.space",
  "\n": "character.lineBreak",
  "\r": "character.lineBreak",
  "\t": "character.tab",
  "\u00a0": "character.nonBreakingSpace",
  "\u202f": "character.nonBreakingSpace",
} as const;

/** White space, control characters, and those that take no room on the screen. */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]$/u;

export const named = (character: string): string => {
  const plain: Partial<Record<string, (typeof PLAIN)[keyof typeof PLAIN]>> = PLAIN;
  const key = plain[character];
  if (key !== undefined) {
    return say(key);
  }
  if (/[“”„]/.test(character)) {
    return say("character.quotationMark", { character });
  }
  if (/[‘’‚]/.test(character)) {
    return say("character.apostrophe", { character });
  }
  if (/^[–—\u2010-\u2012]$/.test(character)) {
    return say("character.dash", { character });
  }
  // What the program says of one that nobody sees is marked before it gets here.
  const marked = character.match(/^‹U\+([0-9A-F]+)›$/)?.[1];
  if (marked !== undefined) {
    return say("character.invisible", { code: marked });
  }
  if (INVISIBLE.test(character)) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return say("character.invisible", { code });
  }
  return say("character.other", { character });
};
