import { parseArgs } from "node:util";
import { UserError } from "#chat";
import { openStore, restore } from "#store";
import { runTool } from "./run-tool.ts";

/** `npm run restore -- FILE [--replace]`: puts a backup in the place of the database. */
await runTool("The backup could not be restored", async (args, config) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { replace: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [backup, ...more] = positionals;
  if (!backup || more.length > 0)
    throw new UserError("Tell me which backup: npm run restore -- FILE [--replace].");
  if ("url" in config.database)
    throw new UserError(
      "DATABASE_URL is set, and a backup of mine is one of SQLite: restore PostgreSQL with pg_restore, or leave DATABASE_URL empty.",
    );
  const { databaseFile } = config;
  const { file, before } = restore(backup, databaseFile, { ...values, now: Date.now() });
  // Opened once, so that its schema is brought up to date now and not at the next start.
  const store = await openStore({ file });
  try {
    const { papers, subscriptions } = await store.info();
    const channels = Object.values(subscriptions).reduce((sum, count) => sum + count, 0);
    const kept = before ? ` What was there is kept as ${before}.` : "";
    process.stdout.write(
      `${file} is ${backup} now: ${papers} papers, ${channels} subscriptions.${kept}\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
});
