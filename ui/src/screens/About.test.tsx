import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import * as sample from "../../tests/fixtures";
import { control, open } from "../../tests/open";

test("the works of others are fetched when they are wanted, and each shows the texts of its licences", async () => {
  const { user } = await open("#/about", { session: sample.real });
  await screen.findByTestId("works-of-others");
  expect(screen.queryByTestId("works")).toBeNull();
  await user.click(control("works-of-others"));
  const list = await screen.findByTestId("works");
  for (const [work, says] of [
    [/^tauri [\d.]+: Apache-2.0 OR MIT$/, "Apache License"],
    [/^react [\d.]+: MIT$/, "Permission is hereby granted"],
    [/^@cloudscape-design\/components [\d.]+: Apache-2.0$/, "Apache License"],
    [/^rust-standard-library [\d.]+: MIT OR Apache-2.0$/, "Apache License"],
  ] as const) {
    const summary = within(list).getByText(work);
    await user.click(summary);
    expect(summary.closest("details")?.textContent).toContain(says);
  }
  // Each has a text: none that is listed by a number that is not there.
  const file = within(list).getAllByRole("listitem");
  expect(file.length).toBeGreaterThan(300);
  expect(screen.getByTestId("works-count").textContent).toContain(`${file.length} works`);
});
