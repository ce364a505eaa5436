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

describe("without the optional packages", () => {
  /** Settings of a process that finds none of them. */
  function without(): { folder: string; env: Readonly<Record<string, string>> } {
    const folder = newFolder();
    onTestFinished(() => remove(folder));
    const hook = join(folder, "hook.mjs");
    writeFileSync(hook, HOOK);
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` };
    return { folder, env };
  }

  test.each([
    [
      { SEARCH: "lancedb" },
      "SEARCH=lancedb needs LanceDB, which is not installed here: run npm run setup:lancedb, or set SEARCH=minisearch.",
    ],
    [
      { EMBEDDINGS: "tiny/words" },
      "EMBEDDINGS needs @huggingface/transformers, which is not installed here: run npm run setup:embeddings, or leave EMBEDDINGS empty.",
    ],
  ])(
    "the bot with %j says in one sentence what to do, and exits with 1",
    async (asked, sentence) => {
      const { folder, env } = without();
      const { said, ended } = startBot(folder, ["search", "graphs"], { ...env, ...asked });
      expect(await ended).toBe(1);
      expect([said.out, said.err.trim()]).toEqual(["", sentence]);
    },
  );

  test("the doctor says so too", async () => {
    const { folder, env } = without();
    const asked = { SEARCH: "lancedb", EMBEDDINGS: "tiny/words" };
    const { said, ended } = startBot(folder, ["--doctor", "--json"], { ...env, ...asked });
    expect(await ended).toBe(1);
    const { findings } = JSON.parse(said.out) as { findings: readonly Finding[] };
    const ill = findings.filter(({ state }) => state === "ill");
    expect(ill.map(({ about, cure }) => [about, cure])).toEqual([
      ["search", expect.stringContaining("npm run setup:lancedb")],
      ["meaning", expect.stringContaining("npm run setup:embeddings")],
    ]);
  });
});

/** Answers for the packages as Node does where they are missing. */
const HOOK = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(name, context, next) {
    if (name !== "@lancedb/lancedb" && name !== "@huggingface/transformers") return next(name, context);
    const error = new Error("Cannot find package '" + name + "'");
    error.code = "ERR_MODULE_NOT_FOUND";
    throw error;
  },
});
`;
