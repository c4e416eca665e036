/** Rules about the files themselves. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.(ts|tsx|css)$/.test(name),
);

const read = (name: string) => readFileSync(join(ROOT, "src", name), "utf8");

test("only backend.ts talks to the program", () => {
  const speakers = sources.filter((name) => !name.includes(".test.") && read(name).includes("@tauri-apps/"));
  expect(speakers).toEqual(["backend.ts"]);
});

test("nothing is fetched from elsewhere", () => {
  const outward = sources.filter((name) => !name.includes(".test.") && !name.startsWith("messages"));
  expect(outward.length).toBeGreaterThan(30);
  for (const name of outward) {
    expect(read(name), name).not.toMatch(/https?:\/\/|\bfetch\(|XMLHttpRequest|navigator\.clipboard/);
  }
});

test("the page keeps nothing but the theme", () => {
  const keepers = sources.filter(
    (name) => !name.includes(".test.") && /localStorage|sessionStorage|indexedDB|cookie/.test(read(name)),
  );
  expect(keepers).toEqual(["theme.ts"]);
});

test("no version of a package is left open, and none names a host", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(readFileSync(join(ROOT, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});

test("every sentence keeps to plain words", () => {
  for (const name of sources.filter((source) => source.endsWith(".tsx") && !source.includes(".test."))) {
    expect(read(name), name).not.toMatch(/\bplease\b|\binvalid\b|\bsorry\b/i);
  }
});
