/** Draws the page. */
import "@cloudscape-design/global-styles/index.css";
import "./app.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { cutWhatIsPasted } from "./pasted";
import { startTheme } from "./theme";

startTheme();
cutWhatIsPasted();
const page = document.getElementById("page");
if (page) {
  createRoot(page).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
