import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startDiscord } from "./fakes/discord/index.ts";
import { end, newFolder, portOf, type Running, remove, startBot } from "./running.ts";

const WARM = join(import.meta.dirname, "../src/warm.js");
const COMPILING = pathToFileURL(join(import.meta.dirname, "../src/compiling.js")).href;
const TELLING = pathToFileURL(join(import.meta.dirname, "loaded-builtins.mjs"));

let folder: string;
let compiled: string;
let bot: Running | undefined;
beforeEach(() => {
  [folder, compiled] = [newFolder(), newFolder()];
});
afterEach(async () => {
  if (bot) await end(bot);
  bot = undefined;
  for (const one of [folder, compiled]) remove(one);
});

/** What an install does last, started from `folder`. */
const warm = (env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, [WARM], {
    ...{ cwd: folder, encoding: "utf8" },
    env: { NODE_COMPILE_CACHE: compiled, ...env },
  });

const start = (...words: readonly string[]): Running => {
  bot = startBot(folder, words, {
    ...{ NODE_COMPILE_CACHE: compiled, NODE_OPTIONS: `--import ${TELLING}` },
  });
  return bot;
};

/** A bot that is ready, and was asked for its metrics. */
async function ready(): Promise<Running> {
  const bot = start();
  const port = await portOf(bot);
  const asked = (page: string) => fetch(`http://127.0.0.1:${port}/${page}`);
  await vi.waitFor(async () => expect((await asked("readyz")).status).toBe(200), 10_000);
  expect((await asked("metrics")).status).toBe(200);
  return bot;
}

async function lastLineOf(ended: Running): Promise<string | undefined> {
  ended.child.kill("SIGTERM");
  expect(await ended.ended).toBe(0);
  return ended.said.err.trimEnd().split("\n").at(-1);
}

test("after an install the first start reads no TypeScript, as it must without one", async () => {
  expect(await lastLineOf(await ready())).toBe("TypeScript was read");
  remove(compiled);
  expect(await warm()).toEqual({ stdout: "", stderr: "" });
  expect(await lastLineOf(await ready())).toBe("TypeScript was not read");
  const { said, ended } = start("help");
  expect(await ended).toBe(0);
  expect(said.err.trimEnd()).toBe("TypeScript was not read");
}, 60_000);

test("an install makes the index of the bundled papers, which a start then uses", async () => {
  await warm();
  const [version = ""] = readdirSync(compiled);
  const index = join(compiled, version, "papers.index");
  const made = statSync(index, { bigint: true }).ino;
  const { said, ended } = start("search", "topological", "transformers");
  expect(await ended).toBe(0);
  expect(said.out).toContain("Topolog");
  expect(statSync(index, { bigint: true }).ino).toBe(made);
}, 60_000);

test("an install compiles what somebody at a terminal needs, too", async () => {
  await warm();
  const prompt = pathToFileURL(
    join(import.meta.dirname, "../src/platforms/console/prompt.ts"),
  ).href;
  const words = ["--import", String(TELLING), "--input-type=module", "--eval"];
  const loading = [COMPILING, prompt].map((url) => `await import(${JSON.stringify(url)});`);
  const { stderr } = await promisify(execFile)(process.execPath, [...words, loading.join("")], {
    env: { NODE_COMPILE_CACHE: compiled },
  });
  expect(stderr.trimEnd()).toBe("TypeScript was not read");
}, 60_000);

test.skipIf(platform() !== "linux")(
  "a bot with no platform takes less than 120 MB at its first start",
  async () => {
    await warm();
    const { child } = await ready();
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
    expect(Number(kilobytes)).toBeLessThan(120_000);
    expect(Number(kilobytes)).toBeGreaterThan(0);
  },
  60_000,
);

test("an install asks nothing of the platforms whose tokens lie about", async () => {
  const discord = await startDiscord();
  const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, ".env"), lines.join(""));
  try {
    expect(await warm(settings)).toEqual({ stdout: "", stderr: "" });
    expect(discord.requests).toEqual([]);
  } finally {
    await discord.close();
  }
}, 60_000);
