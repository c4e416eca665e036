import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, fill, open, settled, typedIn } from "../../tests/open";
import { causeOf, problemOf } from "../language/failures";

const PLACE = `#/details/${sample.SETUP}`;

test("a pasted mail fills the two fields, which stay editable", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  await user.click(control("vonage-paste"));
  await user.paste(sample.MAIL);
  await settled(() => expect(typedIn("primary-service")).toBe(sample.PRIMARY));
  expect(typedIn("secondary-service")).toBe(sample.SECONDARY);
  await user.type(control("primary-service"), "-2");
  expect(typedIn("primary-service")).toBe(`${sample.PRIMARY}-2`);
  expect(typedIn("vonage-paste")).toBe(sample.MAIL.replaceAll("\r", ""));
});

test("an account number in the mail asks for the tick", async () => {
  const { fake, user } = await open(PLACE, { session: sample.practice });
  expect(screen.queryByTestId("trust-whole-account")).toBeNull();
  await user.click(control("vonage-paste"));
  await user.paste(`${sample.PRIMARY} arn:aws:iam::222233334444:root`);
  await user.click(within(await screen.findByTestId("trust-whole-account")).getByRole("checkbox"));
  await settled(() => expect(fake.argsOf("save_form").at(-1)?.form).toMatchObject({ trustWholeAccount: true }));
});

test("a field is judged once it is left, not before", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  await fill(user, "bucket-name", "Recordings");
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(screen.queryByTestId("error-bucket-name")).toBeNull();
  await user.tab();
  expect((await screen.findByTestId("error-bucket-name")).textContent).toContain("Use small letters");
  // What is right again loses its error while it is typed.
  await fill(user, "bucket-name", "recordings");
  await settled(() => expect(screen.queryByTestId("error-bucket-name")).toBeNull());
});

test("a refused form gets a summary that takes the focus, and keeps everything typed", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  await fill(user, "bucket-name", "Recordings");
  await user.click(screen.getByTestId("names"));
  await user.type(control("role-name"), " x");
  await user.click(screen.getByTestId("names"));
  await user.click(control("review"));

  const summary = await screen.findByTestId("error-summary");
  await settled(() => expect(summary.contains(document.activeElement)).toBe(true));
  expect(
    within(summary)
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual([
    "Primary service: Paste the value Vonage sent you; it begins with “arn:”.",
    "Secondary service: Paste the value Vonage sent you; it begins with “arn:”.",
    "Bucket name: Use small letters in the bucket name instead of capitals.",
    "Role name: Remove the space from the role name: it takes only unaccented letters, digits and _ + = , . @ -.",
  ]);
  expect(screen.getByTestId("error-primary-service")).toBeTruthy();
  expect(document.title).toBe("Error: Details – Export Storage Setup");
  expect(typedIn("bucket-name")).toBe("Recordings");

  // A line leads to its field, even in a folded group.
  await user.click(within(summary).getByText(/Remove the space/));
  await settled(() => expect(document.activeElement).toBe(control("role-name")));

  // A line goes when its field is right.
  await fill(user, "primary-service", sample.PRIMARY);
  await settled(() => expect(within(summary).getAllByRole("link")).toHaveLength(3));
});

test("a review that AWS refused is shown above the buttons, and nothing typed is lost", async () => {
  const { user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("form_of", () => ({ ...sample.filled, bucketName: "taken" }));
    fake.answer("review", refuse(sample.nameTaken));
  });
  await user.click(control("review"));
  const problem = await screen.findByTestId("problem");
  expect(problem.textContent).toContain(causeOf(sample.nameTaken));
  expect((await screen.findByTestId("error-bucket-name")).textContent).toContain(causeOf(sample.nameTaken));
  expect(typedIn("bucket-name")).toBe("taken");
  expect(typedIn("primary-service")).toBe(sample.PRIMARY);
  await user.click(within(problem).getByRole("button", { name: "Change this value" }));
  await settled(() => expect(document.activeElement).toBe(control("bucket-name")));
});

