import type { ArrowTable, Columns, Order, Table, TextQuery } from "./lancedb.ts";
import type { Row } from "./row.ts";

/** What of a table is asked for; all that is given holds together. */
export type Asking = {
  /** SQL. */
  readonly where?: string;
  readonly match?: TextQuery;
  /** Nearest to this one first, by the angle between them. */
  readonly near?: Float32Array;
  /** Never with large columns, which LanceDB would read of every row: 1 s instead of 10 ms. */
  readonly order?: readonly Order[];
  readonly limit: number;
  /** Most rows that are taken over at once, for other work to be let in between; without it all of them are. */
  readonly atOnce?: number;
};

/** Rows of a table with these columns alone, plain and decoded. */
export async function ask<const K extends keyof Columns>(
  table: Table,
  columns: readonly K[],
  { where, match, near, order, limit, atOnce }: Asking,
): Promise<readonly Pick<Columns, K>[]> {
  let query = table.query();
  if (near) query = query.nearestTo(near).distanceType("cosine");
  if (match) query = query.fullTextSearch(match);
  if (where) query = query.where(where);
  if (order) query = query.orderBy(order);
  if (columns.some((column) => column === "_rowid")) query = query.withRowId();
  // LanceDB refuses some queries whose order is by columns that are not read.
  const read = new Set([...columns, ...(order ?? []).map(({ columnName }) => columnName)]);
  return decoded(
    await query
      .select([...read])
      .limit(limit)
      .toArrow(atOnce === undefined ? {} : { maxBatchLength: atOnce }),
    columns,
  );
}

/** Rows by their ids, in no order. */
export async function take<const K extends keyof Row>(
  table: Table,
  columns: readonly K[],
  ids: readonly bigint[],
): Promise<readonly Pick<Columns, K>[]> {
  if (ids.length === 0) return [];
  return decoded(await table.takeRowIds(ids).select(columns).toArrow(), columns);
}

function decoded<K extends keyof Columns>(
  found: ArrowTable,
  columns: readonly K[],
): readonly Pick<Columns, K>[] {
  const parts = columns.map((column) => [column, found.getChild(column)] as const);
  return Array.from({ length: found.numRows }, (_, at) => {
    const values = parts.map(([column, part]) => [column, part?.get(at) ?? null]);
    // The schema is ours (schema.ts), so that the columns hold what they say.
    return Object.fromEntries(values) as Pick<Columns, K>;
  });
}

/** A text as SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Several texts as an SQL list for IN. */
export function quotedAll(texts: Iterable<string>): string {
  return `(${[...texts].map(quoted).join(", ")})`;
}
