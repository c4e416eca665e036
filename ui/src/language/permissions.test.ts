/** What the Review page says of permissions, in English. */
import { expect, test } from "vitest";
import { allowed } from "../../tests/fixtures";
import type { PermissionsView } from "../messages/PermissionsView";
import { partCautions, permissionsLetter, verdictText } from "./permissions";

const caller = "user anna";
const lacking = { kind: "missing", caller, arn: "a", account: "1" } as const;
const none = { ...allowed.everything, operators: [] };

test.each<[Partial<PermissionsView>, string]>([
  [{}, "AWS says that user anna may do everything this plan takes."],
  [
    { verdict: lacking, missing: ["a:B"] },
    "AWS says that user anna lacks a permission. Send the text below to whoever can give it.",
  ],
  [
    { verdict: lacking, missing: ["a:B", "a:C"] },
    "AWS says that user anna lacks 2 permissions. Send the text below to whoever can give them.",
  ],
  [
    { verdict: lacking, missing: ["a:B"], unchecked: ["a:D"] },
    "AWS says that user anna lacks a permission. Send the text below to whoever can give it. More may be missing: not everything could be checked.",
  ],
  [
    { verdict: { kind: "unsure", caller, dependsOn: ["aws:MultiFactorAuthPresent", "aws:SourceIp"] } },
    "AWS cannot say it of everything: some of it depends on aws:MultiFactorAuthPresent, aws:SourceIp, which only shows when it is done.",
  ],
])("%j: %s", (view, text) => {
  expect(verdictText({ ...none, ...view })).toBe(text);
});

test("a letter is there only with something to ask for", () => {
  expect(permissionsLetter(allowed.missing)).toContain(
    "This IAM policy gives exactly them, for this setup alone:\n\n{",
  );
  expect(permissionsLetter(allowed.everything)).toBeNull();
});

test("a policy within a boundary is said to stay there, and one without a key to delete none", () => {
  const cautions = partCautions({ part: "remove", bounded: true, key: "none", json: "" });
  expect(cautions).toEqual([
    "Whoever has this could give the role other permissions, but never beyond your permissions boundary, and end the export: take it back when it is done.",
  ]);
  expect(partCautions({ part: "remove", bounded: false, key: "made", json: "" })[1]).not.toContain("Hand this out");
  expect(partCautions({ part: "set-up", bounded: true, json: "" })[0]).toContain("on which this policy insists");
  const earlier = { part: "earlier", number: 1, json: "" } as const;
  expect(partCautions({ ...earlier, things: [{ step: "bucket", name: "b" }] })).toEqual([]);
  expect(partCautions({ ...earlier, things: [{ step: "role", name: "r" }] })[0]).not.toContain("key");
});
