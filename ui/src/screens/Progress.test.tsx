import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { undone } from "../../tests/fixtures";
import { arrive, control, findControl, open } from "../../tests/open";
import { askOf, causeOf, problemOf } from "../language/failures";

const PLACE = `#/run/${sample.SETUP}`;
const stateOf = (step: string) => screen.getByTestId(`step-${step}`).getAttribute("data-state");

test("a window opened at a run watches it from where it is", async () => {
  const { fake } = await open(PLACE, { session: sample.real });
  await screen.findByTestId("step-key");
  expect(fake.argsOf("watch").at(-1)).toMatchObject({ setup: sample.SETUP });
  expect(stateOf("key")).toBe("done");
  expect(stateOf("encryption")).toBe("running");
  expect(stateOf("checks")).toBe("waiting");
  expect(screen.getByText("Waiting until AWS shows what was just made, up to 60 s")).toBeTruthy();
});

test("each step's news is spoken without taking the focus", async () => {
  const { fake } = await open(PLACE, { session: sample.real });
  await screen.findByTestId("step-key");
  const before = document.activeElement;
  act(() => fake.send(sample.running(4)));
  await waitFor(() => expect(stateOf("encryption")).toBe("done"));
  await waitFor(() => {
    const spoken = [...document.querySelectorAll("[aria-live=polite]")].map((region) => region.textContent).join(" ");
    expect(spoken).toContain("Default encryption: done");
  });
  expect(document.activeElement).toBe(before);
});

test("a failed step says why, what to do, whom to ask, and takes the focus", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  await screen.findByTestId("step-key");
  act(() => fake.send(sample.failed));
  const alert = await screen.findByRole("alert");
  expect(stateOf("role")).toBe("failed");
  expect(alert.textContent).toContain(causeOf(sample.denied));
  expect(alert.textContent).toContain(askOf(sample.denied));
  await waitFor(() => expect(alert.contains(document.activeElement)).toBe(true));
  expect(document.title).toMatch(/^Error: Not finished/);
  await user.click(screen.getByText("What AWS said, word for word"));
  await user.click(screen.getByRole("button", { name: "Copy what AWS said" }));
  expect(fake.clipboard).toContain(sample.denied.aws?.requestId ?? "no id");
});

test("try again goes on and is watched anew", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    let tried = 0;
    program.answer("watch", ({ news }) => {
      tried += 1;
      (news as { onmessage: (run: unknown) => void }).onmessage(tried === 1 ? sample.failed : sample.running(8));
    });
  });
  await user.click(await screen.findByTestId("retry"));
  await waitFor(() => expect(stateOf("role")).toBe("done"));
  expect(fake.argsOf("retry")).toEqual([{ setup: sample.SETUP, anotherKey: false }]);
  expect(screen.queryByTestId("retry")).toBeNull();
});

test("try again that is refused leaves the page as it was and says why", async () => {
  const { user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(sample.failed));
    fake.answer("retry", refuse(problemOf({ kind: "no-session" })));
  });
  await user.click(await screen.findByTestId("retry"));
  await screen.findByText("Nobody is signed in.");
  expect(control("retry")).toBeTruthy();
});

test("try again with a session that ends soon leads to another one", async () => {
  const { user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(sample.failed));
    fake.answer("retry", refuse(problemOf({ kind: "session-ends-soon" })));
  });
  await user.click(await screen.findByTestId("retry"));
  await user.click(await screen.findByTestId("sign-in-again"));
  await arrive("How do you get into AWS?");
});

test("a key that may exist is made a second time only when the person says so", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(sample.failed));
    program.answer("retry", refuse(problemOf({ kind: "key-lost" })));
  });
  await user.click(await screen.findByTestId("retry"));
  await user.click(await screen.findByTestId("another-key"));
  expect(fake.argsOf("retry")).toEqual([
    { setup: sample.SETUP, anotherKey: false },
    { setup: sample.SETUP, anotherKey: true },
  ]);
});

