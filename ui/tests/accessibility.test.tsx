/** axe-core on every page. Colours need a real window and are judged there. */
import axe from "axe-core";
import { expect, test } from "vitest";
import { PAGES, visit } from "./pages";

test.each(PAGES)("$name has nothing serious or critical", async (page) => {
  await visit(page);
  const { violations } = await axe.run(document, { rules: { "color-contrast": { enabled: false } } });
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});
