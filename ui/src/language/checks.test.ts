import { describe, expect, test } from "vitest";
import { ready } from "../../tests/fixtures";
import type { CheckResult } from "../messages/CheckResult";
import type { Deviation } from "../messages/Deviation";
import type { Resource } from "../messages/Resource";
import { type Checked, findingOf, titleOf } from "./checks";

const said = (resource: Resource, result: CheckResult, checked: Checked = ready) =>
  findingOf({ resource, result }, checked).join(" ");

const differs = (resource: Resource, by: Deviation) => said(resource, { kind: "differs", by });

const planned = (more: Partial<Checked["planned"]>): Checked => ({ ...ready, planned: { ...ready.planned, ...more } });

test("a check that could not be made says which right is missing", () => {
  const why = { call: "iam:ListRolePolicies", code: "AccessDenied", message: null };
  expect(said("attach", { kind: "not-read", why })).toBe(
    "Could not be checked, because AWS refused iam:ListRolePolicies (AccessDenied). Ask for the permission that iam:ListRolePolicies needs, then check again.",
  );
  expect(said("attach", { kind: "not-read", why: { ...why, code: null } })).toContain("(no answer)");
  expect(said("attach", { kind: "not-read", why: null })).toBe("Could not be checked. Check again.");
});

describe("what is as planned", () => {
  test.each([
    ["as-before", "New files are encrypted as your bucket was set up before."],
    ["amazon", "New files are encrypted with Amazon’s own key (AES-256)."],
  ] as const)("says that files are encrypted %s", (kind, sentence) => {
    expect(said("encryption", { kind: "passes" }, planned({ encryption: { kind } }))).toBe(sentence);
  });

  test("names the bucket, and whose it is", () => {
    const { bucketName } = ready.values;
    expect(said("bucket", { kind: "passes" })).toBe(`${bucketName} carries this setup’s tag.`);
    const theirs = planned({ newBucket: false });
    expect(said("bucket", { kind: "passes" }, theirs)).toBe(`${bucketName} is your own bucket.`);
    expect(titleOf({ resource: "bucket", result: { kind: "passes" } }, theirs)).toBe("The bucket is there");
  });
});

describe("what differs", () => {
  test("names the region, the key and the boundary that are there", () => {
    expect(
      differs("bucket", { before: { kind: "region", is: "us-east-1" }, after: { kind: "region", is: "eu-west-1" } }),
    ).toMatch(/^The bucket is in us-east-1, not in eu-west-1\. .* Without the tag export-storage-setup:setup = /);
    const is = { state: "Disabled", usage: "SIGN_VERIFY", spec: "RSA_2048", manager: "CUSTOMER" };
    expect(differs("key", { before: { kind: "key", is }, after: { kind: "ours" } })).toMatch(
      /^It is Disabled \(RSA_2048, SIGN_VERIFY, CUSTOMER\)\./,
    );
    expect(
      differs("boundary", { before: { kind: "boundary", is: "arn:b" }, after: { kind: "boundary", is: null } }),
    ).toMatch(/^The role has the permissions boundary arn:b\./);
  });

  test("is called an addition where all that was planned is there", () => {
    const effect = {
      expire_days: 30,
      expire_old_versions_days: null,
      abort_uploads_days: 7,
      remove_lone_delete_markers: false,
    };
    const [ours, theirs] = [
      { id: "ours", effect },
      { id: "theirs", effect: null },
    ];
    const rules = (...lifecycle: (typeof ours | typeof theirs)[]) => ({ kind: "setting", is: { lifecycle } }) as const;
    expect(differs("lifecycle", { before: rules({ ...ours }, theirs), after: rules(ours) })).toMatch(
      /^The bucket has deletion rules besides those that were planned\./,
    );
    expect(differs("lifecycle", { before: rules(theirs), after: rules(ours) })).toMatch(
      /^The deletion rules are not as planned\./,
    );
    const policies = (...is: string[]) => ({ kind: "policies", is }) as const;
    expect(differs("attach", { before: policies("ours", "a", "b"), after: policies("ours") })).toMatch(
      /^The role has permissions besides those that were planned: a, b\. .* no more than the one policy\.$/,
    );
    expect(differs("attach", { before: policies("a"), after: policies("ours") })).toMatch(
      /^The policy is not attached to the role\./,
    );
  });

  test("and was left as it was says so, with nothing to do", () => {
    const by: Deviation = {
      before: { kind: "setting", is: { versioning: false } },
      after: { kind: "setting", is: { versioning: true } },
    };
    expect(said("versioning", { kind: "left", by })).toBe("Versioning is off. You left this as it was in your bucket.");
  });
});
