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

/** What differs between databases when their schema is brought up to date. */
export type Ground = {
  /** The database, as messages name it. */
  readonly where: string;
  /** What to set to use another one: "DATA_DIR to another folder". */
  readonly elsewhere: string;
  /** Lets one process at a time go on, until the transaction ends. */
  readonly lock: (db: Kysely<unknown>) => Promise<void>;
  readonly hasTable: (db: Kysely<unknown>, name: string) => Promise<boolean>;
};

/**
 * Brings the schema up to date and answers its version. Everything happens in one transaction, so
 * several first starts at once take turns and the later ones find the work done; Kysely's own
 * Migrator takes no lock on SQLite and loses that race. Where nothing is to be done nothing is
 * written, so that whoever may only read and write rows can start the bot.
 *
 * @throws StoreError when the schema is newer than this program; nothing is touched then.
 */
export async function migrate(
  db: Kysely<unknown>,
  ground: Ground,
  steps: readonly Migration[] = migrations,
): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    await ground.lock(transaction);
    const versions = transaction as unknown as Kysely<Versions>;
    const reached = (await ground.hasTable(transaction, "schema_versions"))
      ? await reachedBy(versions)
      : await begin(versions);
    if (reached > steps.length) throw newer(ground, reached, steps.length);
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

async function begin(versions: Kysely<Versions>): Promise<number> {
  await versions.schema
    .createTable("schema_versions")
    .addColumn("version", "integer", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("applied_at", "bigint", (column) => column.notNull())
    .execute();
  return 0;
}

async function reachedBy(versions: Kysely<Versions>): Promise<number> {
  const { at } = await versions
    .selectFrom("schemaVersions")
    .select((eb) => eb.fn.max<number | null>("version").as("at"))
    .executeTakeFirstOrThrow();
  return at ?? 0;
}

function newer({ where, elsewhere }: Ground, found: number, known: number): StoreError {
  return new StoreError(
    `${where} was written by a newer Paperboy (schema ${found}; this one knows up to ${known}): update the bot, or set ${elsewhere}; it was left as it is.`,
  );
}
