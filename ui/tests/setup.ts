/** What happy-dom lacks, and a clean window for every test. */
import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { startLanguage } from "../src/language/language";

configure({ testIdAttribute: "data-testid", asyncUtilTimeout: 20_000 });

// Cloudscape's style sheets are not loaded; what it hides by style must be hidden here too.
const hidden = document.createElement("style");
hidden.textContent = `[role=group][class*="awsui_content_"]:not([class*="awsui_content-expanded"]) { display: none }`;
document.head.append(hidden);

beforeEach(async () => {
  window.location.hash = "";
  window.localStorage.clear();
  await startLanguage();
  // There is nothing to scroll without a layout.
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  clearMocks();
});
