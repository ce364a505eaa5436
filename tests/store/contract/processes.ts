import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Store } from "#store";

const script = fileURLToPath(new URL("../process.ts", import.meta.url));

type Started = {
  readonly child: ChildProcess;
  /** Resolves with what was written, or rejects with stderr when the exit code is not 0. */
  readonly done: Promise<string>;
  readonly wrote: (text: string) => Promise<void>;
};

function start(what: "open" | "append" | "claim" | "hold", place: string): Started {
  const child = spawn(process.execPath, [script, what, place], { stdio: "pipe" });
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
  return { child, done, wrote };
}

const lines = (text: string) =>
  text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);

/** What differs between databases. */
export type Shared = {
  /** Answers where a new, empty store lies, as `process.ts` is told it. */
  readonly place: () => Promise<string>;
  readonly open: (place: string) => Promise<Store>;
  /** Runs a statement past the store. */
  readonly run: (place: string, sql: string) => Promise<unknown>;
  /** Processes that claim at once, and how many deliveries. */
  readonly claimers: number;
  readonly deliveries: number;
};

/** Enters many deliveries that are due, which by way of the store would take longer than the test. */
const dueDeliveries = (count: number) => `
  with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})
  insert into deliveries
    (id, platform, tenant, subscription, channel, day, state, due_at, not_before, attempts)
  select 'd' || n, 'discord', 'guild', 's' || n, 'general', '2026-11-24', 'due', n, n, 0
  from numbers`;

/** What several processes on one store must see, whichever of them is killed. */
export function processesContract(name: string, shared: Shared): void {
  const { place, open } = shared;
  describe(`processes on ${name}`, () => {
    test("four that start at once for the first time all start", async () => {
      for (let round = 0; round < 2; round += 1) {
        const at = await place();
        const starts = Array.from({ length: 4 }, () => start("open", at).done);
        const answers = await Promise.all(starts);
        expect(new Set(answers).size).toBe(1);
        expect(answers[0]).toMatch(/^schema \d+\n$/);
      }
    });

    test("what was acknowledged outlives a SIGKILL", async () => {
      const at = await place();
      const acknowledged: string[] = [];
      for (let kill = 0; kill < 5; kill += 1) {
        const writer = start("append", at);
        await writer.wrote("\n");
        await new Promise((resolve) => setTimeout(resolve, 20 + kill * 25));
        writer.child.kill("SIGKILL");
        acknowledged.push(...lines(await writer.done));
      }
      const store = await open(at);
      const kept = new Set((await store.papers.all()).map((paper) => paper.key));
      expect(acknowledged.length).toBeGreaterThan(5);
      expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
      await store.close();
    });

    test("those that claim at once never get the same delivery, nor an error", async () => {
      const at = await place();
      const store = await open(at);
      await shared.run(at, dueDeliveries(shared.deliveries));
      const claimers = Array.from({ length: shared.claimers }, () => start("claim", at));
      await Promise.all(claimers.map((one) => one.wrote("ready")));
      for (const { child } of claimers) child.stdin?.write("go\n");
      const claimed = (await Promise.all(claimers.map((one) => one.done))).flatMap((out) =>
        lines(out).filter((line) => line !== "ready"),
      );
      expect(claimed).toHaveLength(shared.deliveries);
      expect(new Set(claimed).size).toBe(shared.deliveries);
      expect((await store.info()).deliveries.sent).toBe(shared.deliveries);
      await store.close();
    });

    test("a lock is had by one of them, and by another when that one is killed", async () => {
      const at = await place();
      const holder = start("hold", at);
      await holder.wrote("held");
      const waiting = [start("hold", at), start("hold", at)];
      await Promise.all(waiting.map((one) => one.wrote("ready")));
      const store = await open(at);
      expect(await store.locks.hold("gateway", () => {})).toBeUndefined();
      holder.child.kill("SIGKILL");
      const next = await Promise.race(
        waiting.map(async (one) => one.wrote("held").then(() => one)),
      );
      expect(await store.locks.hold("gateway", () => {})).toBeUndefined();
      for (const one of waiting) if (one !== next) one.child.kill("SIGKILL");
      await Promise.all(waiting.filter((one) => one !== next).map((one) => one.done));
      next.child.kill("SIGKILL");
      await next.done;
      let lock: Awaited<ReturnType<typeof store.locks.hold>>;
      while (!lock) lock = await store.locks.hold("gateway", () => {});
      await store.close();
    });
  });
}
