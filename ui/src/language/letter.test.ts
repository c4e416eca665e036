import { expect, test } from "vitest";
import { ready } from "../../tests/fixtures";
import { letterOf } from "./letter";

test("the message for Vonage has every value, the request and where it is described", () => {
  expect(
    letterOf(ready),
  ).toBe(`Our storage for exported recordings is ready in AWS. Vonage Contact Center must be told about it once, with one request to the Interaction Content Export API:

Role ARN: ${ready.values.roleArn}
Region: ${ready.values.region}
Bucket name: ${ready.values.bucketName}

The request is “Create an external storage item”, with this body:

${ready.request}

You need the permission “Bulk download interaction content” and the scope interaction-content:read. Vonage describes the request, with its address, here:
${ready.vonagePage}

Vonage then writes an empty test file into the bucket. If it answers 400 Bad Request, wait one minute and send it again. Then send me its whole answer: I need the storage’s id if we ever remove it.
`);
});

test("one from Practice says so before anything else", () => {
  expect(letterOf({ ...ready, practice: true })).toBe(
    `PRACTICE ONLY: these values belong to a practice account and will not work in VCC.\n\n${letterOf(ready)}`,
  );
});
