/** Draws the page. */
import "@cloudscape-design/global-styles/index.css";
import "./app.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startLanguage } from "./language/language";
import { cutWhatIsPasted } from "./pasted";
import { startTheme } from "./theme";

startTheme();
cutWhatIsPasted();
startLanguage().then(() => {
  const page = document.getElementById("page");
  if (page) {
    createRoot(page).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  }
});
