import { CatalogueError } from "../catalogue-error.ts";
import type { Connection } from "./lancedb.ts";
import type { Loaded } from "./load.ts";
import { probeStorage } from "./probe.ts";
import { type Environment, optionsOf, storageAt } from "./storage.ts";

/** What LanceDB may keep in memory of indexes and of tables' descriptions, in bytes; it would take 7 GB by itself. */
const INDEX_CACHE = 512n * 1024n * 1024n;
const METADATA_CACHE = 128n * 1024n * 1024n;

/**
 * A connection to a folder or an object store that can be used.
 * @throws CatalogueError with what to do when it can't
 */
export async function connected(
  uri: string,
  env: Environment,
  now: () => number,
  { lance }: Loaded,
): Promise<Connection> {
  if (/^[a-z]+:\/\//.test(uri) && !uri.startsWith("s3://"))
    throw new CatalogueError(
      "LANCEDB_URI must be a folder or an address such as s3://bucket/path.",
    );
  const storage = storageAt(uri, env);
  if (storage) await probeStorage(storage, now);
  const storageOptions = storage ? optionsOf(storage) : {};
  const session = new lance.Session(INDEX_CACHE, METADATA_CACHE);
  try {
    const connection = await lance.connect(uri, { storageOptions }, session);
    // Only now does LanceDB look there.
    await connection.tableNames();
    return connection;
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    const where = storage
      ? "LANCEDB_URI and the AWS_… variables"
      : "LANCEDB_URI and its permissions";
    throw new CatalogueError(
      `The catalogue at ${uri} can't be opened (${reason.slice(0, 200)}): check ${where}.`,
    );
  }
}
