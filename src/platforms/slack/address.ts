import { webAddress } from "#chat";
import { LIMITS } from "./limits.ts";

/** A web address without the signs that end a link in Slack's markup; undefined for one that is none, or longer than Slack takes. */
export function address(url: string | undefined): string | undefined {
  const href = webAddress(url)?.replace(/[|<>]/g, encodeURIComponent);
  return href !== undefined && href.length <= LIMITS.url ? href : undefined;
}
