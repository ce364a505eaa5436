import type { types } from "@slack/bolt";

/** Longest that one answer may take, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** What a response_url takes. */
type Said = {
  readonly text: string;
  readonly blocks?: readonly types.KnownBlock[];
  readonly response_type?: "ephemeral" | "in_channel";
  readonly replace_original?: boolean;
  readonly thread_ts?: string;
};

/** An answer that a response_url did not take. */
export class RespondError extends Error {
  override readonly name = "RespondError";
  /** Whether another wording of it may be taken. */
  readonly malformed: boolean;
  /** Milliseconds after which it may be taken, where Slack said so. */
  readonly retryAfter: number | undefined;

  constructor({ status, headers }: Response, said: string) {
    super(`The response_url answered with HTTP ${status}`);
    const seconds = Number(headers.get("retry-after") ?? Number.NaN);
    this.retryAfter = status === 429 && seconds >= 0 ? seconds * 1000 : undefined;
    this.malformed =
      status === 400 || /invalid_blocks|invalid_arguments|too_long|no_text/.test(said);
  }
}

/**
 * Answers through a response_url. Bolt's own way has no time limit and would unfold links.
 * @throws RespondError when Slack does not take it, and whatever fetch throws
 */
export async function respond(url: string, said: Said): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ ...said, unfurl_links: false, unfurl_media: false }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body = await response.text();
  if (!response.ok || saysNo(body)) throw new RespondError(response, body);
}

/** Slack refuses some answers with HTTP 200 and `{"ok":false}`, as its methods do (hndrs/slack-spring-boot-starter#343); a web page is none of its answers. */
function saysNo(body: string): boolean {
  return /^\s*(?:<|\{\s*"ok"\s*:\s*false\b)/.test(body);
}
