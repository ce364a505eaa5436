import { setImmediate } from "node:timers/promises";
import { analyse } from "./analysis.ts";
import { ask, quoted } from "./ask.ts";
import { keptLexicon } from "./kept-lexicon.ts";
import type { Table } from "./lancedb.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import type { Loaded } from "./load.ts";
import { paperOf } from "./row.ts";
import { paperIndexes, paperSchema } from "./schema.ts";
import type { Tables } from "./tables.ts";
import type { Desk } from "./writer.ts";

/** Lays out what is written to, whatever an earlier writer left half done. */
export async function layDesk(tables: Tables, loaded: Loaded): Promise<Desk> {
  const schema = paperSchema(loaded.arrow);
  const papers = (await tables.newest("papers")) ?? (await tables.make("papers", schema));
  await papers.checkoutLatest();
  const there = new Set((await papers.listIndices()).map(({ name }) => name));
  for (const { name, column, config } of paperIndexes(loaded.lance))
    if (!there.has(name)) await papers.createIndex(column, { name, config, replace: false });
  return { loaded, papers, schema, lexicon: await lexiconOf(papers, tables) };
}

/** The lexicon that is kept, or one counted anew when the writer before died long before it would have kept it. */
async function lexiconOf(papers: Table, tables: Tables): Promise<Lexicon> {
  const table = await tables.newest("lexicon");
  const kept = table ? await keptLexicon(table) : createLexicon();
  const there = await papers.countRows("leads IS NULL");
  return Math.abs(there - kept.papers) <= Math.max(FEW, there * SHARE)
    ? kept
    : await countedLexicon(papers);
}

/** Papers that it may be off by: a few words of theirs are looked up in the index instead. */
const FEW = 100;
const SHARE = 0.03;

/** Counts the words of every paper, a page at a time in the order of keys, with other work let in between. */
async function countedLexicon(papers: Table): Promise<Lexicon> {
  const lexicon = createLexicon();
  for (let after = ""; ; ) {
    const page = await ask(papers, ["key"], {
      where: `leads IS NULL AND key > ${quoted(after)}`,
      order: [{ columnName: "key", ascending: true, nullsFirst: false }],
      limit: PAGE,
    });
    const last = page.at(-1)?.key;
    if (last === undefined) return lexicon;
    const where = `leads IS NULL AND key > ${quoted(after)} AND key <= ${quoted(last)}`;
    for (const [at, row] of (await ask(papers, ["body"], { where, limit: PAGE })).entries()) {
      const paper = paperOf(row);
      if (paper) lexicon.add(analyse(paper));
      if (at % SLICE === SLICE - 1) await setImmediate();
    }
    after = last;
  }
}

const PAGE = 2_000;
const SLICE = 10;
