/**
 * Writes THIRD_PARTY_LICENSES: what others wrote that is in the program, by Cargo.lock and by what Vite puts into the page,
 * with the licence texts of the packages, each once. With `--check` it compares instead. A licence that deny.toml does not
 * allow, and a package without a text, end it.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");
const file = join(root, "THIRD_PARTY_LICENSES");

/** What releases are built for. A fixed one, so that every computer writes the same file. */
const TARGET = "x86_64-unknown-linux-gnu";
const TEXT_FILES = /^((un)?licen[cs]e|copying|copyright|notice)/i;
/** A package that holds no text, and another one of the same repository that does. */
const SAME_TEXT_AS = new Map([["alloc-stdlib", "alloc-no-stdlib"]]);

const read = (...path) => readFileSync(join(...path), "utf8");

const cargo = (...args) =>
  execFileSync("cargo", [...args, "--locked", "--offline"], { cwd: root, encoding: "utf8", maxBuffer: 1e9 });

/** The crates that are compiled into the program: not those of the tests, nor those that only the compiler runs. */
const crates = () => {
  const metadata = cargo("metadata", "--format-version=1", `--filter-platform=${TARGET}`);
  const all = new Map(JSON.parse(metadata).packages.map((each) => [`${each.name} v${each.version}`, each]));
  const tree = cargo("tree", "--edges=normal,no-proc-macro", `--target=${TARGET}`, "--prefix=none", "--format={p}");
  const [own, ...others] = tree.split("\n").map((line) => line.split(" ").slice(0, 2).join(" "));
  const names = [...new Set(others)].filter((name) => name !== "" && name !== own);
  return names.map((name) => {
    const { name: crate, version, license, manifest_path } = all.get(name);
    return { name: crate, version, licence: license, folder: dirname(manifest_path) };
  });
};

/** The packages whose modules are in the page. */
const modules = async () => {
  const folders = new Set();
  const note = {
    name: "what-is-bundled",
    generateBundle: (_, files) => {
      for (const id of Object.values(files).flatMap((each) => each.moduleIds ?? [])) {
        const found = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id);
        if (found) {
          folders.add(found[1]);
        }
      }
    },
  };
  await build({ root: here, logLevel: "error", build: { write: false }, plugins: [note] });
  return [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(read(folder, "package.json"));
    return { name, version, licence: license, folder };
  });
};

/** Whether a licence expression can be met with these licences: SPDX, or `/` as it was written before. */
const isMet = (expression, allowed) => {
  const joined = expression.replaceAll("/", " OR ").replaceAll(" WITH ", "+").replaceAll(/[()]/g, " $& ");
  const words = joined.trim().split(/\s+/);
  const one = () => {
    const word = words.shift();
    if (word !== "(") {
      return allowed.has(word);
    }
    const met = any();
    words.shift();
    return met;
  };
  const every = () => {
    let met = one();
    while (words[0] === "AND") {
      words.shift();
      met = one() && met;
    }
    return met;
  };
  const any = () => {
    let met = every();
    while (words[0] === "OR") {
      words.shift();
      met = every() || met;
    }
    return met;
  };
  return any();
};

/** The licences that deny.toml allows. */
const allowed = () => {
  const list = /^\[licenses\][^[]*?^allow = \[([^\]]*)\]/ms.exec(read(root, "deny.toml"))[1];
  return new Set([...list.matchAll(/"([^"]+)"/g)].map(([, id]) => id.replaceAll(" WITH ", "+")));
};

const normalised = (text) =>
  `${text
    .replaceAll("\r", "")
    .replaceAll(/[ \t\f]+$/gm, "")
    .trim()}\n`;

/** The texts of a package; where it holds none, the common text of its licence. */
const textsOf = (work, all) => {
  const same = all.find((other) => other.name === SAME_TEXT_AS.get(work.name));
  const { folder } = same ?? work;
  const names = readdirSync(folder).filter((name) => TEXT_FILES.test(name));
  if (names.length > 0) {
    return names.sort().map((name) => normalised(read(folder, name)));
  }
  if (work.licence.includes("Apache-2.0")) {
    return [normalised(read(root, "LICENSE-APACHE"))];
  }
  if (work.licence === "MIT") {
    const holders = `Copyright (c) the authors of ${work.name}`;
    return [normalised(read(root, "LICENSE-MIT").replace(/^Copyright .*$/m, holders))];
  }
  throw new Error(`${work.name} holds no licence text`);
};

const written = async () => {
  const version = /^rust-version = "(.*)"$/m.exec(read(root, "Cargo.toml"))[1];
  // The compiler links it in, and no lock file names it.
  const std = { name: "rust-standard-library", version, licence: "MIT OR Apache-2.0", folder: join(here, "src") };
  const works = [...crates(), ...(await modules()), std];
  works.sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1));
  const list = allowed();
  const refused = works.filter((work) => !work.licence || !isMet(work.licence, list));
  if (refused.length > 0) {
    throw new Error(`not allowed by deny.toml: ${refused.map((work) => `${work.name} (${work.licence})`).join(", ")}`);
  }
  // The same but for its line breaks is the same text.
  const texts = new Map();
  const number = (text) => {
    const key = text.replaceAll(/\s+/g, " ");
    texts.set(key, texts.get(key) ?? { number: texts.size + 1, text });
    return texts.get(key).number;
  };
  const lines = works.map((work) => {
    const numbers = [...new Set(textsOf(work, works).map(number))];
    return `- ${work.name} ${work.version}, ${work.licence}: ${numbers.join(", ")}\n`;
  });
  const head =
    "What others wrote that is in Export Storage Setup: name, version, licence, and the numbers of its texts below.\n";
  const parts = [...texts.values()].map((each) => `---- text ${each.number} ----\n${each.text}\n`);
  return `${head}Written by ./dev licences.\n\n${lines.join("")}\n${parts.join("")}`;
};

const now = await written();
if (!process.argv.includes("--check")) {
  writeFileSync(file, now);
} else if (now !== read(file)) {
  throw new Error("THIRD_PARTY_LICENSES is not what the lock files say; run ./dev licences and commit it");
}
