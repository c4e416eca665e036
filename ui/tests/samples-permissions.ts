/** What AWS might say of a sign-in, and the policies to hand out. */
import type { OperatorPolicy } from "../src/messages/OperatorPolicy";
import type { PermissionsView } from "../src/messages/PermissionsView";
import { denied } from "./samples";

const policy = (...actions: string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }, null, 4);

const setUp: OperatorPolicy = {
  part: "set-up",
  bounded: false,
  json: policy("iam:CreateRole", "iam:AttachRolePolicy"),
};

const caller = "user anna";

export const everything: PermissionsView = {
  verdict: { kind: "everything", caller },
  problem: null,
  missing: [],
  unsure: [],
  unchecked: [],
  policy: null,
  operators: [
    setUp,
    { part: "check", json: policy("iam:GetRole") },
    { part: "remove", bounded: false, key: "to-be-made", json: policy("iam:DeleteRole") },
    {
      part: "earlier",
      number: 1,
      things: [
        { step: "role", name: "an-earlier-name" },
        { step: "key", name: "alias/an-earlier-name" },
      ],
      json: policy("iam:DeletePolicy"),
    },
  ],
};

export const missing: PermissionsView = {
  ...everything,
  verdict: { kind: "missing", caller, arn: "arn:aws:iam::123456789012:user/anna", account: "123456789012" },
  missing: ["iam:CreateRole", "kms:CreateKey"],
  unsure: ["s3:CreateBucket"],
  policy: policy("iam:CreateRole", "kms:CreateKey"),
};

export const inPart: PermissionsView = {
  ...everything,
  verdict: { kind: "unsure", caller, dependsOn: [] },
  unchecked: ["kms:CreateKey", "kms:TagResource"],
  problem: denied,
};

export const unchecked: PermissionsView = {
  ...everything,
  verdict: { kind: "unchecked", why: "aws" },
  problem: denied,
};

export const nobodyAsked: PermissionsView = {
  ...everything,
  verdict: { kind: "nobody-asked" },
  operators: [setUp],
};
