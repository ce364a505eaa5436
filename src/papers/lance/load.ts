import { setFlagsFromString } from "node:v8";
import { CatalogueError } from "../catalogue-error.ts";
import type { Arrow, LanceDb } from "./lancedb.ts";

/** LanceDB and the description of columns that comes with it. */
export type Loaded = { readonly lance: LanceDb; readonly arrow: Arrow };

/**
 * Loads LanceDB, which only those install who want a large catalogue.
 * @throws CatalogueError that says how to install it
 */
export async function loadLanceDb(): Promise<Loaded> {
  // Its notes on ordinary events (a table that is new) would stand among the bot's own lines.
  process.env[LOG_LEVEL] ??= "error";
  for (const flag of ROOM) setFlagsFromString(flag);
  try {
    const [lance, arrow] = await Promise.all([import(LANCEDB), import(ARROW)]);
    return { lance, arrow };
  } catch (error) {
    if (isMissing(error))
      throw new CatalogueError(
        "SEARCH=lancedb needs LanceDB, which is not installed here: run npm run setup:lancedb, or set SEARCH=minisearch.",
      );
    throw new CatalogueError(
      `LanceDB is installed but can't be loaded on this machine (${reasonOf(error)}): run npm run setup:lancedb again, or set SEARCH=minisearch.`,
    );
  }
}

/** In variables, since the compiler would look for what a literal names. */
const LANCEDB: string = "@lancedb/lancedb";
const ARROW: string = "apache-arrow";

const LOG_LEVEL = "LANCEDB_LOG";

/**
 * Room for V8's heap. LanceDB's answers lie outside of it but only a whole collection lets go of them: with as
 * little room as heap.js leaves there is one after every 60 searches, for which the next one waits 20 to 40 ms.
 */
const ROOM = ["--heap-growing-percent=200", "--semi-space-growth-factor=2"];

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
