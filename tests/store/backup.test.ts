import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store, StoreError } from "#store";
import { paper } from "./contract/samples.ts";

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-backup-"));
  store = await openStore({ file: join(folder, "paperboy.db") });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test("a backup taken while others write holds all that was there before, and everything else goes on", async () => {
  // So much that copying it takes far longer than a few small writes, however fast the disk.
  const body = "x".repeat(10_000);
  const put = (n: number) => store.papers.put([paper(`k${n}`)]);
  await store.papers.put(
    Array.from({ length: 3_000 }, (_, n) => ({ ...paper(`k${n}`), abstract: body })),
  );
  const target = join(folder, "copy.db");
  let written = 3_000;
  let turns = 0;
  let over = false;
  const saving = store.backup(target).then(() => {
    over = true;
  });
  while (!over) {
    await put(written++);
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  await saving;
  expect(turns).toBeGreaterThan(5);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  const copy = await openStore({ file: target });
  const kept = new Set((await copy.papers.all()).map(({ key }) => key));
  expect(Array.from({ length: 3_000 }, (_, n) => `k${n}`).filter((key) => !kept.has(key))).toEqual(
    [],
  );
  await copy.close();
});

test("a file that is there already is left as it is", async () => {
  const target = join(folder, "thesis");
  writeFileSync(target, "the only copy");
  const error = await store.backup(target).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toMatch(/thesis is there already: name a file that is not/);
  expect(readFileSync(target, "utf8")).toBe("the only copy");
});

test("a folder that is not there is named, and nothing is left behind", async () => {
  await expect(store.backup(join(folder, "no", "copy.db"))).rejects.toThrow(
    /no\/copy\.db can't be written \(ENOENT\): name a file in a folder that is there/,
  );
  expect(readdirSync(folder).filter((name) => !name.startsWith("paperboy.db"))).toEqual([]);
});
