import { ApiError } from "./api-error.ts";
import type { SlackApp } from "./app.ts";
import type { Ids } from "./ids.ts";
import type { User, Workspace } from "./workspace.ts";

/** How long a code can be exchanged, in milliseconds (docs.slack.dev, oauth.v2.access). */
const CODE_LIFE = 10 * 60_000;

/** What somebody allowed on the authorize page. */
type Grant = {
  readonly workspace: Workspace;
  readonly user: User;
  readonly scopes: readonly string[];
  readonly redirectUri: string | undefined;
  readonly orgWide: boolean;
};

/** Who answers the authorize page next, and how. */
type Answer = {
  readonly workspace?: Workspace;
  readonly user?: User;
  /** For the whole organisation. */
  readonly orgWide?: boolean;
  readonly deny?: boolean;
};

/** The OAuth side of one fake. */
export type Installs = {
  /** How the next authorize page is answered; without it the first workspace's owner allows. */
  next(answer: Answer): void;
  /** Answers an authorize page: where the browser is sent, or what is wrong with the request. */
  authorize(query: URLSearchParams): { readonly location: string } | { readonly problem: string };
  /** The grant behind a code, once; throws ApiError as oauth.v2.access does. */
  exchange(code: string | undefined, redirectUri: string | undefined): Grant;
};

/** No grants yet; `home` is the workspace that installs when nobody says another. */
export function createInstalls(options: {
  readonly app: SlackApp;
  readonly ids: Ids;
  readonly now: () => number;
  readonly home: (team: string | null) => Workspace;
}): Installs {
  const { app, ids, now, home } = options;
  const grants = new Map<string, Grant & { readonly at: number; used: boolean }>();
  const answers: Answer[] = [];
  return {
    next: (answer) => void answers.push(answer),
    authorize(query) {
      const problem = faultOf(app, query);
      if (problem) return { problem };
      const answer = answers.shift() ?? {};
      const redirectUri = query.get("redirect_uri") ?? undefined;
      const back = new URL(redirectUri ?? app.redirectUrls[0] ?? "");
      const state = query.get("state");
      if (state !== null) back.searchParams.set("state", state);
      if (answer.deny) {
        back.searchParams.set("error", "access_denied");
        return { location: back.href };
      }
      const workspace = answer.workspace ?? home(query.get("team"));
      const code = `${ids.count()}.${ids.count()}.code`;
      const scopes = (query.get("scope") ?? "").split(",").filter(Boolean);
      grants.set(code, {
        workspace,
        user: answer.user ?? workspace.user("olga"),
        scopes,
        redirectUri,
        orgWide: answer.orgWide ?? false,
        at: now(),
        used: false,
      });
      back.searchParams.set("code", code);
      return { location: back.href };
    },
    exchange(code, redirectUri) {
      const grant = grants.get(code ?? "");
      if (!grant) throw new ApiError("invalid_code");
      if (grant.used) throw new ApiError("code_already_used");
      if (now() - grant.at > CODE_LIFE) throw new ApiError("invalid_code");
      if (grant.redirectUri !== redirectUri) throw new ApiError("bad_redirect_uri");
      grant.used = true;
      return grant;
    },
  };
}

function faultOf(app: SlackApp, query: URLSearchParams): string | undefined {
  if (query.get("client_id") !== app.clientId) return "invalid_client_id";
  if (!query.get("scope") && !query.get("user_scope")) return "invalid_scope";
  const back = query.get("redirect_uri");
  if (back === null) return app.redirectUrls.length > 0 ? undefined : "bad_redirect_uri";
  const known =
    app.redirectUrls.length === 0 || app.redirectUrls.some((url) => back.startsWith(url));
  return known && URL.canParse(back) ? undefined : "bad_redirect_uri";
}
