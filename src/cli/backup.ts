import { UserError } from "#chat";
import { openStore } from "#store";
import { runTool } from "./run-tool.ts";

/** `npm run backup -- FILE`: copies the database, also while the bot is writing. */
await runTool("The backup could not be made", async ([file, ...more], config) => {
  if (!file || file.startsWith("-") || more.length > 0)
    throw new UserError(
      "Tell me where to: npm run backup -- FILE, such as backups/paperboy-2026-11-24.db.",
    );
  const store = await openStore({ file: config.databaseFile });
  try {
    await store.backup(file);
    const { papers, subscriptions } = await store.info();
    const channels = Object.values(subscriptions).reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `${file} holds all of ${config.databaseFile}: ${papers} papers, ${channels} subscriptions.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
});
