import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...globSync("docs/*.md")];

test.each(PAGES)("the links of %s lead somewhere", (page) => {
  const text = readFileSync(page, "utf8");
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = ""]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
});

test.each(PAGES)("the npm scripts that %s names are there", (page) => {
  const text = readFileSync(page, "utf8");
  const named = [...text.matchAll(/npm run ([a-z][\w:|-]*)/g)].flatMap(([, names = ""]) =>
    names.split("|"),
  );
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

test.each(PAGES)("the files of the project that %s names are there", (page) => {
  const text = readFileSync(page, "utf8");
  const named = [...text.matchAll(/`?\b((?:src|tests|commands|deploy)\/[\w./-]*\w)/g)].map(
    ([, path = ""]) => path,
  );
  // Examples of files that a reader would write.
  const examples = ["commands/random.ts", "src/papers/sources/lab.ts", "src/platforms/X"];
  expect(named.filter((path) => !existsSync(path) && !examples.includes(path))).toEqual([]);
});
