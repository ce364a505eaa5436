import { ApiError } from "./api-error.ts";
import type { Backstage, Call } from "./backstage.ts";
import { type Fields, fieldsIn, isFields, listIn, textIn } from "./fields.ts";
import { METHODS } from "./methods/index.ts";
import { type Method, need, type Request } from "./methods/method.ts";
import type { Token } from "./tokens.ts";
import type { Workspace } from "./workspace.ts";

/** The HTTP side of an answer. */
export type ApiAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Fields;
};

/** History of a commercial app outside the Marketplace, a minute (docs.slack.dev, rate limits, 2025-05-29). */
const COMMERCIAL_HISTORY = 1;

const NOBODY: Token = { value: "", kind: "bot", scopes: [], state: "live" };

/** Answers one request to the Web API, and remembers it with its answer. */
export async function answerApi(
  stage: Backstage,
  asked: { readonly method: string; readonly args: Fields; readonly token: string | undefined },
): Promise<ApiAnswer> {
  const call: Call = { ...asked, at: stage.now() };
  stage.calls.push(call);
  const warnings: string[] = [];
  const method = Object.hasOwn(METHODS, asked.method) ? METHODS[asked.method] : undefined;
  const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
  const done = (status: number, body: Fields): ApiAnswer => {
    call.answer = body;
    return { status, headers, body };
  };
  try {
    if (!method) throw new ApiError("unknown_method", { req_method: asked.method });
    const token = method.token === "none" ? NOBODY : checkToken(stage, method, asked.token);
    if (token !== NOBODY) {
      headers["x-oauth-scopes"] = token.scopes.join(",");
      headers["x-accepted-oauth-scopes"] = method.scopes.join(",");
    }
    need(token, ...method.scopes);
    const workspace = workspaceOf(stage, token, asked.args);
    const warn = (warning: string) => void warnings.push(warning);
    const request: Request = { stage, args: asked.args, token, workspace, warn };
    const seconds = waitFor(request, asked.method, method);
    if (seconds !== undefined) {
      headers["retry-after"] = String(seconds);
      return done(429, { ok: false, error: "ratelimited" });
    }
    return done(200, { ok: true, ...withWarnings(await method.run(request), warnings) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refused(stage, asked.method, asked.args, error);
    return done(200, { ok: false, error: error.error, ...error.more });
  }
}

/** Keeps a refusal where a test can find it. */
export function refused(stage: Backstage, method: string, sent: Fields, error: ApiError): void {
  const { more } = error;
  const messages = listIn(fieldsIn(more, "response_metadata"), "messages");
  const needed = textIn(more, "needed");
  const details = [...messages.map(String), ...(needed ? [`needs the scope ${needed}`] : [])];
  stage.refuse({ method, error: error.error, details, ours: false, sent });
}

function checkToken(stage: Backstage, method: Method, value: string | undefined): Token {
  const token = stage.tokens.check(value);
  if (token.kind !== method.token) throw new ApiError("not_allowed_token_type");
  return token;
}

/** An organisation's token speaks for the workspace that the request is about. */
function workspaceOf(stage: Backstage, token: Token, args: Fields): Workspace {
  const all = [...stage.world.workspaces.values()];
  const asked = textIn(args, "team_id");
  const first = all[0];
  if (!first) throw new ApiError("team_not_found");
  if (token.team) return stage.world.workspace(token.team);
  if (!token.enterprise) return first;
  const own = all.filter(({ enterprise }) => enterprise?.id === token.enterprise);
  if (asked) {
    const named = own.find(({ id }) => id === asked);
    if (!named) throw new ApiError("team_access_not_granted");
    return named;
  }
  const ids = ["channel", "user", "user_id", "users"].map((name) => textIn(args, name) ?? "");
  const touched = own.find(({ channels, users }) =>
    ids.some((id) => channels.has(id) || users.has(id)),
  );
  const triggered = stage.triggers.peek(textIn(args, "trigger_id"))?.workspace;
  const found = triggered ?? touched ?? own[0];
  if (!found) throw new ApiError("team_not_found");
  return found;
}

function waitFor({ stage, args, workspace }: Request, name: string, { tier }: Method) {
  const limited =
    stage.app.distribution === "commercial" && /^conversations\.(history|replies)$/.test(name);
  return stage.rates.wait({
    method: name,
    tier,
    team: workspace.id,
    channel: textIn(args, "channel") ?? "",
    ...(limited && { perMinute: COMMERCIAL_HISTORY }),
  });
}

function withWarnings(answer: Fields, warnings: readonly string[]): Fields {
  if (warnings.length === 0) return answer;
  const { response_metadata: metadata } = answer;
  return {
    ...answer,
    warning: warnings.join(","),
    response_metadata: { ...(isFields(metadata) && metadata), warnings },
  };
}
