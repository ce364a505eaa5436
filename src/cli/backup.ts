import { UserError } from "#chat";
import { openDatabase } from "../open-database.ts";
import { runTool } from "./run-tool.ts";

/** `npm run backup -- FILE`: copies the database, also while the bot is writing. */
await runTool("The backup could not be made", async ([file, ...more], config) => {
  if (!file || file.startsWith("-") || more.length > 0)
    throw new UserError(
      "Tell me where to: npm run backup -- FILE, such as backups/paperboy-2026-11-24.db.",
    );
  const store = await openDatabase(config);
  try {
    await store.backup(file);
    const { where, papers, subscriptions } = await store.info();
    const channels = Object.values(subscriptions).reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `${file} holds all of ${where}: ${papers} papers, ${channels} subscriptions.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
});
