import type { MiddlewareHandler } from "hono";

/** Addresses that only this machine reaches. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a port opened at this address is open to this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Answers under the names of this machine alone, and under `others`. A port that is open to this machine
 * is not open to pages in its browsers, but a page can have a name of its own lead here (DNS
 * rebinding) and would then be let read everything; its name betrays it.
 */
export function onlyNamed(others: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    const named = context.req.header("host") ?? "";
    const same = URL.parse(`http://${named}`)?.hostname === hostname;
    if (same && (isLoopback(hostname) || others.includes(hostname))) return await next();
    return context.text(
      "I answer as localhost alone: open me under that name, or set PUBLIC_URL to the address that a proxy gives me.\n",
      421,
    );
  };
}