test("change details leads to the form of this setup", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
    program.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(sample.failed));
  });
  await user.click(await screen.findByTestId("change-details"));
  await arrive("Details");
  expect(fake.argsOf("form_of")).toEqual([{ setup: sample.SETUP }]);
});

test("a session that ended is signed in to again and comes back to the run", async () => {
  const { user } = await open(
    PLACE,
    { session: sample.real, setups: [{ ...sample.cards[1], setup: sample.SETUP } as (typeof sample.cards)[0]] },
    (fake) => {
      fake.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(sample.paused));
    },
  );
  await user.click(await screen.findByTestId("sign-in-again"));
  await arrive("How do you get into AWS?");
  await user.click(control("sign-in-practice"));
  await arrive("You are practising");
  await user.click(control("continue"));
  await arrive("Paused");
  expect(window.location.hash).toBe(PLACE);
});

test.each([sample.failed, sample.paused])("what a $state run made can be taken back", async (run) => {
  const { user } = await open(PLACE, { session: sample.real }, (fake) => {
    fake.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(run));
  });
  await user.click(await screen.findByTestId("undo"));
  await arrive("Undo this setup");
});

test.each([undone.running(2), undone.done])(
  "a run that takes back is shown on its own page when $state",
  async (run) => {
    await open(PLACE, { session: sample.real }, (fake) => {
      fake.answer("watch", ({ news }) => (news as { onmessage: (run: unknown) => void }).onmessage(run));
    });
    await arrive(run.state === "running" ? "Taking it back" : "Undo this setup");
    expect(window.location.hash).toBe(`#/undo/${sample.SETUP}`);
  },
);

test("a run can be stopped while it goes on", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real });
  await user.click(await screen.findByTestId("cancel"));
  expect(fake.argsOf("cancel")).toEqual([{ setup: sample.SETUP }]);
  const stop = control("cancel") as HTMLButtonElement;
  expect(stop.textContent).toBe("Stopping");
  expect(stop.disabled).toBe(true);
  act(() => fake.send(sample.failed));
  await waitFor(() => expect(screen.queryByTestId("cancel")).toBeNull());
});

test.each(["not-the-reviewed-plan", "review-first"] as const)(
  "a try that is refused with %s leads to a new review",
  async (kind) => {
    const { fake, user } = await open(PLACE, { session: sample.real }, (program) => {
      program.answer("retry", refuse(problemOf({ kind })));
      program.answer("form_of", () => sample.filled);
    });
    await findControl("step-key");
    act(() => fake.send(sample.failed));
    await user.click(await findControl("retry"));
    await user.click(await findControl("review-again"));
    await arrive("Review");
  },
);

test("a step that found a change of somebody else’s is reviewed again and not tried again", async () => {
  const { fake, user } = await open(PLACE, { session: sample.real }, (program) =>
    program.answer("form_of", () => sample.filled),
  );
  await findControl("step-key");
  const failed = sample.failed;
  const steps = failed.steps.map((line) =>
    line.problem ? { ...line, problem: { ...line.problem, failure: { kind: "changed-since-review" as const } } } : line,
  );
  act(() => fake.send({ ...failed, steps }));
  await user.click(await findControl("review-again"));
  await arrive("Review");
  expect(fake.argsOf("retry")).toEqual([]);
});

test.each(["failed", "paused"] as const)(
  "a setup that could not be read back (%s) has its values all the same",
  async (state) => {
    const { fake, user } = await open(PLACE, { session: sample.real });
    await screen.findByTestId("step-key");
    const made = sample.unread[state];
    act(() => fake.send(made));
    await user.click(await screen.findByTestId("show-values"));
    await arrive("Ready for Vonage");
  },
);

test.each(["stop", "resume", "keep-key"] as const)(
  "%s that is under way is watched, and then the values are shown",
  async (task) => {
    const { fake } = await open(PLACE, { session: sample.real });
    await screen.findByTestId("step-key");
    act(() => fake.send({ ...sample.running(2), task }));
    await waitFor(() => expect(document.title).not.toMatch(/Creating/));
    act(() => fake.send({ ...sample.failed, task }));
    await arrive("Ready for Vonage");
  },
);
