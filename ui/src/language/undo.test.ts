import { describe, expect, test } from "vitest";
import { undone } from "../../tests/fixtures";
import type { Revert } from "../messages/Revert";
import type { Stays } from "../messages/Stays";
import type { UndoItem } from "../messages/UndoItem";
import { buttonOf, lastUseOf, outcomeOf, sentenceOf, titleOf } from "./undo";

const item = (more: Partial<UndoItem>): UndoItem => ({
  thing: "role",
  earlier: null,
  name: "a-name",
  outcome: { kind: "delete" },
  ...more,
});

describe("the one button", () => {
  test.each([
    [{ deletes: 1 }, "Delete this 1 item"],
    [{ deletes: 4 }, "Delete these 4 items"],
    [{ deletes: 0, reverts: true }, "Set your bucket back"],
    [{ deletes: 0, reverts: false }, null],
  ])("of %o says %s", (more, words) => {
    expect(buttonOf({ ...undone.view, ...more })).toBe(words);
  });

  test("finishes once what AWS kept was emptied", () => {
    expect(buttonOf(undone.kept)).toBe("I have emptied it: finish");
    expect(sentenceOf(item({ thing: "bucket" }), undone.kept)).toMatch(/^AWS kept it the last time/);
  });
});

test("what is left of an earlier plan says so", () => {
  const bucket = item({ thing: "bucket", earlier: 1 });
  expect(titleOf(bucket)).toBe("Earlier bucket");
  expect(sentenceOf(bucket, undone.kept)).toBe(
    "Made earlier under this name; the setup does not use it any more. It is deleted only if it is empty.",
  );
});

test("a role that nobody used is said to be so, as far as AWS knows", () => {
  expect(lastUseOf({ ...undone.view, lastUsed: null })).toBe(
    "AWS has not seen Vonage use this way in. It learns of that some hours late.",
  );
});

describe("what stays", () => {
  test.each([
    [{ kind: "made-again" }, "made again by somebody else"],
    [{ kind: "has-more", names: "arn:aws:iam::aws:policy/More" }, "more permissions: arn:aws:iam::aws:policy/More;"],
    [{ kind: "other-setup", setup: "6f0c" }, "another setup of this program (6f0c)"],
    [{ kind: "unreadable", call: "iam:GetRole" }, "AWS did not let iam:GetRole be read"],
  ] as [Stays, string][])("because of %o says why", (is, words) => {
    expect(sentenceOf(item({ outcome: { kind: "stays", is } }), undone.view)).toContain(words);
  });
});

describe("a bucket of theirs", () => {
  const nothing: Revert = { writes: [], offered: [], changed: [], unread: [] };
  const bucket = (more: Partial<Revert>) =>
    item({ thing: "bucket", outcome: { kind: "revert", is: { ...nothing, ...more } } });

  test("stays where nothing of it is set back", () => {
    expect(outcomeOf(bucket({}))).toBe("stays");
    expect(sentenceOf(bucket({}), undone.view)).toBe("It was yours before, so it stays with everything in it.");
  });

  test("says what is set back and what somebody changed since", () => {
    const both = bucket({ writes: [{ policy: null }, { tags: {} }], changed: ["public-access", "tags"] });
    expect(outcomeOf(both)).toBe("revert");
    expect(sentenceOf(both, undone.view)).toBe(
      "It was yours before, so it stays with everything in it. Set back to what it was: HTTPS rule, tags. Somebody changed this since, so it stays as it is now: public-access switches, tags.",
    );
  });
});
