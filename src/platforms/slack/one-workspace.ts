import { webApi } from "@slack/bolt";
import { PlatformError, PostError } from "#chat";
import { isPassing } from "./passing.ts";
import type { Workspaces } from "./workspaces.ts";

/** What is wrong with the bot token, by Slack's error. */
const CURES: Readonly<Record<string, string>> = {
  invalid_auth: "SLACK_BOT_TOKEN is not valid",
  not_authed: "SLACK_BOT_TOKEN is not valid",
  token_revoked: "SLACK_BOT_TOKEN was revoked",
  token_expired: "SLACK_BOT_TOKEN has run out: turn token rotation off for one workspace",
  account_inactive: "SLACK_BOT_TOKEN belongs to an app that was removed from its workspace",
  not_allowed_token_type: "SLACK_BOT_TOKEN is no bot token",
};

/**
 * The one workspace whose bot token is in the settings. `scopes` are those that the bot can't do without.
 * @throws PlatformError when Slack refuses the token, or it lacks scopes
 */
export async function oneWorkspace(options: {
  readonly token: string;
  readonly scopes: readonly string[];
  readonly clientOptions: webApi.WebClientOptions;
}): Promise<Workspaces & { readonly tenant: string }> {
  const { token, scopes } = options;
  const client = new webApi.WebClient(token, options.clientOptions);
  const who = await client.auth.test().catch((error: unknown) => {
    throw new PlatformError(cureOf(error), { passing: isPassing(error), cause: error });
  });
  const granted = who.response_metadata?.scopes;
  const missing = granted ? scopes.filter((scope) => !granted.includes(scope)) : [];
  if (missing.length > 0)
    throw new PlatformError(
      `The Slack app lacks the scopes ${missing.join(", ")}: take over the new manifest, then reinstall the app.`,
    );
  const { team_id: teamId = "", user_id: userId, bot_id: botId } = who;
  // A token of a whole organisation speaks for the workspace that sent something.
  const everywhere = who.is_enterprise_install === true;
  return {
    tenant: teamId,
    authorize: async (source) => ({
      botToken: token,
      ...(botId && { botId }),
      ...(userId && { botUserId: userId }),
      ...(everywhere ? source.teamId && { teamId: source.teamId } : { teamId }),
    }),
    async client(tenant) {
      if (tenant === teamId || everywhere) return client;
      throw new PostError(
        "auth",
        `SLACK_BOT_TOKEN is for the workspace ${teamId}, not for ${tenant}: set the token of that one.`,
      );
    },
    forget: async (whose) => [whose],
  };
}

function cureOf(error: unknown): string {
  const where = "copy the Bot User OAuth Token from OAuth & Permissions of your app.";
  if (!(error instanceof webApi.WebAPIPlatformError))
    return "Slack can't be reached: check the network and SLACK_API_URL.";
  const { error: code } = error.data;
  const cure = CURES[code];
  return cure ? `${cure}: ${where}` : `Slack refuses SLACK_BOT_TOKEN (${code}): ${where}`;
}
