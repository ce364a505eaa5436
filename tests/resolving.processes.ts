import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newFolder, remove } from "./running.ts";

const SOURCES = join(import.meta.dirname, "../src");
const urlOf = (path: string) => pathToFileURL(path).href;
const RESOLVING = urlOf(join(SOURCES, "resolving.js"));
/** Tells what Node was asked for beside the one who asked. */
const COUNTING = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  globalThis.asked = [];
  registerHooks({ resolve(specifier, context, next) {
    if (specifier.startsWith("./")) globalThis.asked.push(specifier);
    return next(specifier, context);
  } });`)}`;
const TELLING = urlOf(join(import.meta.dirname, "loaded-modules.mjs"));

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

const run = promisify(execFile);

describe("the modules of the bot", () => {
  /** What a bot loads that answers one command and ends. */
  async function loadedBy(start: string): Promise<Set<string>> {
    const env = { ...process.env, DATA_DIR: folder, SOURCES: "none" };
    const words = ["--import", TELLING, join(SOURCES, start), "help"];
    const { stderr } = await run(process.execPath, words, { env });
    const all: string[] = JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "");
    return new Set(all.filter((one) => !/src\/\w+\.js$/.test(one)));
  }

  test("are found where Node finds them, in the formats that it gives them", async () => {
    const [ours, nodes] = [await loadedBy("start.js"), await loadedBy("main.ts")];
    expect(nodes.size).toBeGreaterThan(300);
    expect([...ours].filter((one) => !nodes.has(one))).toEqual([]);
    expect([...nodes].filter((one) => !ours.has(one))).toEqual([]);
  }, 30_000);
});

describe("modules that are not so simple", () => {
  /** Writes files by their paths, and answers what the first of them prints, or why it ends. */
  async function printed(files: Readonly<Record<string, string>>): Promise<string> {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const [first = ""] = Object.keys(files);
    const words = ["--import", COUNTING, "--import", RESOLVING, join(folder, first)];
    return run(process.execPath, words).then(
      ({ stdout }) => stdout.trim(),
      ({ stderr }) => stderr,
    );
  }

  test("are the same module under every name that leads to them", async () => {
    mkdirSync(join(folder, "real"));
    symlinkSync("real", join(folder, "linked"));
    symlinkSync("real/count.mjs", join(folder, "count.mjs"));
    const said = await printed({
      "main.mjs": `import "./other.mjs";
        import { add } from "./real/count.mjs";
        import { add as viaFile } from "./count.mjs";
        import { add as viaFolder } from "./linked/count.mjs";
        import { add as again } from "./real/../real/count.mjs";
        console.log(add(), viaFile(), viaFolder(), again());`,
      "other.mjs": "",
      "real/count.mjs": `let count = 0; export const add = () => ++count;`,
    });
    expect(said).toBe("1 2 3 4");
  });

  test("have the format of the package that they lie in", async () => {
    const said = await printed({
      "main.mjs": `import "./a/one.js";
        import { kind as first } from "./a/two.js";
        import second from "./a/old/one.js";
        import third from "./a/old/two.js";
        import data from "./a/data.json" with { type: "json" };
        console.log(first, second.kind, third.kind, data.kind);`,
      "a/package.json": `{ "type": "module" }`,
      "a/one.js": "export {};",
      "a/two.js": `export const kind = "module";`,
      "a/data.json": `{ "kind": "data" }`,
      "a/old/package.json": `{ "type": "commonjs" }`,
      "a/old/one.js": `exports.kind = require("./two").kind + "!";`,
      "a/old/two.js": `exports.kind = "commonjs";`,
    });
    expect(said).toBe("module commonjs! commonjs data");
  });

  test("are found by the conditions and attributes of whoever asks", async () => {
    const said = await printed({
      "main.mjs": `import { createRequire } from "node:module";
        import one from "dual";
        import data from "./data.json" with { type: "json" };
        const other = createRequire(import.meta.url)("dual");
        const plain = await import("./data.json").catch((error) => error.code);
        console.log(one, other, data.kind, plain);`,
      "data.json": `{ "kind": "data" }`,
      "node_modules/dual/package.json": `{ "exports": { "import": "./a.mjs", "require": "./b.cjs" } }`,
      "node_modules/dual/a.mjs": `export default "imported";`,
      "node_modules/dual/b.cjs": `module.exports = "required";`,
    });
    expect(said).toBe("imported required data ERR_IMPORT_ATTRIBUTE_MISSING");
  });

  test("are asked of Node once for a folder", async () => {
    const names = ["a", "b", "c", "d"];
    const asked = await printed({
      "main.mjs": `${names.map((name) => `import "./${name}.mjs";`).join("")}
        import "./sub/a.mjs"; import "./sub/b.mjs"; console.log(globalThis.asked.join(" "));`,
      ...Object.fromEntries(names.map((name) => [`${name}.mjs`, ""])),
      ...{ "sub/a.mjs": "", "sub/b.mjs": "" },
    });
    expect(asked).toBe("./a.mjs ./sub/a.mjs");
  });

  test("are missed in Node's words, which name who asked for them", async () => {
    const said = await printed({
      "main.mjs": `import "./there.mjs"; import "./missing.mjs";`,
      "there.mjs": "",
    });
    expect(said).toMatch(/ERR_MODULE_NOT_FOUND/);
    expect(said).toMatch(/Cannot find module .*missing\.mjs' imported from .*main\.mjs/);
    const folderAsked = await printed({
      "main.mjs": `import "./there.mjs"; import "./inside/of.mjs"; import "./inside";`,
      "inside/of.mjs": "",
    });
    expect(folderAsked).toMatch(/ERR_UNSUPPORTED_DIR_IMPORT/);
    const encoded = await printed({
      "main.mjs": `import "./there.mjs"; import "./per%cent.mjs";`,
      "there.mjs": "",
    });
    expect(encoded).toMatch(/main\.mjs/);
  });
});
