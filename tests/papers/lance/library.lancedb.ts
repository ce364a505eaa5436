import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Paper } from "#papers";
import { openStore, type Store } from "#store";
import { examineSearch } from "../../../src/doctor/search.ts";
import { openLibrary } from "../../../src/library.ts";
import { madeUpPapers } from "../../chaos/lance/papers.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FRESH: Paper = { key: "arxiv:2501.00001", title: "Zyzzyva and its Uses", abstract: "" };

let file: string;
let uri: string;
beforeEach(() => {
  const own = mkdtempSync(join(folder, "a-"));
  [file, uri] = [join(own, "paperboy.db"), join(own, "lancedb")];
});

/** A process's own connection to the store that all of a test's have in common. */
async function connection(): Promise<Store> {
  const store = await openStore({ file });
  onTestFinished(() => store.close());
  return store;
}

async function library(store: Store) {
  const opened = await openLibrary(
    { store, lancedb: { uri }, tell: () => {} },
    "data/papers.jsonl",
  );
  onTestFinished(() => opened.close());
  return opened;
}

describe("a library on LanceDB", () => {
  test("is filled from what came with the bot and from the store, and is there at once the next time", async () => {
    const store = await connection();
    const first = await library(store);
    expect((await first.catalogue.extent()).papers).toBe(181);
    expect(await store.papers.count()).toBe(181);
    await store.papers.put([FRESH]);
    await first.follow();
    expect((await first.catalogue.search({ text: "zyzzyva" })).hits[0]?.paper).toEqual(FRESH);
    await first.close();
    const second = await library(store);
    expect(await second.reading()).toBeUndefined();
    expect((await second.catalogue.extent()).papers).toBe(182);
  });

  test("is put into the store whole, where the start before was killed half-way through it", async () => {
    const store = await connection();
    await (await library(store)).close();
    const kept = (await store.papers.all()).slice(0, 50).map(({ key }) => key);
    const database = new DatabaseSync(file);
    database.exec(`delete from papers where key not in (${kept.map((key) => `'${key}'`)})`);
    database.close();
    expect(await store.papers.count()).toBe(50);
    const second = await library(store);
    expect(await store.papers.count()).toBe(181);
    expect((await second.catalogue.extent()).papers).toBe(181);
  });

  test("that is damaged is told with its cure, which makes it whole", async () => {
    const store = await connection();
    const first = await library(store);
    await first.close();
    for (const name of readdirSync(uri, { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".lance") && statSync(join(uri, name)).isFile())
        writeFileSync(join(uri, name), "damage");
    const cure = expect.stringContaining("take it away");
    await expect(library(store)).rejects.toMatchObject({ name: "CatalogueError", message: cure });
    const found = await examineSearch({ lancedb: { uri } }, store);
    expect(found).toMatchObject({ about: "search", state: "ill", cure });
    rmSync(uri, { recursive: true });
    expect((await (await library(store)).catalogue.extent()).papers).toBe(181);
  });

  test("is fed by one process alone, and whole for the others as soon as it is", async () => {
    const [one, other] = [await connection(), await connection()];
    await one.papers.put(madeUpPapers(1100));
    const feeding = await library(one);
    // Whoever begins first feeds it from then on.
    await feeding.follow(() => true);
    const reading = await library(other);
    await reading.follow();
    expect(await other.papers.count()).toBe(1100);
    expect(await feeding.reading()).toEqual({ papers: 181, of: 1100 });
    await feeding.follow();
    while ((await reading.reading()) !== undefined) await reading.follow();
    expect((await reading.catalogue.extent()).papers).toBe(1281);
    expect(await other.papers.count()).toBe(1281);
  });

  test("goes on when the process that fed it is gone", async () => {
    const [one, other] = [await connection(), await connection()];
    const feeding = await library(one);
    const waiting = await library(other);
    await feeding.close();
    await other.papers.put([FRESH]);
    await waiting.follow();
    expect((await waiting.catalogue.get(FRESH.key))?.title).toBe(FRESH.title);
  });
});

test("a bot with another database at the same place is told so", async () => {
  const one = await library(await connection());
  const own = await connection();
  file = join(mkdtempSync(join(folder, "a-")), "paperboy.db");
  const other = await library(await connection());
  expect((await other.catalogue.extent()).papers).toBe(181);
  await own.papers.put([FRESH]);
  await expect(one.follow()).rejects.toThrow(/^Another bot, with another database, writes to/);
});
