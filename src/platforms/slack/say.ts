import { setTimeout as pause } from "node:timers/promises";
import { webApi } from "@slack/bolt";
import type { Log, Reply } from "#chat";
import { outcomeOf } from "./post-faults.ts";
import { type Drawn, plainText } from "./render.ts";
import { RespondError, respond } from "./respond.ts";
import type { Scene } from "./scene.ts";

/** How an answer is given. */
export type Tone = {
  /** For its asker alone. */
  readonly privately: boolean;
  /** In place of the message that was pressed. */
  readonly over?: boolean;
};

/** Longest that an answer waits for a Slack that limits us, in milliseconds. */
const LONGEST_WAIT_MS = 10_000;

/** One way to give an answer; rejects when Slack does not take it. */
type Way = (said: Drawn) => Promise<void>;

/**
 * Gives an answer where it was asked: through the response_url, which works in every channel, else by
 * the Web API. What Slack can't read goes out as plain text; a failure of all of that is logged. Never rejects.
 */
export async function say(
  log: Log,
  scene: Scene,
  reply: Reply,
  drawn: Drawn,
  tone: Tone,
): Promise<void> {
  const { tenant } = scene;
  const plain: Drawn = { text: plainText(reply), blocks: [] };
  const ways = waysOf(scene, tone);
  // Once more where Slack only asked to slow down.
  for (let tries = 2; tries > 0; tries--) {
    let wait = Number.POSITIVE_INFINITY;
    for (const way of ways) {
      const why = await tryWay(way, [drawn, plain], log, tenant);
      if (why === undefined) return;
      wait = Math.min(wait, waitOf(why));
    }
    if (wait > LONGEST_WAIT_MS) break;
    await pause(wait, undefined, { ref: false });
  }
  log.error({ tenant }, "An answer could not be given");
}

/** Why a way did not work; undefined when it did. */
async function tryWay(
  way: Way,
  wordings: readonly Drawn[],
  log: Log,
  tenant: string,
): Promise<unknown> {
  let why: unknown;
  for (const said of wordings) {
    try {
      return void (await way(said));
    } catch (error) {
      log.warn({ err: error, tenant }, "Slack did not take an answer");
      why = error;
      if (!isMalformed(error)) break;
    }
  }
  return why;
}

function waysOf(scene: Scene, { privately, over }: Tone): Way[] {
  const { client, url, channel, by } = scene;
  const thread = scene.thread ?? (privately ? undefined : scene.begins);
  const inThread = thread && !over ? { thread_ts: thread } : {};
  const where = over
    ? { replace_original: true }
    : ({ response_type: privately ? "ephemeral" : "in_channel", replace_original: false } as const);
  const byUrl =
    (to: string): Way =>
    (said) =>
      respond(to, { ...fieldsOf(said), ...where, ...inThread });
  const byMethod =
    (to: string): Way =>
    async (said) => {
      const fields = { ...fieldsOf(said), channel: to, ...inThread };
      if (privately || over) await client.chat.postEphemeral({ ...fields, user: by.id });
      else await client.chat.postMessage({ ...fields, unfurl_links: false, unfurl_media: false });
    };
  return [...(url ? [byUrl(url)] : []), ...(channel ? [byMethod(channel)] : [])];
}

function fieldsOf({ text, blocks }: Drawn) {
  return { text, ...(blocks.length > 0 && { blocks: [...blocks] }) };
}

function waitOf(error: unknown): number {
  const { retryAfter } = error instanceof RespondError ? error : outcomeOf(error);
  return retryAfter ?? Number.POSITIVE_INFINITY;
}

function isMalformed(error: unknown): boolean {
  if (error instanceof RespondError) return error.malformed;
  if (!(error instanceof webApi.WebAPIPlatformError)) return false;
  return /invalid_blocks|invalid_arguments|too_long|no_text/.test(error.data.error);
}
