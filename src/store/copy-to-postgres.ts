import { Client } from "pg";
import type { Log } from "#chat";
import { type Checksum, createChecksum } from "./checksum.ts";
import { StoreError } from "./failure.ts";
import { createPerseverance } from "./persevere.ts";
import { prepare, usual } from "./postgres.ts";
import { readAddress } from "./postgres-address.ts";
import { explainPostgres, faultOf, reasonOf, type Server } from "./postgres-failure.ts";
import { openSqliteSource, type SqliteSource, type Table } from "./sqlite-source.ts";

/** What became of one table: as many rows, with the same checksum, on both sides. */
export type Copied = { readonly table: string; readonly rows: number; readonly checksum: string };

/** What is copied where. */
export type Copying = {
  readonly file: string;
  readonly url: string;
  readonly log: Log;
  /** Told now and then how many rows have been sent. */
  readonly onProgress: (rows: number) => void;
};

/** Where it was copied to, without user and password, and what. */
export type Copy = { readonly where: string; readonly tables: readonly Copied[] };

/** Rows of one insert, and the characters of text at which it is sent with fewer. */
const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 4_000_000;

/** Rows that are read back at a time. */
const FETCH_ROWS = 500;

/**
 * Copies a SQLite database into an empty PostgreSQL one, in one transaction: all of it arrives, read
 * back and compared, or nothing does, whatever is killed meanwhile. Memory is bounded by a batch.
 * Answers where it was copied to, without user and password, and what.
 *
 * @throws StoreError when the source is in use, the target holds rows, or either can't be reached
 */
export async function copyToPostgres(from: Copying): Promise<Copy> {
  const source = await openSqliteSource(from.file);
  try {
    const given = readAddress(from.url);
    const perseverance = createPerseverance(given, from.log, usual);
    const { address } = await prepare(given, perseverance);
    const client = new Client(address.config);
    client.on("error", () => {});
    try {
      await client.connect();
      const tables = await copyAll(source, client, address, from.onProgress);
      return { where: address.where, tables };
    } catch (error) {
      throw faultOf(error) === "away" ? broken(address, error) : explainPostgres(error, address);
    } finally {
      await client.end().catch(() => {});
    }
  } finally {
    source.close();
  }
}

async function copyAll(
  source: SqliteSource,
  client: Client,
  server: Server,
  onProgress: (rows: number) => void,
): Promise<readonly Copied[]> {
  await client.query("begin");
  await client.query("set local statement_timeout = 0");
  await refuseRows(client, source.tables, server);
  const copied: Copied[] = [];
  let sent = 0;
  for (const table of source.tables) {
    const there = createChecksum();
    for (const batch of batchesOf(source.rows(table))) {
      for (const row of batch) there.add(row);
      await client.query(insertInto(table, batch.length), batch.flat());
      sent += batch.length;
      onProgress(sent);
    }
    const here = await readBack(client, table);
    if (here.rows() !== there.rows() || here.value() !== there.value())
      throw new StoreError(
        `${server.where} did not keep the table “${table.name}” as it was (${there.rows()} rows with checksum ${there.value()} became ${here.rows()} with ${here.value()}): nothing was copied.`,
      );
    copied.push({ table: table.name, rows: there.rows(), checksum: there.value() });
  }
  await commit(client, server);
  return copied;
}

/** Nobody else may write from here on, a bot that was started on the target least of all. */
async function refuseRows(
  client: Client,
  tables: readonly Table[],
  { where }: Server,
): Promise<void> {
  const names = tables.map(({ name }) => `"${name}"`);
  await client.query(`lock table ${names.join(", ")} in exclusive mode`);
  const held: string[] = [];
  for (const name of names) {
    const { rows } = await client.query<{ readonly n: number }>(
      `select count(*) as n from ${name}`,
    );
    if (rows[0] && rows[0].n > 0) held.push(`${rows[0].n} in ${name}`);
  }
  if (held.length > 0)
    throw new StoreError(
      `${where} holds rows already (${held.join(", ")}): name an empty database; it was left as it is.`,
    );
}

function* batchesOf(
  rows: Iterable<readonly unknown[]>,
): Generator<readonly (readonly unknown[])[]> {
  let batch: (readonly unknown[])[] = [];
  let characters = 0;
  for (const row of rows) {
    batch.push(row);
    for (const value of row) if (typeof value === "string") characters += value.length;
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

function insertInto({ name, columns }: Table, rows: number): string {
  const list = columns.map((column) => `"${column}"`).join(", ");
  const tuples = Array.from({ length: rows }, (_, row) => {
    const places = columns.map((_column, at) => `$${row * columns.length + at + 1}`);
    return `(${places.join(", ")})`;
  });
  return `insert into "${name}" (${list}) values ${tuples.join(", ")}`;
}

/** Reads what the server keeps, before it is committed. */
async function readBack(client: Client, { name, columns }: Table): Promise<Checksum> {
  const checksum = createChecksum();
  const list = columns.map((column) => `"${column}"`).join(", ");
  await client.query(`declare kept no scroll cursor for select ${list} from "${name}"`);
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`fetch ${FETCH_ROWS} from kept`);
    for (const row of rows) checksum.add(columns.map((column) => row[column]));
    if (rows.length < FETCH_ROWS) break;
  }
  await client.query("close kept");
  return checksum;
}

async function commit(client: Client, server: Server): Promise<void> {
  try {
    await client.query("commit");
  } catch (error) {
    if (faultOf(error) !== "away") throw error;
    throw new StoreError(
      `The connection to ${server.where} broke at the very end, so the copy may be there or not: start again, and if that finds rows, it is there.`,
      { cause: error },
    );
  }
}

function broken({ where }: Server, error: unknown): StoreError {
  return new StoreError(
    `The connection to ${where} broke (${reasonOf(error)}): nothing was copied, so start again.`,
    { cause: error },
  );
}
