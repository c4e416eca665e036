import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const SOURCES = join(import.meta.dirname, "src");

/** Part of other components. */
const INSIDE_OTHERS = ["popover"];

/**
 * Every one of these asks for its text as soon as it is drawn, though none here opens a tab. To write it out, Intl would
 * be begun before the first picture, which takes some ten milliseconds.
 */
const NEVER_SAID = ["button", "link"];

const drawnWith = (): Set<string> => {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
  const components = sources.flatMap((name) =>
    [...readFileSync(join(SOURCES, name), "utf8").matchAll(/"@cloudscape-design\/components\/([\w-]+)"/g)].map(
      ([, component = ""]) => component,
    ),
  );
  return new Set([...components, ...INSIDE_OTHERS].filter((component) => !NEVER_SAID.includes(component)));
};

/** By library, language, component and key. */
type Texts = Record<string, Record<string, Record<string, unknown>>>;

const mapped = <Value, Made>(object: Record<string, Value>, make: (value: Value) => Made): Record<string, Made> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, make(value)]));

/** Leaves out Cloudscape’s own texts for components that the page has none of, which are nine tenths of them. */
const cloudscapeTexts = (): Plugin => ({
  name: "cloudscape-texts",
  transform(code, id) {
    if (!/\/components\/i18n\/messages\/all\.[\w-]+\.js$/.test(id)) {
      return null;
    }
    const texts: Texts = JSON.parse(code.replace(/^export default /, "").replace(/;\s*$/, ""));
    const components = drawnWith();
    const kept = mapped(texts, (languages) =>
      mapped(languages, (all) => Object.fromEntries(Object.entries(all).filter(([name]) => components.has(name)))),
    );
    return { code: `export default ${JSON.stringify(kept)};`, map: null };
  },
});

export default defineConfig({
  plugins: [react(), cloudscapeTexts()],
  clearScreen: false,
  // The licences of others stand beside the pages.
  server: { port: 1420, strictPort: true, fs: { allow: [".."] } },
  build: {
    // The oldest system webviews that Tauri 2 runs in.
    target: ["chrome111", "safari16"],
    // The polyfill is a script of its own; every webview above has module preload.
    modulePreload: { polyfill: false },
    // Only what one page alone needs is worth a request of its own.
    reportCompressedSize: false,
    // The licences of others are 700 kB of text, fetched by nobody who does not ask for them.
    chunkSizeWarningLimit: 800,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
    // Every file gets the same modules, which takes half of the time; what a test leaves behind `setup.ts` clears away.
    isolate: false,
    pool: "threads",
    // Other suites may run at the same time.
    testTimeout: 60_000,
    // A failure names what is missing; the whole page under it hides that.
    env: { DEBUG_PRINT_LIMIT: "0" },
  },
});
