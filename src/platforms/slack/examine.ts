import { webApi } from "@slack/bolt";
import { type CommandCard, type Finding, PlatformError } from "#chat";
import { isHidden } from "./barred.ts";
import { botName } from "./bot-name.ts";
import { clientOptions } from "./client-options.ts";
import { createLogger } from "./logger.ts";
import { manifestOf } from "./manifest.ts";
import { oneWorkspace } from "./one-workspace.ts";
import type { SlackOptions } from "./options.ts";

/** What to look at: the commands that need scopes, and the channels that get a daily post. */
export type Examined = {
  readonly root: string;
  readonly commands: readonly CommandCard[];
  readonly channels: readonly { readonly tenant: string; readonly channel: string }[];
};

/** The SDK's own words say nothing that the findings don't. */
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** Looks at the tokens, the scopes, the socket and each channel; changes nothing. */
export async function* examineSlack(
  config: SlackOptions["config"],
  { root, commands, channels }: Examined,
): AsyncGenerator<Finding> {
  const made = () => clientOptions(config.apiUrl, createLogger(SILENT));
  if (config.appToken) yield await socket(new webApi.WebClient(config.appToken, made()));
  if (!config.botToken) {
    yield {
      ...{ about: "Slack", state: "off" },
      said: "Tokens of the workspaces that installed it are looked at when they are used.",
    };
    return;
  }
  const manifest = manifestOf({ commands, root, socket: true, history: config.history });
  const scopes = manifest.oauth_config.scopes.bot;
  const about = "Slack";
  try {
    const { tenant, client: clientFor } = await oneWorkspace({
      ...{ token: config.botToken, scopes, clientOptions: made() },
    });
    const client = await clientFor(tenant);
    yield {
      about,
      state: "well",
      said: `The bot token is good for workspace ${tenant}, with every scope.`,
    };
    for (const { channel } of channels.filter((one) => one.tenant === tenant))
      yield await reachable(client, channel);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    yield { about, state: "ill", said: "The bot can't be used there.", cure: error.message };
  }
}

async function socket(client: webApi.WebClient): Promise<Finding> {
  const about = "Slack socket";
  try {
    await client.apps.connections.open();
    return { about, state: "well", said: "Socket Mode can be opened." };
  } catch (error) {
    const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
    return code === undefined
      ? {
          ...{ about, state: "ill", said: "Slack can't be reached." },
          cure: "Check the network and SLACK_API_URL, then look again.",
        }
      : {
          ...{ about, state: "ill", said: `Socket Mode is refused (${code}).` },
          cure: "Turn Socket Mode on in your app, and make an app-level token with connections:write for SLACK_APP_TOKEN.",
        };
  }
}

async function reachable(client: webApi.WebClient, channel: string): Promise<Finding> {
  const about = `Slack channel ${channel}`;
  if (!(await isHidden(client, channel)))
    return { about, state: "well", said: "The daily post may go there." };
  return {
    ...{ about, state: "ill", said: "The bot can't see it." },
    cure: `Type /invite @${await botName(client)} there, or subscribe another channel.`,
  };
}
