import { DefaultRestOptions, type RESTOptions } from "discord.js";
import type { Refusals } from "#chat";

/** Longest that a first response may take before it is sent once more, in milliseconds: it must arrive within 3 seconds. */
const FIRST_RESPONSE_MS = 1_000;

/**
 * Sends a request as discord.js does, with two kinds of failure made known to it as worth another try: a
 * connection that the other side closed, as happens to any that was kept open, and a first response to
 * an interaction without an answer within a second. Discord takes each first response once.
 */
export const makeRequest: RESTOptions["makeRequest"] = async (url, init) => {
  const late = FIRST_RESPONSE.test(url) ? AbortSignal.timeout(FIRST_RESPONSE_MS) : undefined;
  const signal = AbortSignal.any([init.signal, late].filter((one) => one instanceof AbortSignal));
  try {
    const response = await request(url, { ...init, signal });
    // discord.js sends it again then.
    if (late && response.status >= 500) repeated.add(url);
    return response;
  } catch (cause) {
    if (!late?.aborted && codeOf(cause) !== "UND_ERR_SOCKET") throw cause;
    if (late) repeated.add(url);
    // What discord.js sends again at once, up to three times.
    throw Object.assign(new Error("The connection broke", { cause }), { code: "ECONNRESET" });
  }
};

/** Addresses of first responses that were sent more than once; each is asked about once. */
const repeated = new Set<string>();

/** Whether the first response at this address was sent more than once, so that Discord may have taken an earlier one. */
export function wasRepeated(url: string): boolean {
  return repeated.delete(url);
}

/** Sends a request as discord.js does, and counts what is refused. */
export function counting(refusals: Refusals): RESTOptions["makeRequest"] {
  return async (url, init) => {
    const response = await request(url, init);
    refusals.seen(response.status);
    return response;
  };
}

/**
 * Sends a request as discord.js does, a form as its bytes: what sends it is the undici that was loaded first in the
 * process, which may be Slack's, and that knows no form but its own.
 */
const request: RESTOptions["makeRequest"] = async (url, init) => {
  if (!(init.body instanceof FormData)) return await DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = new Headers(init.headers as Record<string, string>);
  headers.set("content-type", form.headers.get("content-type") ?? "");
  const body = new Uint8Array(await form.arrayBuffer());
  return await DefaultRestOptions.makeRequest(url, {
    ...init,
    body,
    headers: Object.fromEntries(headers),
  });
};

const FIRST_RESPONSE = /\/interactions\/[^/]+\/[^/]+\/callback(?:\?|$)/;

/** Codes of a connection that was never made, so that nothing was sent. */
const NEVER_SENT = new Set<unknown>([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a request that failed without an answer may have arrived. */
export function wasSent(error: unknown): boolean {
  return !NEVER_SENT.has(codeOf(error));
}

/** undici wraps what went wrong below it. */
function codeOf(error: unknown): unknown {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
}
