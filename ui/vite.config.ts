import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
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