test("what was typed is saved as a draft, the last of it even when the page is left at once", async () => {
  const { fake, user } = await open(PLACE, { session: sample.practice, setups: sample.cards });
  await fill(user, "bucket-name", "recordings");
  await user.click(screen.getByRole("button", { name: "Keep for later" }));
  await arrive("Your setups");
  expect(fake.argsOf("save_form").at(-1)?.form).toMatchObject({ bucketName: "recordings" });
});

test("a form that nobody touched is not saved", async () => {
  const { fake, user } = await open(PLACE, { session: sample.practice, setups: sample.cards });
  await user.click(screen.getByRole("button", { name: "Keep for later" }));
  await arrive("Your setups");
  expect(fake.argsOf("save_form")).toEqual([]);
});

test("the ending that AWS adds stands beside the name", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  expect((await screen.findByTestId("bucket-name-ending")).textContent).toBe("-123456789012-eu-west-1-an");
  await user.click(screen.getByLabelText(/An ordinary name/));
  await settled(() => expect(screen.queryByTestId("bucket-name-ending")).toBeNull());
});

test("a region is found by its city, and those to be switched on first are folded away", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  await fill(user, "region", "Frank");
  await user.click(await screen.findByRole("option", { name: /eu-central-1/ }));
  expect(typedIn("region")).toBe("eu-central-1");
  await user.clear(control("region"));
  expect(screen.queryByRole("option", { name: /me-central-1/ })).toBeNull();
  await user.click(screen.getByLabelText(/Also list regions/));
  await user.click(control("region"));
  await user.click(await screen.findByRole("option", { name: /me-central-1/ }));
  expect((await screen.findByTestId("advice-region")).textContent).toContain("must be switched on");
});

test("a key they have asks for its ARN", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  expect(screen.queryByTestId("key-arn")).toBeNull();
  await user.click(screen.getByLabelText(/A key your company has/));
  expect(screen.getByTestId("key-arn")).toBeTruthy();
});

test("tags are typed in pairs", async () => {
  const { fake, user } = await open(PLACE, { session: sample.practice });
  await user.click(screen.getByTestId("advanced"));
  await user.click(control("tags"));
  await fill(user, "tag-key-1", "cost-centre");
  await fill(user, "tag-value-1", "42");
  await settled(() =>
    expect(fake.argsOf("save_form").at(-1)?.form).toMatchObject({ tags: [{ key: "cost-centre", value: "42" }] }),
  );
  await user.click(screen.getByRole("button", { name: "Remove tag 1" }));
  expect(screen.queryByTestId("tag-key-1")).toBeNull();
});

test("each kind of bucket name has its own name, and neither is lost", async () => {
  const { user } = await open(PLACE, { session: sample.practice });
  await fill(user, "bucket-name", "ours");
  await user.click(screen.getByLabelText(/An ordinary name/));
  await settled(() => expect(typedIn("bucket-name")).toBe("vcc-recordings-x7k2m9q4w8tz"));
  await fill(user, "bucket-name", "ours-and-nobody-elses");
  await user.click(screen.getByLabelText(/only your account can have/));
  await settled(() => expect(typedIn("bucket-name")).toBe("ours"));
  await user.click(screen.getByLabelText(/An ordinary name/));
  await settled(() => expect(typedIn("bucket-name")).toBe("ours-and-nobody-elses"));
});

test("a suggested name never replaces one that was typed meanwhile", async () => {
  let suggest: (name: string) => void = () => undefined;
  const { user } = await open(PLACE, { session: sample.practice }, (fake) => {
    fake.answer("suggest_bucket_name", () => new Promise<string>((resolve) => (suggest = resolve)));
  });
  await user.click(screen.getByLabelText(/An ordinary name/));
  await fill(user, "bucket-name", "typed");
  suggest("too-late");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(typedIn("bucket-name")).toBe("typed");
});

test("a review without a session offers the ways in, and comes back to this form", async () => {
  const { user } = await open(PLACE, {}, (fake) => {
    fake.answer("form_of", () => sample.filled);
    fake.answer("review", refuse(problemOf({ kind: "no-session" })));
  });
  await user.click(control("review"));
  await user.click(await screen.findByTestId("sign-in-again"));
  await arrive("How do you get into AWS?");
  expect(window.location.hash).toBe(`#/sign-in/${sample.SETUP}`);
});
