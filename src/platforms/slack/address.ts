import { LIMITS } from "./limits.ts";

/**
 * An http(s) address in printable ASCII as the URL standard writes it, without the signs that end a
 * link in Slack's markup; undefined for anything else, and for what is longer than Slack takes.
 */
export function webAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return undefined;
  const href = parsed.href.replace(/[|<>]/g, encodeURIComponent);
  return href.length <= LIMITS.url ? href : undefined;
}
