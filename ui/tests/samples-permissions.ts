/** What AWS might say of a sign-in, and the policies to hand out. */
import type { OperatorPolicy } from "../src/messages/OperatorPolicy";
import type { PermissionsView } from "../src/messages/PermissionsView";
import { denied } from "./samples";

const policy = (...actions: string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }, null, 4);

const setUp: OperatorPolicy = {
  id: "set-up",
  title: "To set up",
  purpose: "For whoever creates it: makes this setup, tries again, checks.",
  caution: "Whoever has this could make the role more powerful than planned.",
  json: policy("iam:CreateRole", "iam:AttachRolePolicy"),
};

export const everything: PermissionsView = {
  verdict: "everything",
  sentence: "AWS says that user anna may do everything this plan takes.",
  problem: null,
  missing: [],
  unsure: [],
  unchecked: [],
  message: null,
  policy: null,
  operators: [
    setUp,
    {
      id: "check",
      title: "To check",
      purpose: "For whoever looks after it: reads the settings back and changes nothing.",
      caution: null,
      json: policy("iam:GetRole"),
    },
    {
      id: "remove",
      title: "To stop and remove",
      purpose: "For whoever ends it: stops Vonage, lets it in again, undoes this setup.",
      caution: "Whoever has this could give the role other permissions.",
      json: policy("iam:DeleteRole"),
    },
  ],
};

export const missing: PermissionsView = {
  ...everything,
  verdict: "missing",
  sentence: "AWS says that user anna lacks 2 permissions. Send the text below to whoever can give them.",
  missing: ["iam:CreateRole", "kms:CreateKey"],
  unsure: ["s3:CreateBucket"],
  message: `Hello,\nMissing: iam:CreateRole, kms:CreateKey\n${policy("iam:CreateRole", "kms:CreateKey")}`,
  policy: policy("iam:CreateRole", "kms:CreateKey"),
};

export const inPart: PermissionsView = {
  ...everything,
  verdict: "unsure",
  sentence: "As far as AWS answered, user anna may do everything this plan takes.",
  unchecked: ["kms:CreateKey", "kms:TagResource"],
  problem: denied,
};

export const unchecked: PermissionsView = {
  ...everything,
  verdict: "unchecked",
  sentence: "AWS could not be asked what this sign-in may do. You can create it all the same.",
  problem: denied,
};

export const nobodyAsked: PermissionsView = {
  ...everything,
  verdict: "nobody-asked",
  sentence: "Nobody is signed in, so nothing can be checked. Whoever creates this needs the permissions below.",
  operators: [setUp],
};
