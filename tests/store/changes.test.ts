import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { merge } from "#papers";
import { openStore, StoreError } from "#store";
import { openChanges } from "../../src/store/sqlite-changes.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-changes-"));
  file = join(folder, "paperboy.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const paper = (n: number) => ({ key: `arxiv:2611.0000${n}`, title: `Paper ${n}`, abstract: "" });

/** A store in the file, and a reader of its changes. */
async function opened() {
  const store = await openStore({ file });
  const changes = openChanges(file);
  onTestFinished(async () => {
    await changes.close();
    await store.close();
  });
  return { store, changes };
}

test("a reader of changes answers what the store itself does, from any number on", async () => {
  const { store, changes } = await opened();
  for (let n = 0; n < 5; n += 1) await store.papers.put([paper(n)]);
  await store.papers.rename(paper(0).key, paper(9).key, merge);
  for (const from of [0, 2, 6, 7])
    for (const most of [1, 3, 100])
      expect(await changes.changedSince(from, most)).toEqual(
        await store.papers.changedSince(from, most),
      );
});

test("it sees nothing that is not written for good, and waits for nobody who writes", async () => {
  const { store, changes } = await opened();
  await store.papers.put([paper(1)]);
  const before = await changes.changedSince(0, 10);
  const writer = new DatabaseSync(file);
  onTestFinished(() => writer.close());
  const { seq } = before;
  writer.exec(`begin immediate; update counters set value = ${seq + 1} where name = 'papers'`);
  writer.exec(`update papers set body = '${JSON.stringify(paper(2))}', seq = ${seq + 1}`);
  expect(await changes.changedSince(0, 10)).toEqual(before);
  writer.exec("commit");
  expect(await changes.changedSince(seq, 10)).toMatchObject({ papers: [paper(2)], seq: seq + 1 });
});

test("a file that is no database is told in a sentence, and left as it is", async () => {
  writeFileSync(file, "something else, and long enough to be read".repeat(100));
  const changes = openChanges(file);
  onTestFinished(() => changes.close());
  await expect(changes.changedSince(0, 10)).rejects.toThrow(StoreError);
  await expect(changes.changedSince(0, 10)).rejects.toThrow(`${file} is not a database`);
});
