import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { PlatformError } from "#chat";
import { commands } from "#commands";
import { ConfigError, readConfig } from "#config";
import { creationLink, manifestOf } from "./platforms/slack/index.ts";

const USAGE = "npm run manifest -- [--url https://your.address] [--socket] [--many] [--history]";

try {
  process.stdout.write(manifest(process.argv.slice(3)));
} catch (error) {
  process.stderr.write(`${sentence(error)}\n`);
  process.exitCode = 1;
}

/** The link that makes the Slack app, and the manifest that it is made from. */
function manifest(args: readonly string[]): string {
  const { values: asked } = parseArgs({
    args: [...args],
    options: {
      // Slack calls this address; without it the bot calls Slack (Socket Mode).
      url: { type: "string" },
      // Socket Mode although there is an address, which then serves the installation alone.
      socket: { type: "boolean", default: false },
      many: { type: "boolean", default: false },
      history: { type: "boolean", default: false },
    },
  });
  const { rootCommand: root, slack } = readConfig(process.env, (path) =>
    readFileSync(path, "utf8"),
  );
  const made = manifestOf({
    ...{ commands, root, socket: asked.socket || asked.url === undefined },
    ...(asked.url !== undefined && { url: asked.url }),
    oauth: asked.many || slack?.oauth !== undefined,
    history: asked.history || (slack?.history ?? false),
  });
  return `Open this link to make the Slack app, or paste the manifest below at https://api.slack.com/apps:\n\n${creationLink(made)}\n\n${JSON.stringify(made, undefined, 2)}\n`;
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PlatformError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `${reason}\nUsage: ${USAGE}`;
}
