import type { Log } from "#chat";
import type { Config } from "#config";
import { openStore, type Store } from "#store";
import { createLog } from "./log.ts";

/**
 * Opens the database that the settings name. A PostgreSQL server's comings and goings are told to `log`,
 * which is made where there is none.
 */
export async function openDatabase(config: Config, log?: Log): Promise<Store> {
  const { database, logLevel: level, secrets } = config;
  if ("file" in database) return await openStore(database);
  const pretty = process.stderr.isTTY === true;
  return await openStore({
    ...database,
    log: log ?? (await createLog({ level, pretty, secrets })),
  });
}
