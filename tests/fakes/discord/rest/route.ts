import type { Core } from "../core.ts";
import type { Json } from "../json.ts";
import type { Upload } from "../world/messages.ts";

/** The variable parts of a path, by the names the patterns give them. */
export type Params = Readonly<
  Partial<
    Record<
      "application" | "channel" | "guild" | "interaction" | "message" | "token" | "user",
      string
    >
  >
>;

/** A request as a route reads it. */
export type Call = {
  readonly params: Params;
  readonly query: URLSearchParams;
  /** Parsed; an empty object if there was none. */
  readonly body: unknown;
  readonly files: readonly Upload[];
};

/** What a route answers; no body goes with 204. */
export type Answer = { readonly status: number; readonly body?: unknown };

/** Whether a route wants the bot's token: "none" means that it must come without. */
export type Auth = "bot" | "none" | "either";

/** One route of the REST API. */
export type Route = {
  readonly method: string;
  /** Below /api/v10; parts that begin with `:` are parameters. */
  readonly pattern: string;
  readonly auth: Auth;
  /** @throws ApiFailure */
  run(call: Call, core: Core): Answer;
};

/** Makes a route that wants the bot's token. */
export function route(
  request: `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`,
  run: Route["run"],
  auth: Auth = "bot",
): Route {
  const [method = "", pattern = ""] = request.split(" ");
  return { method, pattern, auth, run };
}

/** 200 with a body. */
export function ok(body: Json | readonly unknown[]): Answer {
  return { status: 200, body };
}

/** The parameters of a path, if it fits the pattern. */
export function paramsOf(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":") && value) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
