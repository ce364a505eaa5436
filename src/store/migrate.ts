import type { Kysely } from "kysely";
import { StoreError } from "./failure.ts";
import { type Migration, migrations } from "./migrations.ts";

type Versions = {
  readonly schemaVersions: {
    readonly version: number;
    readonly name: string;
    readonly appliedAt: number;
  };
};

/**
 * Brings the schema up to date and answers its version. Everything happens in one transaction, so
 * several first starts at once take turns and the later ones find the work done; Kysely's own
 * Migrator takes no lock on SQLite and loses that race. PostgreSQL will pass a `lock` (an advisory
 * one) because its transactions do not exclude each other.
 *
 * @throws StoreError when the schema is newer than this program; nothing is touched then.
 */
export async function migrate(
  db: Kysely<unknown>,
  where: string,
  steps: readonly Migration[] = migrations,
  lock: (db: Kysely<unknown>) => Promise<void> = async () => {},
): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    await lock(transaction);
    const versions = transaction as unknown as Kysely<Versions>;
    await versions.schema
      .createTable("schema_versions")
      .ifNotExists()
      .addColumn("version", "integer", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("applied_at", "bigint", (column) => column.notNull())
      .execute();
    const { at } = await versions
      .selectFrom("schemaVersions")
      .select((eb) => eb.fn.max<number | null>("version").as("at"))
      .executeTakeFirstOrThrow();
    const reached = at ?? 0;
    if (reached > steps.length) throw newer(where, reached, steps.length);
    for (const [index, step] of steps.entries()) {
      if (index < reached) continue;
      await step.up(transaction);
      await versions
        .insertInto("schemaVersions")
        .values({ version: index + 1, name: step.name, appliedAt: Date.now() })
        .execute();
    }
    return steps.length;
  });
}

function newer(where: string, found: number, known: number): StoreError {
  return new StoreError(
    `${where} was written by a newer Paperboy (schema ${found}; this one knows up to ${known}): update the bot, or set DATA_DIR to another folder; it was left as it is.`,
  );
}
