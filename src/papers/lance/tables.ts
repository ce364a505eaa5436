import { crc32 } from "node:zlib";
import { fingerprint } from "../search/fingerprint.ts";
import type { Connection, CreateOptions, Opaque, Table } from "./lancedb.ts";

/** The tables of a catalogue. */
type TableName = "papers" | "words" | "feed" | "vectors";

/** Tables that one process writes and many read. */
export type Tables = {
  /** The newest version of a table, or one that was the newest two seconds ago, or `age` ms; undefined while nobody has made it. */
  newest(name: TableName, age?: number): Promise<Table | undefined>;
  /** The table, made when it is missing. */
  make(name: TableName, schema: Opaque): Promise<Table>;
  /** Takes every row out of the table in one commit, or makes it; readers of the version before go on with that. */
  empty(name: TableName, schema: Opaque): Promise<Table>;
  /** Takes away the tables of other versions of the bot. */
  dropOthers(): Promise<void>;
  close(): void;
};

const OURS = /^(?:papers|words|feed)_[0-9a-f]{8}$/;

/** Goes up when the rows of a table change their form. */
const FORM = 3;

/** How long a version passes for the newest: asking costs a request where the tables lie in an object store. */
const FRESH_MS = 2_000;

/** One table of this process, and when it was last seen to be the newest. */
type Held = {
  table?: Table | undefined;
  seenAt: number;
  looking?: Promise<Table | undefined>;
};

/**
 * The tables at a connection; `now` in epoch milliseconds. Their names end in a mark of the rules by which words are
 * analysed: another version of the bot makes tables of its own and leaves these to those that read them.
 */
export function createTables(connection: Connection, now: () => number, model = ""): Tables {
  const mark = crc32(`${FORM} ${fingerprint()}`).toString(16).padStart(8, "0");
  const nameOf = (name: TableName) =>
    name === "vectors" ? `vectors_${crc32(model).toString(16)}` : `${name}_${mark}`;
  const held: Record<TableName, Held> = {
    papers: { seenAt: -Infinity },
    words: { seenAt: -Infinity },
    feed: { seenAt: -Infinity },
    vectors: { seenAt: -Infinity },
  };
  const look = async (name: TableName): Promise<Table | undefined> => {
    const at = now();
    const own = held[name];
    own.table = await renewed(connection, nameOf(name), own.table);
    own.seenAt = at;
    return own.table;
  };
  const create = async (name: TableName, schema: Opaque, options: CreateOptions) => {
    const table = await connection.createEmptyTable(nameOf(name), schema, options);
    held[name] = { table, seenAt: now() };
    return table;
  };
  return {
    newest: async (name, age = FRESH_MS) => {
      const own = held[name];
      const since = now() - own.seenAt;
      if (since >= 0 && since < age) return own.table;
      own.looking ??= look(name).finally(() => {
        delete own.looking;
      });
      return await own.looking;
    },
    make: (name, schema) => create(name, schema, { existOk: true }),
    empty: (name, schema) => create(name, schema, { mode: "overwrite" }),
    dropOthers: async () => {
      for (const name of await connection.tableNames())
        if (OURS.test(name) && !name.endsWith(`_${mark}`)) await connection.dropTable(name);
    },
    close: () => {
      for (const { table } of Object.values(held)) table?.close();
      connection.close();
    },
  };
}

/** The table as it is now, also when it was made, or taken away and made anew, by another process. */
async function renewed(
  connection: Connection,
  name: string,
  table: Table | undefined,
): Promise<Table | undefined> {
  try {
    await table?.checkoutLatest();
    if (table) return table;
  } catch {
    // What is wrong shows when it is opened anew.
  }
  const names = await connection.tableNames();
  if (!names.includes(name)) return undefined;
  try {
    return await connection.openTable(name);
  } catch (error) {
    // It is listed from its first file on, which another process writes before its first version.
    if (error instanceof Error && /\bwas not found\b/.test(error.message)) return undefined;
    throw error;
  }
}
