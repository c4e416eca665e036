/** What is said of every failure and every refusal that the program knows, each as the program sends it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { told } from "../../tests/problems";
import refusals from "../../tests/refusals.json";
import type { FormProblem } from "../messages/FormProblem";
import { askOf, causeOf, type Problem, problemOf, refusalText, remedyOf } from "./failures";
import { startLanguage } from "./language";

const problems = told.map(({ problem }) => problem);
const refused = refusals as FormProblem[];

/** The same failure somewhere else, where everything is known and where nothing is. */
const wherever = (problem: Problem): Problem[] => [
  problem,
  {
    ...problem,
    situation: {
      account: "111122223333",
      caller: "user anna",
      resource: "arn:aws:iam::111122223333:role/vcc",
      region: "af-south-1",
      optIn: true,
      hosts: ["iam.amazonaws.com"],
    },
    aws: { call: "iam:CreateRole", code: "AccessDenied", message: "No.", requestId: "1B2C" },
  },
  { ...problem, aws: { call: "sts:GetCallerIdentity", code: null, message: null, requestId: null } },
];

const isSentence = (text: string, longest = 400) => {
  expect(text).toMatch(/^\S.*[.”]$/su);
  expect(text).not.toMatch(/\bplease\b|\binvalid\b|\bvalid\b|\boops\b|\bsorry\b|\bsuccessfully\b|undefined|\[object/i);
  expect(text).not.toMatch(/[{}]|⟦|⟧/);
  expect(text.length).toBeLessThan(longest);
};

test("each says in a sentence what caused it and what to do, wherever it happens", () => {
  expect(problems.length).toBeGreaterThan(150);
  for (const problem of problems.flatMap(wherever)) {
    // What speaks against a file is said in a sentence each.
    isSentence(causeOf(problem), problem.failure.kind === "contradicted" ? 2000 : 400);
    isSentence(remedyOf(problem));
  }
});

test("no two failures say the same caused them", () => {
  const kinds = new Map<string, Set<string>>();
  for (const problem of problems.filter(({ failure }) => !("field" in failure))) {
    const cause = causeOf(problem);
    kinds.set(cause, (kinds.get(cause) ?? new Set()).add(problem.failure.kind.replace(/^(browser|center)-/, "")));
  }
  // Keys and a code are pasted at different boxes.
  kinds.delete("Nothing was pasted.");
  expect([...kinds].filter(([, same]) => same.size > 1)).toEqual([]);
});

test("each refusal says in a sentence what to change", () => {
  expect(refused.length).toBeGreaterThan(120);
  for (const refusal of refused) {
    isSentence(refusalText(refusal));
  }
});

test("what has no shape of its own is named", () => {
  const named = (character: string) => refusalText({ kind: "role-name-character", character });
  expect(named(" ")).toContain("Remove the space from");
  expect(named("\t")).toContain("the tab");
  expect(named("\u00a0")).toContain("the non-breaking space");
  expect(named("“")).toContain("the curly quotation mark “");
  expect(named("’")).toContain("the curly apostrophe ’");
  expect(named("–")).toContain("the long dash “–”");
  expect(named("é")).toContain("“é”");
  // As the program's words are marked on their way to the page.
  expect(named("‹U+200B›")).toContain("the invisible character U+200B");
});

describe("what another person must do can be sent to them", () => {
  const denied: Problem = {
    ...problemOf({ kind: "denied-by-organisation" }),
    situation: {
      account: "111122223333",
      caller: "user anna",
      resource: null,
      region: "eu-west-1",
      optIn: false,
      hosts: [],
    },
    aws: {
      call: "iam:CreateRole",
      code: "AccessDenied",
      message: "User: anna is not authorized to perform: iam:TagRole, with an explicit deny",
      requestId: "1B2C",
    },
  };

  test("with all that is known, a line each", () => {
    expect(askOf(denied)?.split("\n")).toEqual([
      "Hello, I am setting up the storage that Vonage Contact Center exports recordings into.",
      "AWS account: 111122223333",
      "Signed in as: user anna",
      "Call: iam:CreateRole",
      "Permission: iam:TagRole",
      "Region: eu-west-1",
      "AWS’s code: AccessDenied",
      "AWS’s message: User: anna is not authorized to perform: iam:TagRole, with an explicit deny",
      "AWS’s request ID: 1B2C",
      "A service control policy of our organisation blocks it. Could you allow it for this account, or make the setup for me?",
    ]);
  });

  test("with the hosts, where a proxy is in the way", () => {
    const proxy: Problem = {
      ...problemOf({ kind: "proxy-refused" }),
      situation: { ...denied.situation, hosts: ["iam.amazonaws.com", "*.s3.eu-west-1.amazonaws.com"] },
      aws: { call: "iam:CreateRole", code: null, message: "CONNECT 403", requestId: null },
    };
    expect(askOf(proxy)).toMatch(
      /Details: CONNECT 403\n.*\n- iam\.amazonaws\.com\n- \*\.s3\.eu-west-1\.amazonaws\.com$/,
    );
  });

  test("wherever the remedy speaks of the text below", () => {
    const speaksOf = problems.filter((problem) => remedyOf(problem).includes("text below"));
    expect(speaksOf.length).toBeGreaterThan(20);
    expect(speaksOf.filter((problem) => askOf(problem) === null).map(({ failure }) => failure)).toEqual([]);
  });

  test("and not where they must do it themselves", () => {
    expect(askOf(problemOf({ kind: "offline" }))).toBeNull();
    expect(askOf(problemOf({ kind: "browser-refused", way: "center" }))).toBeNull();
    expect(askOf(problemOf({ kind: "browser-refused", way: "browser" }))).toContain("signin:CreateOAuth2Token");
  });
});

describe("what is known makes it precise", () => {
  test("a value that AWS does not know, a quota, a clock", () => {
    const arn = "arn:aws:iam::444455556666:role/vcc";
    expect(causeOf(problemOf({ kind: "principal-unknown", principal: arn }))).toContain(arn);
    expect(causeOf(problemOf({ kind: "iam-quota", quota: "RolesPerAccount" }))).toContain("as many roles");
    expect(causeOf(problemOf({ kind: "iam-quota", quota: "PoliciesPerRole" }))).toContain("attached");
    expect(causeOf(problemOf({ kind: "iam-quota", quota: null }))).toContain("a limit of IAM");
    expect(causeOf(problemOf({ kind: "clock-wrong", off: { kind: "slow", seconds: 740 } }))).toContain(
      "12 minutes slow",
    );
    expect(causeOf(problemOf({ kind: "clock-wrong", off: { kind: "fast", seconds: 3 * 3600 } }))).toContain(
      "3 hours fast",
    );
    expect(causeOf(problemOf({ kind: "clock-wrong", off: null }))).toContain("too far from the real time");
  });

  test("keys unknown in a region to be switched on may be right", () => {
    const unknown = problemOf({ kind: "keys-unknown" });
    const there = { ...unknown, situation: { ...unknown.situation, region: "af-south-1", optIn: true } };
    expect(causeOf(there)).toContain("not switched on");
    expect(remedyOf(there)).toContain("another region");
    expect(causeOf(unknown)).not.toContain("not switched on");
  });

  test("what to do about a lost answer depends on whether anything may have been changed", () => {
    const lost = (call: string): Problem => ({
      ...problemOf({ kind: "connection-lost" }),
      aws: { call, code: null, message: null, requestId: null },
    });
    expect(remedyOf(lost("s3:PutBucketPolicy"))).toContain("finds out whether the step was done");
    expect(remedyOf(lost("s3:GetBucketPolicy"))).toContain("in a minute");
    expect(remedyOf(lost("sso:ListAccounts"))).toContain("in a minute");
  });

  test("everything that speaks against a file, and what stands in the way", () => {
    const against = problemOf({
      kind: "contradicted",
      why: [
        { kind: "no-tag", thing: "role" },
        { kind: "other-setup", thing: "bucket", setup: "another" },
      ],
    });
    expect(causeOf(against)).toMatch(/^AWS does not confirm.*The role that.*The bucket that.*\(another\)\.$/);
    const inTheWay = problemOf({
      kind: "in-the-way",
      name: "recordings",
      refusal: { kind: "bucket-not-ours", name: "recordings", madeBy: null },
    });
    expect(remedyOf(inTheWay)).toBe("You already have a bucket called “recordings”; choose another name.");
  });
});

describe("in a language made of marks", () => {
  beforeEach(async () => {
    window.localStorage.setItem("language", "en-XA");
    await startLanguage();
  });
  afterEach(async () => {
    window.localStorage.clear();
    await startLanguage();
  });

  /** What stands between no marks. */
  const outside = (text: string): string => {
    let depth = 0;
    return [...text]
      .filter((sign) => {
        depth += sign === "⟦" ? 1 : sign === "⟧" ? -1 : 0;
        return depth === 0 && sign !== "⟧";
      })
      .join("");
  };

  test("nothing is said outside the catalogue", () => {
    for (const problem of problems.flatMap(wherever)) {
      for (const said of [causeOf(problem), remedyOf(problem), askOf(problem) ?? ""]) {
        expect(outside(said).trim()).toBe("");
      }
    }
    for (const refusal of refused) {
      expect(outside(refusalText(refusal)).trim()).toBe("");
    }
  });
});
