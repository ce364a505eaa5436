import { PostError } from "#chat";
import { lookFor } from "./history.ts";
import { outcomeOf } from "./post-faults.ts";
import type { Drawn } from "./render.ts";
import { sendOne } from "./send-one.ts";
import type { PostDesk, Sending } from "./sending.ts";

/** Slack takes about one message a second in a channel (docs.slack.dev, rate limits): the pause between two, in milliseconds. */
const PAUSE_MS = 1_000;

/** Longest that a message waits for a Slack that limits us; for longer the whole post is put off, in milliseconds. */
const LONGEST_WAIT_MS = 5_000;

/**
 * The details below a post, each once: those that are known to be out are passed over, one that may be
 * is looked for, and left out where nothing can be seen. A refusal is logged and ends the thread, since the post itself is out.
 * @throws PostError of class rate, transient or unclear, after which the thread can be gone on with
 */
export async function sendDetails(
  desk: PostDesk,
  sending: Sending,
  below: string,
  details: readonly Drawn[],
): Promise<void> {
  const { place, progress } = sending;
  for (const [i, detail] of details.entries()) {
    const part = i + 1;
    const known = progress.parts[part];
    if (typeof known === "string") continue;
    try {
      if (known === null) await again(desk, sending, { below, detail, part });
      else await once(desk, sending, { below, detail, part });
    } catch (error) {
      const { fault } = outcomeOf(error);
      if (fault === "rate" || fault === "transient" || fault === "unclear") throw error;
      desk.log.warn({ err: error, ...place }, "The thread below a post could not be completed");
      return;
    }
  }
}

type Detail = { readonly below: string; readonly detail: Drawn; readonly part: number };

/** One that an earlier try may have sent. */
async function again(desk: PostDesk, sending: Sending, one: Detail): Promise<void> {
  const { client, place, key } = sending;
  const where = { channel: place.channel, since: 0, below: one.below };
  const seen = desk.history ? await lookFor(client, where, { key, part: one.part }) : "unseen";
  if (seen === "absent") return await once(desk, sending, one);
  if (seen === "unseen")
    return desk.log.warn({ ...place }, "A part of a thread may be missing, which I can't look for");
  await sending.progress.keep(one.part, seen.message);
}

async function once(desk: PostDesk, sending: Sending, one: Detail): Promise<void> {
  await desk.wait(PAUSE_MS);
  await sending.progress.keep(one.part, null);
  const send = () => sendOne(sending, one.detail, { key: sending.key, part: one.part }, one.below);
  const ts = await send().catch(async (error: unknown) => {
    const { fault, retryAfter = 0 } = outcomeOf(error);
    if (fault !== "rate" || retryAfter > LONGEST_WAIT_MS) throw error;
    await desk.wait(retryAfter);
    return await send();
  });
  if (ts === undefined) throw new PostError("unclear", "Slack did not say which message it took");
  await sending.progress.keep(one.part, ts);
}
