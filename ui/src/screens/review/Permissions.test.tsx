import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../../tests/fake";
import * as sample from "../../../tests/fixtures";
import { allowed } from "../../../tests/fixtures";
import { control, open } from "../../../tests/open";
import { problemOf } from "../../language/failures";
import type { PermissionsView } from "../../messages/PermissionsView";

const PLACE = `#/review/${sample.SETUP}`;

const review = (view: PermissionsView, session = sample.real) =>
  open(PLACE, { session }, (fake) => {
    fake.answer("form_of", () => sample.filled);
    fake.answer("permissions", () => view);
  });

test("that everything is allowed stands there in one sentence, about the plan that is shown", async () => {
  const { fake } = await review(allowed.everything);
  expect(await screen.findByText("AWS says that user anna may do everything this plan takes.")).toBeTruthy();
  expect(screen.getByTestId("permissions").dataset.verdict).toBe("everything");
  expect(screen.queryByTestId("permissions-missing")).toBeNull();
  expect(fake.argsOf("permissions")).toEqual([{ fingerprint: sample.review.fingerprint }]);
});

test("what is missing is named, with a text to send, and creating is possible all the same", async () => {
  const { fake, user } = await review(allowed.missing);
  const missing = await screen.findByTestId("permissions-missing");
  for (const action of allowed.missing.missing) {
    expect(missing.textContent).toContain(action);
  }
  expect(missing.textContent).not.toContain("s3:CreateBucket");
  expect(screen.getByTestId("permissions").textContent).toContain("s3:CreateBucket");
  const letter = screen.getByTestId("permissions-message").textContent;
  for (const part of ["Account: 123456789012", "Who: arn:aws:iam::123456789012:user/anna", allowed.missing.policy]) {
    expect(letter).toContain(part);
  }
  expect(letter).toContain("Missing: iam:CreateRole, kms:CreateKey\n");
  await user.click(control("copy-permissions-message"));
  expect(fake.clipboard).toBe(letter);
  await user.click(control("permissions-policy"));
  await user.click(screen.getByRole("button", { name: "Copy the missing permissions" }));
  expect(fake.clipboard).toBe(allowed.missing.policy);
  expect((control("create") as HTMLButtonElement).disabled).toBe(false);
});

test("each policy is one click away, says what it could be misused for, and is copied to the letter", async () => {
  const { fake, user } = await review(allowed.everything);
  await user.click(await screen.findByText("Permissions to hand out"));
  for (const [at, [id, title, caution]] of [
    ["set-up", "to set up", "let themselves in, up to everything in the account"],
    ["check", "to check", null],
    ["remove", "to stop and remove", "Hand this out only once the setup is made"],
    ["earlier-1", "to take back what had another name", "have the earlier key deleted"],
  ].entries()) {
    await user.click(control(`operator-${id}`));
    const shown = screen.getByTestId(`operator-${id}`).textContent ?? "";
    expect(shown.includes(caution ?? "could")).toBe(caution !== null);
    await user.click(screen.getByRole("button", { name: `Copy the policy ${title}` }));
    expect(fake.clipboard).toBe(allowed.everything.operators[at]?.json);
  }
  expect(document.body.textContent).toContain(
    "only this: Role for Vonage an-earlier-name, Storage bucket vcc-export-123456789012-us-east-1-an, Encryption key alias/",
  );
});

test("when AWS does not answer, its words stand there and creating is possible", async () => {
  await review(allowed.unchecked);
  expect(await screen.findByText(/^AWS could not be asked what this sign-in may do\./)).toBeTruthy();
  expect(screen.getByTestId("permissions").textContent).toContain(allowed.unchecked.problem?.aws?.message);
  expect(control("create")).toBeTruthy();
  expect(screen.queryByTestId("problem")).toBeNull();
});

test("what could not be checked is named, with AWS's words, beside what could", async () => {
  await review(allowed.inPart);
  expect(await screen.findByText("As far as AWS answered, user anna may do everything this plan takes.")).toBeTruthy();
  for (const action of allowed.inPart.unchecked) {
    expect(screen.getByTestId("permissions-unchecked").textContent).toContain(action);
  }
  expect(screen.getByTestId("permissions").textContent).toContain(allowed.inPart.problem?.aws?.message);
  expect(screen.queryByTestId("permissions-missing")).toBeNull();
  expect((control("create") as HTMLButtonElement).disabled).toBe(false);
});

test("without a way in there is only the policy for whoever creates it", async () => {
  await open(PLACE, { session: sample.numberOnly }, (fake) => fake.answer("form_of", () => sample.filled));
  expect(await screen.findByText("For whoever creates it.")).toBeTruthy();
  expect(await screen.findByText(/^Nobody is signed in, so nothing can be checked\./)).toBeTruthy();
  expect(screen.getByTestId("operator-set-up")).toBeTruthy();
  expect(screen.queryByTestId("operator-check")).toBeNull();
  expect(screen.queryByTestId("operator-remove")).toBeNull();
});

test("a plan that is no longer the reviewed one is said in words, not as a failure of the page", async () => {
  await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("form_of", () => sample.filled);
    fake.answer("permissions", refuse(problemOf({ kind: "not-the-reviewed-plan" })));
  });
  expect(await screen.findByText(/The plan has changed since it was reviewed/)).toBeTruthy();
  expect(screen.queryByTestId("problem")).toBeNull();
});
