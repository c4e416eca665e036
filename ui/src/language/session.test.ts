/** What is said of the way into AWS and of a pasted text, in English. */
import { expect, test } from "vitest";
import type { ComputerSays } from "../messages/ComputerSays";
import type { PasteWarning } from "../messages/PasteWarning";
import type { Source } from "../messages/Source";
import { readingText, warningText } from "./paste";
import { computerSays, sourceText } from "./session";

test.each<[Source | null, string]>([
  [null, "An account number"],
  [{ kind: "browser" }, "User name and password, in the browser"],
  [{ kind: "identity-center", account: "Website", role: "Admin" }, "Your company’s page: Website, as Admin"],
  [{ kind: "profile", name: "work" }, "Profile “work”"],
  [{ kind: "keys", lasting: true }, "Pasted keys"],
])("a way in by %j: %s", (source, text) => {
  expect(sourceText(source)).toBe(text);
});

test.each<[ComputerSays, string]>([
  [{ kind: "nothing" }, "This computer names no proxy."],
  [{ kind: "proxy", address: "http://p:1" }, "This computer names the proxy http://p:1."],
  [
    { kind: "script", address: null },
    "This computer looks for its proxy by itself, by a script that this program does not run: ask your IT department which proxy it gives for AWS.",
  ],
  [
    { kind: "script", address: "http://p/s" },
    "This computer finds its proxy by the script http://p/s, which this program does not run: ask your IT department which proxy it gives for AWS.",
  ],
])("%j: %s", (says, text) => {
  expect(computerSays(says)).toBe(text);
});

test.each<[string | null, string | null, PasteWarning[], string]>([
  [null, null, [], "No service value was found."],
  ["a", null, [], "One service value was found and filled in."],
  [null, "b", [], "One service value was found and filled in."],
  ["a", "b", [], "Both service values were found and filled in."],
  [null, null, [{ kind: "too-much" }], "That is more than 200,000 characters: copy only Vonage’s message."],
])("of %j and %j with %j: %s", (primary, secondary, warnings, text) => {
  expect(readingText({ primary, secondary, warnings, wholeAccount: false })).toBe(text);
});

test("what the sentence above or the field says is not said twice", () => {
  expect(warningText({ kind: "too-much" })).toBeNull();
  expect(warningText({ kind: "two-accounts", primary: "1", secondary: "2" })).toBeNull();
  expect(warningText({ kind: "more-than-two", count: 3 })).toBe(
    "3 values were found: check that the two filled in are the ones for your region.",
  );
});
