import { setImmediate } from "node:timers/promises";
import type { Addition } from "../catalogue.ts";
import type { Paper } from "../paper.ts";
import { type Document, toDocument } from "../search/document.ts";
import { arrowRows } from "./arrow-rows.ts";
import { heldFor } from "./held.ts";
import { type Change, join, joined } from "./join.ts";
import type { Opaque, Table } from "./lancedb.ts";
import type { Loaded } from "./load.ts";
import { type Row, toLead, toRow } from "./row.ts";
import type { WordCounts } from "./word-counts.ts";

/** What a writer writes to. */
export type Desk = {
  readonly loaded: Loaded;
  readonly papers: Table;
  readonly schema: Opaque;
  readonly counts: WordCounts;
};

/** Papers of one commit: more at once would keep the thread busy for too long. */
const AT_ONCE = 200;

/** Papers that are analysed before other work gets its turn: some 3 ms. */
const SLICE = 10;

/**
 * Joins papers with those of the table and writes what came of it: a batch of them is there as a whole
 * or not at all, whatever happens to this process.
 */
export async function addPapers(papers: readonly Paper[], desk: Desk): Promise<Addition> {
  const additions: Addition[] = [];
  for (let start = 0; start < papers.length; start += AT_ONCE)
    additions.push(await addBatch(papers.slice(start, start + AT_ONCE), desk));
  return joined(additions);
}

async function addBatch(papers: readonly Paper[], desk: Desk): Promise<Addition> {
  const { papers: table, counts, schema, loaded } = desk;
  const held = await heldFor(table, papers);
  if (held.doubled.length > 0) await table.delete(`_rowid IN (${held.doubled.join(", ")})`);
  const { addition, changes, gone } = join(papers, held);
  const rows: Row[] = [];
  const recounts = gone.map((paper) => () => counts.remove(toDocument(paper)));
  for (const [at, change] of changes.entries()) {
    const document = toDocument(change.paper);
    rows.push(toRow(change.paper, document));
    if (change.words) recounts.push(() => recount(change, document, counts));
    if (at % SLICE === SLICE - 1) await setImmediate();
  }
  rows.push(...[...addition.replaced].map(([from, to]) => toLead(from, to)));
  if (rows.length === 0) return addition;
  const data = await arrowRows(rows, schema, loaded.lance);
  await table.mergeInsert("key").whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(data);
  // Only now, so that no word is counted that the table doesn't have.
  for (const [at, run] of recounts.entries()) {
    run();
    if (at % SLICE === SLICE - 1) await setImmediate();
  }
  return addition;
}

function recount({ before }: Change, document: Document, counts: WordCounts): void {
  if (before) counts.remove(toDocument(before));
  counts.add(document);
}
