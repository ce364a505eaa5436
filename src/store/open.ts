import { setImmediate } from "node:timers/promises";
import type { Log } from "#chat";
import { openSqlite } from "./sqlite.ts";
import type { Store } from "./store.ts";

/** Where a store lies: in a file (":memory:" for none), or in a database of a PostgreSQL server. */
export type Place =
  | { readonly file: string }
  | {
      /** postgres://user:password@host:port/database */
      readonly url: string;
      /** Told when the server goes away and when it is back. */
      readonly log: Log;
    };

/**
 * Opens the store and brings its schema up to date. Several processes may open the same one, also
 * when it is empty yet.
 *
 * @throws StoreError with one sentence that names the database and the cure. Nothing is ever deleted
 * or overwritten.
 */
export async function openStore(place: Place): Promise<Store> {
  if ("file" in place) {
    const store = await openSqlite(place.file);
    // SQLite answers at once, so that all of this was one turn of the thread: what follows has another.
    await setImmediate();
    return store;
  }
  // Loaded only where it is used.
  const { openPostgres } = await import("./postgres.ts");
  return await openPostgres(place.url, place.log);
}
