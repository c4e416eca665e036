/** What the program says, fit to be read: characters that nobody sees, or that turn a line around, are made seen. */

/**
 * Control characters but the tab and the line break; what Unicode says is not drawn even where a font does not know it
 * (Default_Ignorable_Code_Point, UAX #44: bidi controls, zero-width characters, variation selectors, tags); the two
 * separators and the marks of annotations.
 */
const HIDDEN = /[^\P{Cc}\t\n]|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\uFFF9-\uFFFB]/gu;

/** More characters of one text are not shown: the longest document has some thirty thousand. */
const MOST = 200_000;

const marked = (text: string) =>
  (text.length > MOST ? `${text.slice(0, MOST)}…` : text)
    .replaceAll("\r\n", "\n")
    .replace(HIDDEN, (hidden) => `‹U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`);

/** The same message with every text in it marked. */
export const shown = <T>(message: T): T => {
  if (typeof message === "string") {
    return marked(message) as T;
  }
  if (Array.isArray(message)) {
    return message.map(shown) as T;
  }
  if (typeof message === "object" && message !== null) {
    return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, shown(value)])) as T;
  }
  return message;
};
