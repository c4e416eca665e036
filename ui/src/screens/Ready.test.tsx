import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import { arrive, control, fill, findControl, open } from "../../tests/open";
import * as sample from "../../tests/samples";

const PLACE = `#/ready/${sample.SETUP}`;

test.each([...sample.ready.values, ...sample.ready.moreValues])(
  "$id is shown and copied to the letter",
  async (value) => {
    const { fake, user } = await open(PLACE, { session: sample.real });
    expect((await screen.findByTestId(`value-${value.id}`)).textContent).toBe(value.value);
    await user.click(control(`copy-${value.id}`));
    expect(fake.clipboard).toBe(value.value);
  },
);

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
  expect((await screen.findByTestId("vcc-message")).textContent).toBe(sample.ready.message);
  await user.click(control("copy-vcc-message"));
  expect(fake.clipboard).toBe(sample.ready.message);
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
  expect(screen.getByTestId("check-simulation").getAttribute("data-result")).toBe("not-checked");
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

test("Vonage is stopped only after a second yes, and let in again with one press", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  await user.click(await findControl("stop-vonage"));
  expect(fake.argsOf("stop")).toEqual([]);
  await user.click(await findControl("stop-confirm"));
  await arrive("Stopped for Vonage");
  expect(fake.argsOf("stop")).toEqual([{ setup: sample.SETUP }]);
  await user.click(await findControl("resume-vonage"));
  await arrive("Ready for Vonage");
  expect(fake.argsOf("resume")).toEqual([{ setup: sample.SETUP }]);
});

test("the record is saved and where is said", async () => {
  const { fake, user } = await open("#/ready/x", { session: sample.real });
  await screen.findByTestId("save-record");
  await user.click(control("save-record"));
  expect((await screen.findByTestId("record-path")).textContent).toContain(".export-storage-setup.json");
  expect(fake.argsOf("save_record")).toEqual([{ setup: sample.ready.setup }]);
  expect(screen.queryByTestId("leftovers")).toBeNull();
});

test("what was made earlier under other names is mentioned", async () => {
  await open("#/ready/x", { session: sample.real }, (fake) =>
    fake.answer("ready", () => ({ ...sample.ready, leftovers: true })),
  );
  await screen.findByTestId("leftovers");
});
