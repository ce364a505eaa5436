import { ask } from "./ask.ts";
import type { Opaque } from "./lancedb.ts";
import type { Loaded } from "./load.ts";
import type { Tables } from "./tables.ts";

/** Up to which change number of which database the papers go. */
export type FeedMark = { readonly source: string; readonly seq: number };

/** The mark that is kept, or was two seconds ago, or `age` ms; undefined when there is none. */
export async function readMark(tables: Tables, age?: number): Promise<FeedMark | undefined> {
  const table = await tables.newest("feed", age);
  return table && (await ask(table, ["source", "seq"], { limit: 1 }))[0];
}

/** Puts a mark in the place of the one that is kept. */
export async function writeMark(mark: FeedMark, tables: Tables, of: Loaded): Promise<void> {
  const { arrow, lance } = of;
  const schema: Opaque = new arrow.Schema([
    new arrow.Field("source", new arrow.Utf8(), false),
    new arrow.Field("seq", new arrow.Float64(), false),
  ]);
  const table = (await tables.newest("feed")) ?? (await tables.make("feed", schema));
  await table.add(lance.makeArrowTable([mark], { schema }), { mode: "overwrite" });
}
