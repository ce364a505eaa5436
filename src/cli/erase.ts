import { parseArgs } from "node:util";
import { UserError } from "#chat";
import { openDatabase } from "../open-database.ts";
import { runTool } from "./run-tool.ts";

/** `npm run erase -- PLATFORM TENANT --yes`: deletes all that belongs to one server or workspace. */
await runTool("Nothing was erased", async (args, config) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { yes: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [platform, tenant, ...more] = positionals;
  if (!platform || !tenant || more.length > 0)
    throw new UserError("Tell me whose: npm run erase -- PLATFORM TENANT --yes.");
  const store = await openDatabase(config);
  const counted = (rows: Readonly<Record<string, number>>) =>
    Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  try {
    if (!values.yes) {
      const rows = await store.tenants.export({ platform, tenant });
      const counts = Object.entries(rows).map(([table, { length }]) => [table, length] as const);
      throw new UserError(
        `This would delete ${counted(Object.fromEntries(counts)).join(", ")} of ${platform} ${tenant} for good: export them first if you like, then add --yes.`,
      );
    }
    const gone = await store.tenants.erase({ platform, tenant });
    process.stdout.write(`Deleted of ${platform} ${tenant}: ${counted(gone).join(", ")}.\n`);
    return 0;
  } finally {
    await store.close();
  }
});
