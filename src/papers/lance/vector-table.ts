import type { Vectors } from "../meaning/vectors.ts";
import { ask, quotedAll } from "./ask.ts";
import type { Place } from "./place.ts";
import { KEPT_VERSIONS_MS } from "./upkeep.ts";

/** Vectors in a table beside the papers; so many numbers in each. */
export function vectorTable({ tables, loaded }: Place, dimensions: number): Vectors {
  const { arrow, lance } = loaded;
  const item = new arrow.Field("item", new arrow.Float32(), true);
  const schema = new arrow.Schema([
    new arrow.Field("key", new arrow.Utf8(), false),
    new arrow.Field("text", new arrow.Utf8(), false),
    new arrow.Field("vector", new arrow.FixedSizeList(dimensions, item), false),
  ]);
  return {
    nearest: async (near, limit) => {
      const table = await tables.newest("vectors");
      if (!table) return [];
      const rows = await ask(table, ["key", "_distance"], { near, limit });
      // LanceDB's distance is what is missing to a cosine of 1.
      return rows.map(({ key, _distance }) => ({ key, cosine: 1 - _distance }));
    },
    get: async (keys) => {
      const table = await tables.newest("vectors");
      if (!table || keys.length === 0) return new Map();
      const where = `key IN ${quotedAll(keys)}`;
      const rows = await ask(table, ["key", "text", "vector"], { where, limit: 10 * keys.length });
      return new Map(
        rows.map(({ key, text, vector }) => [key, { text, vector: Float32Array.from(vector) }]),
      );
    },
    put: async (entries) => {
      if (entries.length === 0) return;
      const table = (await tables.newest("vectors")) ?? (await tables.make("vectors", schema));
      const rows = entries.map(({ vector, ...entry }) => ({ ...entry, vector: [...vector] }));
      const data = lance.makeArrowTable(rows, { schema });
      await table.mergeInsert("key").whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(data);
    },
    close: async () => {},
  };
}

/** Vectors from which on an index pays: comparing with each of fewer takes some 10 ms. */
const INDEXED = 20_000;

/** Brings the indexes of vectors up to date when enough came: by key, and by nearness once there are many. */
export async function tendVectors({ tables, loaded, now }: Place): Promise<void> {
  const table = await tables.newest("vectors");
  if (!table || (await table.stats()).fragmentStats.numFragments < MANY_FILES) return;
  const { Index } = loaded.lance;
  const there = new Set((await table.listIndices()).map(({ name }) => name));
  if (!there.has("key_sorted"))
    await table.createIndex("key", { name: "key_sorted", config: Index.btree(), replace: false });
  if (!there.has("near") && (await table.countRows()) >= INDEXED) {
    const config = Index.ivfPq({ distanceType: "cosine" });
    await table.createIndex("vector", { name: "near", config, replace: false });
  }
  await table.optimize({ cleanupOlderThan: new Date(now() - KEPT_VERSIONS_MS) });
}

/** Each commit is a file, which every question opens. */
const MANY_FILES = 10;
