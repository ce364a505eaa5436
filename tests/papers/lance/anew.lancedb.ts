import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openLanceCatalogue } from "#papers";
import { begunMark } from "../../../src/papers/lance/anew.ts";
import { connected } from "../../../src/papers/lance/connected.ts";
import { keptCounts } from "../../../src/papers/lance/kept-counts.ts";
import { loadLanceDb } from "../../../src/papers/lance/load.ts";
import { createTables } from "../../../src/papers/lance/tables.ts";
import { proveAnew } from "../../chaos/lance/anew.ts";
import { madeUpPapers } from "../../chaos/lance/papers.ts";
import { PLACES } from "../../chaos/lance/places.ts";
import { rowsAt } from "../../chaos/lance/rows.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newPlace = () => mkdtempSync(join(folder, "a-"));

const sourceOf = (name: string, newest: number) => ({
  identity: async () => name,
  newest: async () => newest,
});
const OLD = madeUpPapers(30);
const NEW = madeUpPapers(20, 100);
const keysOf = (papers: readonly { readonly key: string }[]) => papers.map(({ key }) => key).sort();

/** Lets a catalogue follow a store of these papers, from where its tables say to the end. */
async function fed(uri: string, name: string, papers: typeof OLD): Promise<number> {
  const source = sourceOf(name, papers.length);
  const catalogue = await openLanceCatalogue({ uri, source });
  const from = (await catalogue.reached()) ?? Number.NaN;
  await catalogue.take(papers.slice(from), from, papers.length);
  await catalogue.close();
  return from;
}

async function tablesAt(uri: string) {
  const loaded = await loadLanceDb();
  const tables = createTables(await connected(uri, {}, Date.now, loaded), Date.now);
  onTestFinished(() => tables.close());
  return { tables, loaded, now: Date.now };
}

async function countedAt(uri: string): Promise<number> {
  const table = await (await tablesAt(uri)).tables.newest("words");
  return table ? (await keptCounts(table)).papers : 0;
}

test("tables are read on by their own database where they were left", async () => {
  const uri = newPlace();
  expect(await fed(uri, "old", OLD.slice(0, 20))).toBe(0);
  expect(await fed(uri, "old", OLD)).toBe(20);
  expect(keysOf(await rowsAt(uri))).toEqual(keysOf(OLD));
});

test.each<[string, string, typeof OLD]>([
  ["another database", "new", NEW],
  ["an older copy of the same database", "old", OLD.slice(0, 20)],
])("of %s the tables hold its papers and no others", async (_, name, papers) => {
  const uri = newPlace();
  await fed(uri, "old", OLD);
  const reader = await openLanceCatalogue({ uri });
  onTestFinished(() => reader.close());
  expect(await reader.extent()).toMatchObject({ papers: 30 });
  expect(await fed(uri, name, papers)).toBe(0);
  expect(keysOf(await rowsAt(uri))).toEqual(keysOf(papers));
  expect(await countedAt(uri)).toBe(20);
  await expect.poll(() => reader.extent(), { timeout: 5_000 }).toMatchObject({ papers: 20 });
});

describe("a writer that empties the tables and ends", () => {
  test.each([0, 1, 2, 3, 4])(
    "after %i steps leaves what the next one of either database makes whole",
    async (steps) => {
      const uri = newPlace();
      await fed(uri, "old", OLD);
      let left = steps;
      const isMine = () => left-- > 0;
      const begun = begunMark(await tablesAt(uri), sourceOf("new", NEW.length), isMine);
      await expect(begun).rejects.toThrow(/^Another process writes/);
      const reader = await openLanceCatalogue({ uri });
      onTestFinished(() => reader.close());
      expect((await reader.search({ text: OLD[1]?.title ?? "" })).hits.length > 0).toBe(steps < 2);
      const copy = newPlace();
      cpSync(uri, copy, { recursive: true });
      for (const [place, name, papers] of [
        [uri, "new", NEW],
        [copy, "old", OLD],
      ] as const) {
        await fed(place, name, papers);
        expect(keysOf(await rowsAt(place))).toEqual(keysOf(papers));
        expect(await countedAt(place)).toBe(papers.length);
      }
    },
  );
});

test.each(Object.entries(PLACES))(
  "in %s writers of another database that are killed lose none of its papers",
  async (_, open) => {
    const place = await open(folder);
    onTestFinished(place.close);
    expect(await proveAnew(2, place, folder)).toEqual([]);
  },
  120_000,
);
