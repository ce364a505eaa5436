import { setImmediate } from "node:timers/promises";
import { toDocument } from "../search/document.ts";
import { SnapshotError } from "../search/snapshot.ts";
import { ask, quoted } from "./ask.ts";
import { keptCounts } from "./kept-counts.ts";
import type { Table } from "./lancedb.ts";
import type { Loaded } from "./load.ts";
import { paperOf } from "./row.ts";
import { paperIndexes, paperSchema } from "./schema.ts";
import type { Tables } from "./tables.ts";
import { WordCounts } from "./word-counts.ts";
import type { Desk } from "./writer.ts";

/** Lays out what is written to, whatever an earlier writer left half done. */
export async function layDesk(tables: Tables, loaded: Loaded): Promise<Desk> {
  const schema = paperSchema(loaded.arrow);
  const papers = (await tables.newest("papers")) ?? (await tables.make("papers", schema));
  await papers.checkoutLatest();
  const there = new Set((await papers.listIndices()).map(({ name }) => name));
  for (const { name, column, config } of paperIndexes(loaded.lance))
    if (!there.has(name)) await papers.createIndex(column, { name, config, replace: false });
  return { loaded, papers, schema, counts: await countsOf(papers, tables) };
}

/** The counts that are kept, or new ones when those are damaged, or the writer before died long before it would have kept them. */
async function countsOf(papers: Table, tables: Tables): Promise<WordCounts> {
  const table = await tables.newest("words");
  const kept = table ? await keptCounts(table).catch(none) : new WordCounts();
  const there = await papers.countRows("leads IS NULL");
  return kept && Math.abs(there - kept.papers) <= Math.max(FEW, there * SHARE)
    ? kept
    : await countedAnew(papers);
}

function none(error: unknown): undefined {
  if (!(error instanceof SnapshotError)) throw error;
}

/** Papers that they may be off by: a few words of theirs are looked up in the index instead. */
const FEW = 100;
const SHARE = 0.03;

/** Counts the words of every paper, a page at a time in the order of keys, with other work let in between. */
async function countedAnew(papers: Table): Promise<WordCounts> {
  const counts = new WordCounts();
  for (let after = ""; ; ) {
    const page = await ask(papers, ["key"], {
      where: `leads IS NULL AND key > ${quoted(after)}`,
      order: [{ columnName: "key", ascending: true, nullsFirst: false }],
      limit: PAGE,
    });
    const last = page.at(-1)?.key;
    if (last === undefined) return counts;
    const where = `leads IS NULL AND key > ${quoted(after)} AND key <= ${quoted(last)}`;
    for (const [at, row] of (await ask(papers, ["body"], { where, limit: PAGE })).entries()) {
      const paper = paperOf(row);
      if (paper) counts.add(toDocument(paper));
      if (at % SLICE === SLICE - 1) await setImmediate();
    }
    after = last;
  }
}

const PAGE = 2_000;
const SLICE = 10;
