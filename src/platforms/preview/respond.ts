import type { ServerResponse } from "node:http";

/**
 * Nothing of a page of ours may come from elsewhere or go there, and no page may show it in a frame;
 * scripts and styles are files of ours, so that nothing in an answer could ever run.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // Files change with the bot, and answers with everything.
  "cache-control": "no-cache",
} as const;

/** Ends a response with a page or a file of one. */
export function respond(
  response: ServerResponse,
  {
    status = 200,
    type,
    body,
  }: { readonly status?: number; readonly type: string; readonly body: string },
): void {
  response.writeHead(status, { ...HEADERS, "content-type": `${type}; charset=utf-8` });
  response.end(body);
}

/** Ends a response with JSON. */
export function respondJson(response: ServerResponse, body: unknown, status = 200): void {
  respond(response, { status, type: "application/json", body: JSON.stringify(body) });
}
