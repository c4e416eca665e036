/** Light or dark: what the system prefers, unless the person chose. */
import { applyMode, Mode } from "@cloudscape-design/global-styles";
import { useEffect, useState } from "react";

export type Theme = "system" | "light" | "dark";

const KEPT_UNDER = "theme";
const prefersDark = () => window.matchMedia("(prefers-color-scheme: dark)");

const keptTheme = (): Theme => {
  const kept = window.localStorage.getItem(KEPT_UNDER);
  return kept === "light" || kept === "dark" ? kept : "system";
};

const isDark = (theme: Theme) => theme === "dark" || (theme === "system" && prefersDark().matches);

/** Sets the mode before anything is drawn. */
export const startTheme = () => applyMode(isDark(keptTheme()) ? Mode.Dark : Mode.Light);

/** The theme chosen and a way to choose another. */
export const useTheme = (): [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState(keptTheme);
  useEffect(() => {
    const apply = () => applyMode(isDark(theme) ? Mode.Dark : Mode.Light);
    apply();
    const system = prefersDark();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme]);
  const choose = (chosen: Theme) => {
    if (chosen === "system") {
      window.localStorage.removeItem(KEPT_UNDER);
    } else {
      window.localStorage.setItem(KEPT_UNDER, chosen);
    }
    setTheme(chosen);
  };
  return [theme, choose];
};
