import { type Paper, titleKey } from "../paper.ts";
import { ask, quotedAll } from "./ask.ts";
import type { Columns, Table } from "./lancedb.ts";
import { paperOf } from "./row.ts";

/** Rows of a table as papers and leads, each key once. */
export type Held = {
  readonly papers: ReadonlyMap<string, Paper>;
  readonly replaced: ReadonlyMap<string, string>;
  /** Rows of a key that has several, all but the newest. */
  readonly doubled: readonly bigint[];
};

/** What a table holds under these keys, or under those that they lead to. */
export function heldUnder(table: Table, keys: readonly string[]): Promise<Held> {
  return heldWhere(table, keys.length > 0 ? [`key IN ${quotedAll(keys)}`] : []);
}

/** What a table holds that these papers could be joined with: under their keys, and under their titles. */
export function heldFor(table: Table, papers: readonly Paper[]): Promise<Held> {
  const keys = new Set(papers.map(({ key }) => key));
  const titles = new Set(papers.map(({ title }) => titleKey(title)));
  return heldWhere(table, [`key IN ${quotedAll(keys)}`, `named IN ${quotedAll(titles)}`]);
}

type Found = Pick<Columns, "key" | "leads" | "body" | "_rowid">;

/** What a table holds that satisfies any of these conditions in SQL; far faster apart than with OR between. */
export async function heldWhere(
  table: Table,
  conditions: readonly string[],
  limit = MOST,
): Promise<Held> {
  const read = (where: string): Promise<readonly Found[]> =>
    ask(table, ["key", "leads", "body", "_rowid"], { where, limit });
  const rows = (await Promise.all(conditions.map(read))).flat();
  const led = new Set(rows.flatMap(({ leads }) => leads ?? []));
  for (const { key } of rows) led.delete(key);
  if (led.size > 0) rows.push(...(await read(`key IN ${quotedAll(led)}`)));
  return sorted(rows);
}

/** Nobody asks for so many at once; without a limit LanceDB would answer ten. */
const MOST = 100_000;

function sorted(rows: readonly Found[]): Held {
  const newest = new Map<string, Found>();
  const doubled = new Set<bigint>();
  // Later rows have higher ids.
  for (const row of rows.toSorted((a, b) => (a._rowid < b._rowid ? -1 : 1))) {
    const older = newest.get(row.key);
    if (older && older._rowid !== row._rowid) doubled.add(older._rowid);
    newest.set(row.key, row);
  }
  const all = [...newest.values()];
  return {
    papers: new Map(all.flatMap((row) => paperOf(row) ?? []).map((paper) => [paper.key, paper])),
    replaced: new Map(all.flatMap(({ key, leads }) => (leads === null ? [] : [[key, leads]]))),
    doubled: [...doubled],
  };
}
