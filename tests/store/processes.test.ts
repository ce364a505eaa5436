import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "#store";
import { aSubscription } from "./contract/samples.ts";

const script = fileURLToPath(new URL("./process.ts", import.meta.url));
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-processes-"));
  file = join(folder, "data", "paperboy.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

type Started = {
  readonly child: ChildProcess;
  readonly out: () => string;
  /** Resolves with what was written, or rejects with stderr when the exit code is not 0. */
  readonly done: Promise<string>;
  readonly wrote: (text: string) => Promise<void>;
};

function start(what: "open" | "append" | "claim"): Started {
  const child = spawn(process.execPath, [script, what, file], { stdio: "pipe" });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  const done = new Promise<string>((resolve, reject) => {
    child.on("close", (code, signal) =>
      code === 0 || signal === "SIGKILL" ? resolve(out) : reject(new Error(err)),
    );
  });
  const wrote = async (text: string) => {
    while (!out.includes(text)) {
      if (child.exitCode !== null) throw new Error(err);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { child, out: () => out, done, wrote };
}

const lines = (text: string) =>
  text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);

test("four processes that start at once for the first time all start", async () => {
  for (let round = 0; round < 2; round += 1) {
    file = join(folder, String(round), "paperboy.db");
    const answers = await Promise.all(Array.from({ length: 4 }, () => start("open").done));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^schema \d+\n$/);
  }
}, 30_000);

test("what was acknowledged outlives a SIGKILL", async () => {
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 5; kill += 1) {
    const writer = start("append");
    await writer.wrote("\n");
    await new Promise((resolve) => setTimeout(resolve, 20 + kill * 25));
    writer.child.kill("SIGKILL");
    acknowledged.push(...lines(await writer.done));
  }
  const store = await openStore({ file });
  const kept = new Set((await store.papers.all()).map((paper) => paper.key));
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  await store.close();
  const database = new DatabaseSync(file);
  expect(database.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  database.close();
}, 30_000);

test("two processes that claim at once never get the same delivery, nor an error", async () => {
  const store = await openStore({ file });
  for (let n = 0; n < 150; n += 1) {
    const subscription = aSubscription({ id: `s${n}`, nextRunAt: 1 });
    await store.subscriptions.put(subscription);
    const plan = { subscription, day: "2026-11-24", dueAt: 1, nextRunAt: 2, state: "due" } as const;
    await store.deliveries.plan(plan);
  }
  const workers = [start("claim"), start("claim")];
  await Promise.all(workers.map((worker) => worker.wrote("ready")));
  for (const { child } of workers) child.stdin?.write("go\n");
  const claimed = (await Promise.all(workers.map((worker) => worker.done))).flatMap((out) =>
    lines(out).filter((line) => line !== "ready"),
  );
  expect(claimed).toHaveLength(150);
  expect(new Set(claimed).size).toBe(150);
  expect((await store.info()).deliveries.sent).toBe(150);
  await store.close();
}, 30_000);
