import { loadLanceDb } from "../../../src/papers/lance/load.ts";

/** Every row of the papers' table, in no order, as it lies there. */
export async function rowsAt(
  uri: string,
  storageOptions: Readonly<Record<string, string>> = {},
): Promise<readonly { readonly key: string; readonly leads: string | null }[]> {
  const { lance } = await loadLanceDb();
  const session = new lance.Session(1_000_000n, 1_000_000n);
  const connection = await lance.connect(uri, { storageOptions }, session);
  const table = await connection.openTable(
    (await connection.tableNames()).find((name) => name.startsWith("papers_")) ?? "",
  );
  const found = await table.query().select(["key", "leads"]).limit(1_000_000).toArrow();
  const [keys, leads] = [found.getChild("key"), found.getChild("leads")];
  connection.close();
  return Array.from({ length: found.numRows }, (_, at) => ({
    key: String(keys?.get(at)),
    leads: (leads?.get(at) ?? null) as string | null,
  }));
}
