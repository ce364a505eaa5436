import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "#store";
import { startPostgres } from "../../postgres.ts";
import type { Ground } from "./prove.ts";

/** A ground, and what ends it. */
export type OwnGround = Ground & { readonly end: () => Promise<void> };

/** A new SQLite file. */
export function sqliteGround(): OwnGround {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-crash-"));
  const file = join(folder, "paperboy.db");
  return {
    place: file,
    open: () => openStore({ file }),
    check: async () => {
      const database = new DatabaseSync(file);
      const answer = JSON.stringify(database.prepare("pragma integrity_check").all());
      database.close();
      return answer === '[{"integrity_check":"ok"}]' ? undefined : answer;
    },
    end: async () => rmSync(folder, { recursive: true }),
  };
}

/** A new database on a server of its own. */
export async function postgresGround(): Promise<OwnGround> {
  const server = await startPostgres();
  const url = await server.database();
  const log = { info() {}, warn() {}, error() {} };
  return {
    place: url,
    open: () => openStore({ url, log }),
    check: async () => {
      const sessions = await server.sql(
        "select pid from pg_locks where locktype = 'advisory' and granted",
      );
      return sessions.length === 0 ? undefined : "a killed process still has a lock";
    },
    killServer: async () => {
      await server.kill();
      await server.start();
    },
    end: () => server.stop(),
  };
}
