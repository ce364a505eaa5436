import { parseBody } from "../body.ts";
import type { Core } from "../core.ts";
import { ApiFailure, failed, plainly } from "../failure.ts";
import { ACCOUNT } from "./account.ts";
import { CALLBACKS } from "./callbacks.ts";
import { CHANNELS } from "./channels.ts";
import { COMMANDS } from "./commands.ts";
import { GUILDS } from "./guilds.ts";
import { MESSAGES } from "./messages.ts";
import { type Answer, type Params, paramsOf, type Route } from "./route.ts";
import { THREADS } from "./threads.ts";
import { WEBHOOKS } from "./webhooks.ts";

const ROUTES: readonly Route[] = [
  ...ACCOUNT,
  ...COMMANDS,
  ...GUILDS,
  ...CHANNELS,
  ...MESSAGES,
  ...THREADS,
  ...CALLBACKS,
  ...WEBHOOKS,
];

/** reference, Uploading Files: 10 MiB where nobody paid for more. */
const LARGEST_FILE = 10_485_760;

/** A request as the server received it. */
export type Request = {
  readonly method: string;
  /** Decoded, below /api/v10. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly authorization: string | undefined;
};

/** What goes back: headers are those of the rate limits. */
export type Reply = Answer & {
  readonly headers: Readonly<Record<string, string>>;
  /** The request's JSON and file names, as far as they could be read. */
  readonly read: { readonly json: unknown; readonly files: readonly string[] };
};

/** Answers one request by the rules; what broke them is entered in the list of refusals. */
export async function answer(request: Request, core: Core): Promise<Reply> {
  let headers: Readonly<Record<string, string>> = {};
  let read: Reply["read"] = { json: undefined, files: [] };
  try {
    const { route, params } = find(request);
    authorize(route, request, core);
    const rate = core.rates.check(
      `${route.method} ${route.pattern}`,
      params.channel ?? params.guild ?? "",
      route.auth !== "none",
    );
    headers = rate.headers;
    if (rate.retryAfter !== undefined) {
      return { ...limited(rate.retryAfter, rate.global ?? false, headers), read };
    }
    const { json, files } = await parseBody(request.bytes, request.contentType);
    read = { json, files: files.map(({ name }) => name) };
    if (files.some(({ bytes }) => bytes.length > LARGEST_FILE)) throw failed(40005);
    const { query } = request;
    return { ...route.run({ params, query, body: json, files }, core), headers, read };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.rule) refuse(error, request, read.json, core);
    return { status: error.status, body: error.body(), headers, read };
  }
}

/** A 429 with its header, in seconds. */
export function limited(
  retryAfter: number,
  global: boolean,
  headers: Readonly<Record<string, string>>,
): Answer & { readonly headers: Readonly<Record<string, string>> } {
  return {
    status: 429,
    headers: {
      ...headers,
      "Retry-After": String(Math.ceil(retryAfter)),
      ...(global ? { "X-RateLimit-Global": "true" } : {}),
    },
    body: { message: "You are being rate limited.", retry_after: retryAfter, global },
  };
}

function find({ method, path }: Request): {
  readonly route: Route;
  readonly params: Params;
} {
  const fitting = ROUTES.flatMap((route) => {
    const params = paramsOf(route.pattern, path);
    return params ? [{ route, params }] : [];
  });
  const found = fitting.find(({ route }) => route.method === method);
  if (found) return found;
  throw fitting.length > 0
    ? plainly(405, "Method Not Allowed", true)
    : plainly(404, "Not Found", true);
}

function authorize(route: Route, { authorization }: Request, core: Core): void {
  if (route.auth === "none" && authorization !== undefined) {
    throw new ApiFailure(
      400,
      0,
      "This route takes no Authorization: its token is in the path",
      true,
    );
  }
  const token = core.token();
  const good = token !== undefined && authorization === `Bot ${token}`;
  if (route.auth === "bot" && !good) throw plainly(401, "Unauthorized");
}

function refuse(failure: ApiFailure, { method, path }: Request, body: unknown, core: Core): void {
  const { status, code, message, errors } = failure;
  core.refusals.push({ method, path, status, code, message, body, ...(errors ? { errors } : {}) });
}
