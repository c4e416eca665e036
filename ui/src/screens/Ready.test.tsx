import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, fill, findControl, open } from "../../tests/open";
import { problemOf } from "../language/failures";
import type { Check } from "../messages/Check";

const PLACE = `#/ready/${sample.SETUP}`;

const { roleArn, region, bucketName, bucketArn, keyArn, policyArn } = sample.ready.values;

test.each([
  ["role-arn", "Role ARN", roleArn],
  ["region", "Region", region],
  ["bucket-name", "Bucket name", bucketName],
  ["bucket-arn", "Bucket ARN", bucketArn],
  ["key-arn", "Key ARN", keyArn],
  ["policy-arn", "Policy ARN", policyArn],
])("%s is shown and copied to the letter", async (id, label, value) => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  const shown = await screen.findByTestId(`value-${id}`);
  expect(shown.textContent).toBe(value);
  expect(shown.closest("div")?.parentElement?.textContent).toContain(label);
  await user.click(control(`copy-${id}`));
  expect(fake.clipboard).toBe(value);
});

test("copied is said only once the program has copied", async () => {
  let done: () => void = () => undefined;
  const { user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("copy", () => new Promise<void>((resolve) => (done = resolve)));
  });
  await user.click(await findControl("copy-role-arn"));
  expect(screen.queryByText("Copied")).toBeNull();
  done();
  await screen.findByText("Copied");
});

test("a copy that did not work says so and what to do instead", async () => {
  const { user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("copy", refuse(sample.denied));
  });
  await user.click(await findControl("copy-role-arn"));
  await screen.findByText("Not copied. Select the text and press Ctrl+C instead.");
  expect(screen.queryByText("Copied")).toBeNull();
});

test("the message and the request for Vonage are there and are copied whole", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  const letter = (await screen.findByTestId("vcc-message")).textContent;
  for (const said of [roleArn, region, bucketName, sample.ready.request, sample.ready.vonagePage]) {
    expect(letter).toContain(said);
  }
  await user.click(control("copy-vcc-message"));
  expect(fake.clipboard).toBe(letter);
  expect(JSON.parse(screen.getByTestId("vcc-request").textContent ?? "")).toEqual(JSON.parse(sample.ready.request));
  await user.click(control("copy-vcc-request"));
  expect(fake.clipboard).toBe(sample.ready.request);
});

test("Vonage's storage id is kept", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  await findControl("storage-id");
  await fill(user, "storage-id", "0f8fad5b");
  await user.click(control("keep-storage-id"));
  await screen.findByText("Kept");
  expect(fake.argsOf("keep_storage_id")).toEqual([{ setup: sample.SETUP, storageId: "0f8fad5b" }]);
});

test("each check says how it came out", async () => {
  await open(PLACE, { session: sample.real });
  expect((await screen.findByTestId("check-public-access")).getAttribute("data-result")).toBe("passes");
  expect(screen.getByTestId("check-attach").getAttribute("data-result")).toBe("not-read");
  await screen.findByText("(12 of 13 as planned, 1 not read)");
  expect(screen.queryByTestId("differences")).toBeNull();
});

test("what differs is beside the values, with what to do, and withholds none of them", async () => {
  const differing: Check = {
    resource: "lifecycle",
    result: { kind: "differs", by: { before: { kind: "absent" }, after: { kind: "ours" } } },
  };
  await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("ready", () => ({ ...sample.ready, checks: [differing] }));
  });
  const said = (await screen.findByTestId("differences")).textContent;
  expect(said).toContain(
    "The deletion rules are not as planned. Ask your cloud team whether that is meant. Such rules may delete recordings sooner than you chose.",
  );
  expect(screen.getByTestId("value-role-arn").textContent).toBe(roleArn);
});

test("a setup that was never checked says so, and is checked by a press", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("ready", () => ({ ...sample.ready, checks: [] }));
    fake.answer("check", () => {
      fake.answer("ready", () => sample.ready);
      return null;
    });
  });
  await screen.findByText("Nothing has been read back from AWS yet.");
  await user.click(await findControl("check-again"));
  await screen.findByTestId("check-public-access");
  expect(fake.argsOf("check")).toEqual([{ setup: sample.SETUP }]);
});

test("values from Practice say that they will not work", async () => {
  await open(PLACE, { session: sample.practice });
  await screen.findByText("These values are from Practice");
});

test("Vonage's page is opened by the program, from its own list", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  await user.click(await screen.findByRole("button", { name: "Vonage’s page about storage" }));
  expect(fake.argsOf("open_link")).toEqual([{ id: "vonage-storage-page" }]);
});

test("a setup can be taken back from here", async () => {
  const { user } = await open(PLACE, { session: sample.real });
  await user.click(await findControl("undo"));
  await arrive("Undo this setup");
});

test("what is closed and opened is shown first, and nothing else is closed or opened", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  await user.click(await findControl("stop-vonage"));
  expect(fake.argsOf("stop")).toEqual([]);
  const { fingerprint, roles } = sample.wayIn;
  expect((await screen.findByTestId("role-1")).textContent).toBe(roles[0]?.arn);
  expect(screen.getByTestId("role-2").textContent).toBe(roles[1]?.arn);
  await user.click(await findControl("stop-confirm"));
  await arrive("Stopped for Vonage");
  expect(fake.argsOf("stop")).toEqual([{ setup: sample.SETUP, fingerprint }]);
  await user.click(await findControl("resume-vonage"));
  expect(fake.argsOf("resume")).toEqual([]);
  await user.click(await findControl("resume-confirm"));
  await arrive("Ready for Vonage");
  expect(fake.argsOf("resume")).toEqual([{ setup: sample.SETUP, fingerprint }]);
});

const refusal = (kind: "no-session" | "not-as-shown" | "review-first") => problemOf({ kind });

test("a role that changed since it was shown is looked at again before anything is closed", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) =>
    program.answer("stop", refuse(refusal("not-as-shown"))),
  );
  await user.click(await findControl("stop-vonage"));
  await user.click(await findControl("stop-confirm"));
  await findControl("look-again");
  expect(screen.queryByTestId("stop-confirm")).toBeNull();
  fake.answer("stop", () => undefined);
  await user.click(control("look-again"));
  await user.click(await findControl("stop-confirm"));
  expect(fake.argsOf("stop_preview")).toHaveLength(2);
  expect(fake.argsOf("stop")).toHaveLength(2);
});

test("a setup from elsewhere is opened again through the review alone", async () => {
  const { user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("ready", () => ({ ...sample.ready, stopped: true }));
    program.answer("resume_preview", refuse(refusal("review-first")));
  });
  await user.click(await findControl("resume-vonage"));
  await findControl("review-first");
  expect(screen.queryByTestId("resume-confirm")).toBeNull();
});

test("the record is saved and where is said", async () => {
  const { fake, user } = await open("#/ready/x", { session: sample.real });
  await screen.findByTestId("save-record");
  await user.click(control("save-record"));
  expect((await screen.findByTestId("record-path")).textContent).toContain(".export-storage-setup.json");
  expect(fake.argsOf("save_record")).toEqual([{ setup: sample.ready.setup }]);
  expect(screen.queryByTestId("superseded")).toBeNull();
});

test("what was made earlier under other names is mentioned", async () => {
  await open("#/ready/x", { session: sample.real }, (fake) =>
    fake.answer("ready", () => ({ ...sample.ready, superseded: true })),
  );
  await screen.findByTestId("superseded");
});
