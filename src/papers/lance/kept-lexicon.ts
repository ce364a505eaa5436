import { setImmediate } from "node:timers/promises";
import { ask } from "./ask.ts";
import type { Table } from "./lancedb.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import type { Loaded } from "./load.ts";
import type { Tables } from "./tables.ts";

/** Lines that are written or read before other work gets its turn: a few milliseconds. */
const LINES_AT_ONCE = 2_000;

/** Characters of one row. */
const ROW_LENGTH = 100_000;

/** Writes a lexicon in the place of the one that is kept, all or nothing. */
export async function keepLexicon(lexicon: Lexicon, tables: Tables, of: Loaded): Promise<void> {
  const { arrow, lance } = of;
  const schema = new arrow.Schema([new arrow.Field("lines", new arrow.Utf8(), false)]);
  const rows: { readonly lines: string }[] = [];
  let [lines, length, done] = [[] as string[], 0, 0];
  for (const line of lexicon.lines()) {
    lines.push(line);
    length += line.length + 1;
    done += 1;
    if (length > ROW_LENGTH) {
      rows.push({ lines: lines.join("\n") });
      [lines, length] = [[], 0];
    }
    if (done % LINES_AT_ONCE === 0) await setImmediate();
  }
  rows.push({ lines: lines.join("\n") });
  const table = (await tables.newest("lexicon")) ?? (await tables.make("lexicon", schema));
  await table.add(lance.makeArrowTable(rows, { schema }), { mode: "overwrite" });
}

/** The lexicon that is kept in a table. */
export async function keptLexicon(table: Table): Promise<Lexicon> {
  const lexicon = createLexicon();
  for (const { lines } of await ask(table, ["lines"], { limit: 1_000_000 })) {
    const all = lines.split("\n");
    for (let start = 0; start < all.length; start += LINES_AT_ONCE) {
      for (const line of all.slice(start, start + LINES_AT_ONCE)) lexicon.learn(line);
      await setImmediate();
    }
  }
  return lexicon;
}
