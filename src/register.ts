import { readFileSync } from "node:fs";
import { commands } from "#commands";
import { ConfigError, readConfig } from "#config";
import { currentApplicationId, register, restOf } from "./platforms/discord/index.ts";

process.exitCode = await run(process.argv.slice(3)).catch((error: unknown) => {
  process.stderr.write(`${sentence(error)}\n`);
  return 1;
});

/** Registers the commands with Discord, or with `--dry-run` tells what would change. */
async function run(args: readonly string[]): Promise<number> {
  const dryRun = args.includes("--dry-run");
  const { discord, rootCommand: root } = readConfig(process.env, (path) =>
    readFileSync(path, "utf8"),
  );
  if (!discord) throw new ConfigError("DISCORD_TOKEN is not set: put it into .env first.");
  const rest = restOf(discord);
  const { guildId, applicationId = await currentApplicationId(rest) } = discord;
  const lines = await register(rest, { applicationId, guildId, commands, root, dryRun });
  const where = guildId ? `server ${guildId}` : "every server";
  const done = dryRun ? "would change" : "registered";
  const said =
    lines.length > 0 ? `${lines.join("\n")}\n${lines.length} facts ${done}` : "No change";
  process.stdout.write(`${said} for /${root} in ${where}.\n`);
  return 0;
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `The commands could not be registered: ${reason}`;
}
