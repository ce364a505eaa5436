import { setImmediate } from "node:timers/promises";
import type { ArrowTable, LanceDb, Opaque } from "./lancedb.ts";
import type { Row } from "./row.ts";

/** Rows that are turned into columns before other work gets its turn: some 2 ms. */
const AT_ONCE = 25;

/** Rows as columns, with other work let in between. */
export async function arrowRows(
  rows: readonly Row[],
  schema: Opaque,
  lance: LanceDb,
): Promise<ArrowTable> {
  const parts: ArrowTable[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    parts.push(lance.makeArrowTable(rows.slice(start, start + AT_ONCE), { schema }));
    await setImmediate();
  }
  const [first = lance.makeArrowTable([], { schema }), ...others] = parts;
  return first.concat(...others);
}
