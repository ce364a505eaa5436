import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, ConfigError, readConfig } from "#config";
import { type Copied, copyStore, StoreError } from "#store";
import { createLog } from "../log.ts";
import { inWords, progressOn } from "./progress.ts";

const USAGE =
  "Tell me where to: npm run move -- --to postgres://user:password@host:5432/database (or set DATABASE_URL).\n";

process.exitCode = await run(process.argv.slice(3)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const known = error instanceof ConfigError || error instanceof StoreError;
  process.stderr.write(`${known ? reason : `Nothing was copied: ${reason}`}\n`);
  return 1;
});

/** Copies the SQLite database of DATA_DIR into an empty PostgreSQL one, while no bot runs on either. */
async function run(args: readonly string[]): Promise<number> {
  const config = configWith(args);
  if (!config || !("url" in config.database)) {
    process.stderr.write(USAGE);
    return 1;
  }
  const { databaseFile: file, logLevel: level, secrets } = config;
  const { url } = config.database;
  const log = await createLog({ level, secrets, pretty: process.stderr.isTTY === true });
  const progress = progressOn(process.stderr, "rows copied");
  const copying = copyStore({ file, url, log, onProgress: progress.show });
  const { where, tables } = await copying.finally(progress.end);
  const rows = inWords(tables.reduce((sum, table) => sum + table.rows, 0));
  process.stdout.write(
    `${inColumns(tables)}\n\n${rows} rows copied from ${file} to ${where}, read back and found the same.\n` +
      "Set DATABASE_URL to it and start the bot; the file stays as it was, so put it away.\n",
  );
  return 0;
}

/** The settings, with the target in the place of DATABASE_URL when one was typed; undefined for other arguments. */
function configWith(args: readonly string[]): Config | undefined {
  const typed = targetIn(args);
  if (typed === undefined) return undefined;
  const target = typed.to ? { DATABASE_URL: typed.to, DATABASE_URL_FILE: undefined } : {};
  return readConfig({ ...process.env, ...target }, (path) => readFileSync(path, "utf8"));
}

function targetIn(args: readonly string[]): { readonly to?: string } | undefined {
  try {
    return parseArgs({ args: [...args], options: { to: { type: "string" } } }).values;
  } catch {
    return undefined;
  }
}

/** One line for each table: its name, its rows and their checksum, the same on both sides. */
function inColumns(tables: readonly Copied[]): string {
  const lines = [
    { table: "table", rows: "rows", checksum: "checksum on both sides" },
    ...tables.map((one) => ({ ...one, rows: inWords(one.rows) })),
  ];
  const width = (field: "table" | "rows") => Math.max(...lines.map((line) => line[field].length));
  const [name, count] = [width("table"), width("rows")];
  return lines
    .map((line) => `${line.table.padEnd(name)}  ${line.rows.padStart(count)}  ${line.checksum}`)
    .join("\n");
}
