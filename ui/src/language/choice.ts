/** Which language the page speaks. */

/**
 * English, with every message between ⟦ and ⟧, its letters accented and a third longer. It is there for tests, which find
 * by it what does not come from the catalogue, and for whoever looks for what overflows: type
 * `localStorage.language = "en-XA"` into the console of the window and reload. There is no other use of that key.
 */
export const PSEUDO = "en-XA";

export const wantsPseudo = () => window.localStorage.getItem("language") === PSEUDO;

/**
 * The first of the languages wanted that is there, each looked up as RFC 4647 says (section 3.4): without its last parts,
 * until one is found. English, where there is none.
 */
export const best = (wanted: readonly string[], there: readonly string[]): string => {
  for (const tag of wanted) {
    const parts = tag.toLowerCase().split("-");
    for (let length = parts.length; length > 0; length -= 1) {
      const range = parts.slice(0, length).join("-");
      const found = there.find((language) => language.toLowerCase() === range);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return "en";
};
