import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { Pool } from "pg";
import type { Perseverance } from "./persevere.ts";
import { PostgresDriver } from "./postgres-driver.ts";
import type { Server } from "./postgres-failure.ts";

/** Puts a pool of `pg` under Kysely; Kysely's own driver knows nothing of servers that go and come back. */
export function postgresDialect(pool: Pool, server: Server, perseverance: Perseverance): Dialect {
  return {
    createDriver: () => new PostgresDriver(pool, server, perseverance),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
