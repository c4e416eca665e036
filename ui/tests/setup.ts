/** What happy-dom lacks, and a clean window for every test. */
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

configure({ testIdAttribute: "data-testid", asyncUtilTimeout: 5000 });

beforeEach(() => {
  window.location.hash = "";
  window.localStorage.clear();
});

afterEach(() => {
  cleanup();
});
