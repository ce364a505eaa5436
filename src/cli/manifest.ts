import { parseArgs } from "node:util";
import { UserError } from "#chat";
import { commands } from "#commands";
import type { Config } from "#config";
import { creationLink, manifestOf } from "../platforms/slack/index.ts";
import { runTool } from "./run-tool.ts";

const USAGE = "npm run manifest -- [--url https://your.address] [--socket] [--many] [--history]";

const OPTIONS = {
  // Slack calls this address; without it the bot calls Slack (Socket Mode).
  url: { type: "string" },
  // Socket Mode although there is an address, which then serves the installation alone.
  socket: { type: "boolean", default: false },
  many: { type: "boolean", default: false },
  history: { type: "boolean", default: false },
} as const;

/** `npm run manifest`: the link that makes the Slack app, and the manifest that it is made from. */
await runTool("The manifest could not be made", async (args, config) => {
  process.stdout.write(manifest(read(args), config));
  return 0;
});

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\nUsage: ${USAGE}`);
  }
}

function manifest(asked: ReturnType<typeof read>, { rootCommand: root, slack }: Config): string {
  const made = manifestOf({
    ...{ commands, root, socket: asked.socket || asked.url === undefined },
    ...(asked.url !== undefined && { url: asked.url }),
    oauth: asked.many || slack?.oauth !== undefined,
    history: asked.history || (slack?.history ?? false),
  });
  return `Open this link to make the Slack app, or paste the manifest below at https://api.slack.com/apps:\n\n${creationLink(made)}\n\n${JSON.stringify(made, undefined, 2)}\n`;
}
