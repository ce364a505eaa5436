import { writeFileSync } from "node:fs";
import { UserError } from "#chat";
import { openDatabase } from "../open-database.ts";
import { runTool } from "./run-tool.ts";

/** `npm run export -- PLATFORM TENANT [FILE]`: all that belongs to one server or workspace, as JSON. */
await runTool("The export could not be made", async ([platform, tenant, file, ...more], config) => {
  if (!platform || !tenant || more.length > 0 || [platform, tenant, file].some(isFlag))
    throw new UserError(
      "Tell me whose: npm run export -- PLATFORM TENANT [FILE], such as discord 81384788765712384 lab.json.",
    );
  const store = await openDatabase(config);
  try {
    const rows = await store.tenants.export({ platform, tenant });
    const counts = Object.entries(rows).map(([table, { length }]) => `${length} ${table}`);
    const text = `${JSON.stringify({ platform, tenant, ...rows }, undefined, 2)}\n`;
    if (!file) process.stdout.write(text);
    // What people saved is theirs: for the operator's eyes, and never over another file.
    else writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    process.stderr.write(`${platform} ${tenant}: ${counts.join(", ")}.\n`);
    return 0;
  } finally {
    await store.close();
  }
});

function isFlag(word: string | undefined): boolean {
  return word?.startsWith("-") === true;
}
