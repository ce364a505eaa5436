import { ApiError } from "../api-error.ts";
import { type Fields, textIn } from "../fields.ts";
import { TOKEN_LIFE, type Token } from "../tokens.ts";
import type { Workspace } from "../workspace.ts";
import type { Method, Request } from "./method.ts";

/** Whose token this is. */
export const test: Method = {
  token: "bot",
  scopes: [],
  tier: "none",
  run: ({ stage, token, workspace: { id, name, domain, enterprise, botUser, botId } }) => ({
    url: `https://${domain}.slack.com/`,
    team: name,
    user: stage.app.name.toLowerCase(),
    team_id: id,
    user_id: botUser,
    bot_id: botId,
    ...(enterprise && { enterprise_id: enterprise.id }),
    is_enterprise_install: token.enterprise !== undefined,
  }),
};

/** Ends the token that asks. */
export const revoke: Method = {
  token: "bot",
  scopes: [],
  tier: 3,
  run({ args, token }) {
    const trial = textIn(args, "test");
    if (trial === "1" || trial === "true") return { revoked: false };
    token.state = "revoked";
    return { revoked: true };
  },
};

/** Takes the app out of the workspace. */
export const uninstall: Method = {
  token: "bot",
  scopes: [],
  tier: 1,
  run(request) {
    knowsApp(request);
    request.stage.tokens.end(request.workspace, "gone");
    return {};
  },
};

/** The address of a Socket Mode connection. */
export const openConnection: Method = {
  token: "app",
  scopes: ["connections:write"],
  tier: 1,
  run: ({ stage }) => ({
    url: `${stage.url().replace("http", "ws")}/link/?ticket=${stage.tickets.issue()}&app_id=${stage.app.id}`,
  }),
};

/** Exchanges a code, or a refresh token, for a bot token. */
export const access: Method = {
  token: "none",
  scopes: [],
  tier: "none",
  run(request) {
    const { stage, args } = request;
    knowsApp(request);
    const grantType = textIn(args, "grant_type") ?? "authorization_code";
    if (grantType === "refresh_token") {
      const token = stage.tokens.refresh(textIn(args, "refresh_token") ?? "");
      return granted(request, token, workspaceOf(request, token));
    }
    if (grantType !== "authorization_code") throw new ApiError("invalid_grant_type");
    const grant = stage.installs.exchange(textIn(args, "code"), textIn(args, "redirect_uri"));
    const { workspace, scopes, orgWide, user } = grant;
    const token = stage.tokens.issue(workspace, { scopes, orgWide });
    return { ...granted(request, token, workspace), authed_user: { id: user.id } };
  },
};

function workspaceOf({ stage }: Request, { team, enterprise }: Token): Workspace {
  const all = [...stage.world.workspaces.values()];
  const found = all.find((one) => (team ? one.id === team : one.enterprise?.id === enterprise));
  if (!found) throw new ApiError("team_not_found");
  return found;
}

function granted({ stage }: Request, token: Token, workspace: Workspace): Fields {
  const { enterprise } = workspace;
  return {
    app_id: stage.app.id,
    token_type: "bot",
    access_token: token.value,
    scope: token.scopes.join(","),
    bot_user_id: workspace.botUser,
    ...(token.refresh && { refresh_token: token.refresh, expires_in: TOKEN_LIFE }),
    team: token.enterprise ? null : { id: workspace.id, name: workspace.name },
    enterprise: enterprise ?? null,
    is_enterprise_install: token.enterprise !== undefined,
  };
}

function knowsApp({ stage, args }: Request): void {
  if (textIn(args, "client_id") !== stage.app.clientId) throw new ApiError("invalid_client_id");
  if (textIn(args, "client_secret") !== stage.app.clientSecret)
    throw new ApiError("bad_client_secret");
}
