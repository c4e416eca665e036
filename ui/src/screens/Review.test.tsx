import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, findControl, open, settled, typedIn } from "../../tests/open";
import { problemOf } from "../language/failures";
import { DOCUMENTS } from "../language/review";
import { say } from "../language/say";
import type { BucketDifference } from "../messages/BucketDifference";
import type { ChangeView } from "../messages/ChangeView";
import type { Form } from "../messages/Form";

const PLACE = `#/review/${sample.SETUP}`;

test("create hands back the fingerprint of the plan that was shown, after a reload too", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
  });
  expect((await screen.findByTestId("fingerprint")).textContent).toBe(sample.review.shortFingerprint);
  await user.click(control("create"));
  await arrive("Creating");
  expect(fake.argsOf("create")).toEqual([{ fingerprint: sample.review.fingerprint }]);
});

test("every document is there to the letter, one click away", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
  });
  await screen.findByTestId("fingerprint");
  for (const document of sample.review.documents) {
    await user.click(control(`document-${document.id}`));
    expect(control(`document-${document.id}`).getAttribute("aria-expanded")).toBe("true");
    await user.click(screen.getByRole("button", { name: `Copy ${say(DOCUMENTS[document.id].title)}` }));
    expect(fake.clipboard).toBe(document.json);
  }
});

test("the accounts let in stand there with the advice to check them another way", async () => {
  await open(PLACE, { session: sample.real }, (fake) => fake.answer("form_of", () => sample.filled));
  expect((await screen.findByTestId("trusted-222233334444")).textContent).toContain(sample.PRIMARY);
  expect(screen.getByText(/by a way other than that e-mail/)).toBeTruthy();
});

test("without a way in there is no button that would not work, and the page says why", async () => {
  await open(PLACE, { session: sample.numberOnly }, (fake) => fake.answer("form_of", () => sample.filled));
  expect((await screen.findByTestId("cannot-create")).textContent).toContain("You gave only an account number");
  expect(screen.queryByTestId("create")).toBeNull();
});

test("back to details keeps everything", async () => {
  const { user } = await open(`#/details/${sample.SETUP}`, { session: sample.practice });
  await user.click(control("vonage-paste"));
  await user.paste(sample.MAIL);
  await screen.findByText("Both service values were found and filled in.");
  await user.click(control("review"));
  await arrive("Review");
  await user.click(screen.getByRole("button", { name: "Back to details" }));
  await arrive("Details");
  expect(typedIn("primary-service")).toBe(sample.PRIMARY);
  expect(typedIn("vonage-paste")).toBe(sample.MAIL);
});

test("whoever says no in the system's window made no error, and may press again", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
    program.answer("create", refuse(problemOf({ kind: "declined" })));
  });
  await user.click(await screen.findByTestId("create"));
  const told = await screen.findByTestId("problem");
  expect(told.textContent).toContain("You did not confirm this, so nothing was done.");
  expect(within(told).queryByRole("img", { name: "Error" })).toBeNull();
  expect(document.title).toBe("Review – Export Storage Setup");
  await user.click(control("create"));
  expect(fake.argsOf("create")).toHaveLength(2);
});

test("a plan that is no longer the reviewed one is not created, and the page says so", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
    program.answer("create", refuse(problemOf({ kind: "not-the-reviewed-plan" })));
  });
  await user.click(await screen.findByTestId("create"));
  expect((await screen.findByTestId("problem")).textContent).toContain("The plan has changed since it was reviewed.");
  expect(window.location.hash).toBe(PLACE);
  const reviews = fake.argsOf("review").length;
  await user.click(control("review-again"));
  await screen.findByTestId("create");
  expect(fake.argsOf("review")).toHaveLength(reviews + 1);
  expect(screen.queryByTestId("problem")).toBeNull();
});

test("a form that must change leads back to it", async () => {
  await open(PLACE, { session: sample.real });
  await arrive("Details");
});

test("a setting of their own bucket is changed only once it is ticked, and the tick is part of the form", async () => {
  const difference = (ticked: boolean): BucketDifference => ({
    setting: "https-only",
    now: { kind: "is", value: { policy: null }, otherRules: 0 },
    wouldBe: null,
    ticked,
    canChange: true,
  });
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => ({ ...sample.filled, bucketMode: "theirs" as const }));
    program.answer("review", ({ form }) => ({
      outcome: "planned",
      review: { ...sample.review, differences: [difference((form as Form).bucketChanges.includes("https-only"))] },
    }));
  });
  expect((await screen.findByTestId("now-https-only")).textContent).toBe("It has no policy.");
  const box = control("change-setting-https-only") as HTMLInputElement;
  expect(box.checked).toBe(false);
  await user.click(box);
  await settled(() => expect((control("change-setting-https-only") as HTMLInputElement).checked).toBe(true));
  expect(fake.argsOf("review").at(-1)?.form).toMatchObject({ bucketChanges: ["https-only"] });
});

test("what an earlier try made under other names is listed", async () => {
  await open("#/review/x", { session: sample.real }, (fake) =>
    fake.answer("review", () => ({
      outcome: "planned",
      review: { ...sample.review, superseded: [{ step: "bucket", name: "an-earlier-bucket" }] },
    })),
  );
  expect((await screen.findByTestId("superseded")).textContent).toBe("Storage bucketan-earlier-bucket");
});

test("a way in that ends soon is renewed first, and the plan reviewed anew", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
    program.answer("create", refuse(problemOf({ kind: "session-ends-soon" })));
  });
  await user.click(await screen.findByTestId("create"));
  await screen.findByText("Your way into AWS ends in less than two minutes.");
  await user.click(control("sign-in-again"));
  await arrive("How do you get into AWS?");
  await user.click(screen.getByTestId("sign-in-profile"));
  await user.click(await findControl("profile-list"));
  await user.click(await screen.findByRole("option", { name: /work/ }));
  await user.click(control("sign-in-submit"));
  await arrive("Is this the right AWS account?");
  await user.click(control("continue"));
  await arrive("Review");
  expect(fake.argsOf("review").length).toBe(2);
});

/** Every sentence and count follows from the list of what happens to what. */
test.each([
  [["create", "create"], "Create these 2 items", "Nothing has been made yet."],
  [["create"], "Create this 1 item", "Nothing has been made yet."],
  [["create", "keep"], "Create this 1 item", "What is marked “There already” stays."],
  [["create", "set", "keep"], "Create 1 item and change 1 item", "What is marked “There already” stays."],
  [["set", "set", "leave"], "Change these 2 items", "What is marked “There already” stays."],
  [["keep", "leave"], "Check what is there", "Everything is there already, as planned."],
] as const)("%j: %s", async (actions, button, description) => {
  const [one] = sample.review.changes;
  const changes = actions.map((action) => ({ ...one, action }) as ChangeView);
  await open(PLACE, { session: sample.real }, (program) => {
    program.answer("form_of", () => sample.filled);
    program.answer("review", () => ({ outcome: "planned", review: { ...sample.review, changes } }));
  });
  expect((await findControl("create")).textContent).toBe(button);
  expect(document.body.textContent).toContain(description);
});
