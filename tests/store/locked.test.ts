import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, StoreError } from "#store";
import { whenFree } from "../../src/store/patience.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-locked-"));
  file = join(folder, "paperboy.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Another process that takes the write lock at once and lets go of it when told. */
async function holder() {
  const script = `
    const { DatabaseSync } = require("node:sqlite");
    const database = new DatabaseSync(process.argv[1], { timeout: 10_000 });
    database.exec("pragma journal_mode = wal; begin immediate");
    process.stdout.write("held");
    process.stdin.once("data", () => {
      database.exec("commit");
      database.close();
      process.stdin.destroy();
    });`;
  const child = spawn(process.execPath, ["-e", script, file], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return async () => {
    child.stdin.write("go");
    await once(child, "exit");
  };
}

/** Lets the event loop turn that often. Waiting within SQLite would let it turn once or twice, and then fail. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await sleep(10);
}

test("while another process holds the lock for long, everything else goes on and nothing fails", async () => {
  const store = await openStore({ file });
  await store.tickets.park("before", "words", 9);
  const letGo = await holder();
  let done = 0;
  const count = () => {
    done += 1;
  };
  const writes = [
    store.tickets.park("while", "words", 9).then(count),
    store.papers.put([{ key: "a", title: "a", abstract: "" }]).then(count),
  ];
  await turns(80);
  expect(await store.tickets.find("before", 0)).toBe("words");
  expect(done).toBe(0);
  await letGo();
  await Promise.all(writes);
  expect(await store.tickets.find("while", 0)).toBe("words");
  expect(await store.papers.count()).toBe(1);
  await store.close();
});

test("a start waits in the same way", async () => {
  const letGo = await holder();
  const opening = openStore({ file });
  await turns(30);
  await letGo();
  await (await opening).close();
});

test("a lock that is never let go of is named in a sentence at the end of patience", async () => {
  const [ours, theirs] = [new DatabaseSync(file, { timeout: 0 }), new DatabaseSync(file)];
  theirs.exec("create table t (a); begin immediate");
  let now = 0;
  const patience = {
    ms: 10_000,
    clock: () => now,
    sleep: async (ms: number) => (now += ms),
  };
  const error = await whenFree(() => ours.exec("insert into t values (1)"), file, patience).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toContain(`${file} is held by another program`);
  expect(now).toBeGreaterThan(10_000);
  expect(now).toBeLessThan(11_000);
  ours.close();
  theirs.close();
});
