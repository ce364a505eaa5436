import { ApiError } from "./api-error.ts";
import type { SlackApp } from "./app.ts";
import type { Ids } from "./ids.ts";
import type { Workspace } from "./workspace.ts";

/** How long a rotating bot token lives, in seconds (docs.slack.dev, token rotation). */
export const TOKEN_LIFE = 43_200;

/** A token that Slack has given out. */
export type Token = {
  readonly value: string;
  readonly kind: "bot" | "app";
  /** The workspace it is for; none for an app-level token and for one of a whole organisation. */
  readonly team?: string;
  /** Set for an installation in a whole organisation. */
  readonly enterprise?: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970; none: it does not run out. */
  readonly expiresAt?: number;
  readonly refresh?: string;
  /** `gone` is what a token becomes when the app is uninstalled. */
  state: "live" | "revoked" | "gone";
};

/** All tokens of one fake. */
export type Tokens = {
  readonly all: readonly Token[];
  /** The newest live bot token of a workspace, or of its organisation. */
  bot(workspace: Workspace): Token | undefined;
  /** Gives out a bot token; `orgWide` makes it one of the workspace's organisation. */
  issue(
    workspace: Workspace,
    options?: {
      readonly scopes?: readonly string[];
      readonly orgWide?: boolean;
      readonly value?: string;
    },
  ): Token;
  /** A new token for a refresh token, which then is used up. */
  refresh(refresh: string): Token;
  /** The token behind a value, or the error that Slack has for it. */
  check(value: string | undefined): Token;
  /** Ends every token of a workspace, as an uninstallation (`gone`) or a revocation does. */
  end(workspace: Workspace, state: "revoked" | "gone"): readonly Token[];
};

/** Tokens of an app over the fake's clock. */
export function createTokens(app: SlackApp, ids: Ids, now: () => number): Tokens {
  const all: Token[] = [
    { value: app.appToken, kind: "app", scopes: ["connections:write"], state: "live" },
  ];
  const used = new Set<string>();
  const issue: Tokens["issue"] = (workspace, { scopes = app.scopes, orgWide, value } = {}) => {
    if (orgWide && !workspace.enterprise)
      throw new Error(`Workspace ${workspace.name} belongs to no organisation.`);
    const number = ids.count();
    const token: Token = {
      value: value ?? `${app.rotation ? "xoxe.xoxb-1" : "xoxb"}-${workspace.id}-${number}`,
      kind: "bot",
      ...(orgWide ? { enterprise: workspace.enterprise?.id ?? "" } : { team: workspace.id }),
      scopes,
      ...(app.rotation && {
        expiresAt: now() + TOKEN_LIFE * 1000,
        refresh: `xoxe-1-${workspace.id}-${number}`,
      }),
      state: "live",
    };
    all.push(token);
    return token;
  };
  const of = (workspace: Workspace) =>
    all.filter(
      ({ kind, team, enterprise }) =>
        kind === "bot" &&
        (team === workspace.id ||
          (enterprise !== undefined && enterprise === workspace.enterprise?.id)),
    );
  return {
    all,
    issue,
    bot: (workspace) => of(workspace).findLast(({ state }) => state === "live"),
    refresh(refresh) {
      const old = all.find((token) => token.refresh === refresh);
      if (!old || used.has(refresh) || old.state !== "live")
        throw new ApiError("invalid_refresh_token");
      used.add(refresh);
      const number = ids.count();
      const renewed: Token = {
        ...old,
        value: `xoxe.xoxb-1-${old.team ?? old.enterprise}-${number}`,
        expiresAt: now() + TOKEN_LIFE * 1000,
        refresh: `xoxe-1-${old.team ?? old.enterprise}-${number}`,
      };
      all.push(renewed);
      return renewed;
    },
    check(value) {
      if (!value) throw new ApiError("not_authed");
      const token = all.find((one) => one.value === value);
      if (!token) throw new ApiError("invalid_auth");
      if (token.state === "gone") throw new ApiError("account_inactive");
      if (token.state === "revoked") throw new ApiError("token_revoked");
      if (token.expiresAt !== undefined && token.expiresAt <= now())
        throw new ApiError("token_expired");
      return token;
    },
    end(workspace, state) {
      const ended = of(workspace).filter((token) => token.state === "live");
      for (const token of ended) token.state = state;
      return ended;
    },
  };
}
