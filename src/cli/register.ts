import { commands } from "#commands";
import { ConfigError } from "#config";
import { currentApplicationId, register, restOf } from "../platforms/discord/index.ts";
import { runTool } from "./run-tool.ts";

/** `npm run register`: registers the commands with Discord, or with `--dry-run` tells what would change. */
await runTool("The commands could not be registered", async (args, config) => {
  const dryRun = args.includes("--dry-run");
  const { discord, rootCommand: root } = config;
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
});
