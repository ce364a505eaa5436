import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Finding } from "#chat";
import { examineSearch } from "../../src/doctor/search.ts";
import { newFolder, remove, startBot } from "../running.ts";

describe("in memory", () => {
  const of = (papers: number) =>
    examineSearch(
      {},
      { papers: { count: async () => papers } as Parameters<typeof examineSearch>[1]["papers"] },
    );

  test.each([
    [100_000, "well"],
    [100_001, "beware"],
    [250_001, "ill"],
  ] as const)("%i papers are %s", async (papers, state) => {
    const finding = await of(papers);
    expect(finding.state).toBe(state);
    expect(finding.said).toContain(papers.toLocaleString("en"));
  });

  test("too many are told with what to do instead", async () => {
    expect((await of(300_000)).cure).toContain("npm run setup:lancedb and set SEARCH=lancedb");
  });
});

describe("without LanceDB's package", () => {
  /** Settings of a process that finds no such package. */
  function without(): { folder: string; env: Readonly<Record<string, string>> } {
    const folder = newFolder();
    onTestFinished(() => remove(folder));
    const hook = join(folder, "hook.mjs");
    writeFileSync(hook, HOOK);
    const env = { SEARCH: "lancedb", NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` };
    return { folder, env };
  }

  test("the bot says in one sentence how to install it, and exits with 1", async () => {
    const { folder, env } = without();
    const { said, ended } = startBot(folder, ["search", "graphs"], env);
    expect(await ended).toBe(1);
    expect(said.out).toBe("");
    expect(said.err.trim()).toBe(
      "SEARCH=lancedb needs LanceDB, which is not installed here: run npm run setup:lancedb, or set SEARCH=minisearch.",
    );
  });

  test("the doctor says so too", async () => {
    const { folder, env } = without();
    const { said, ended } = startBot(folder, ["--doctor", "--json"], env);
    expect(await ended).toBe(1);
    const { findings } = JSON.parse(said.out) as { findings: readonly Finding[] };
    expect(findings.find(({ about }) => about === "search")).toMatchObject({
      state: "ill",
      cure: expect.stringContaining("npm run setup:lancedb"),
    });
  });
});

/** Answers for that package as Node does where it is missing. */
const HOOK = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(name, context, next) {
    if (name !== "@lancedb/lancedb") return next(name, context);
    const error = new Error("Cannot find package '" + name + "'");
    error.code = "ERR_MODULE_NOT_FOUND";
    throw error;
  },
});
`;
