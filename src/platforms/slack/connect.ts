import type { Logger } from "@slack/bolt";
import { type CommandCard, PlatformError } from "#chat";
import { clientOptions } from "./client-options.ts";
import { createInstallations } from "./installations.ts";
import { manifestOf } from "./manifest.ts";
import { manyWorkspaces } from "./many-workspaces.ts";
import { createOAuth, type OAuth } from "./oauth.ts";
import { oneWorkspace } from "./one-workspace.ts";
import type { SlackOptions } from "./options.ts";
import { createSeal } from "./seal.ts";
import type { Workspaces } from "./workspaces.ts";

/**
 * The workspaces that the settings name, and the pages to install the bot in more of them, with the
 * scopes that these commands need.
 * @throws PlatformError when Slack refuses the token
 */
export async function connect(
  options: SlackOptions,
  commands: readonly CommandCard[],
  logger: Logger,
): Promise<{ readonly workspaces: Workspaces; readonly oauth?: OAuth }> {
  const { config, root, installations: rows, log, now } = options;
  const { apiUrl, botToken, oauth } = config;
  // The scopes are the same for both ways of reaching Slack, and of this one nothing else is asked.
  const manifest = manifestOf({ commands, root, socket: true, history: config.history });
  const scopes = manifest.oauth_config.scopes.bot;
  const made = () => clientOptions(apiUrl, logger);
  if (botToken)
    return { workspaces: await oneWorkspace({ token: botToken, scopes, clientOptions: made() }) };
  if (!oauth)
    throw new PlatformError("Slack needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces.");
  const { secretKey, ...client } = oauth;
  const seal = createSeal(secretKey);
  const installations = createInstallations({ rows, seal, log, now });
  const pages = createOAuth({
    ...{ apiUrl, ...client, scopes, root, store: installations, logger, log },
    clientOptions: made(),
  });
  const { installer } = pages;
  const workspaces = manyWorkspaces({ installer, installations, clientOptions: made });
  return { workspaces, oauth: pages };
}
