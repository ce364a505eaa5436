import { webApi as sdk } from "@slack/bolt";
import { type Manner, type Place, PostError, type Posted, type Progress, type Reply } from "#chat";
import { botName } from "./bot-name.ts";
import { drawPost } from "./draw-post.ts";
import { lookFor } from "./history.ts";
import { mentionGroup } from "./mention-group.ts";
import { outcomeOf } from "./post-faults.ts";
import { type Drawn, plainText } from "./render.ts";
import { sendDetails } from "./send-details.ts";
import { sendOne } from "./send-one.ts";
import type { PostDesk, Sending } from "./sending.ts";

/** Posts that are remembered, in this process. */
const REMEMBERED = 10_000;

/** Errors by which Slack says that the app was removed from a workspace. */
const REMOVED = new Set(["account_inactive", "token_revoked"]);

const UNSEEN =
  "nobody knows how an earlier try ended, and I can't look into the channel: set SLACK_HISTORY, and invite me";

/**
 * Makes `Platform.post`. The same key twice is one post: in this process by memory, and for other
 * processes and lost answers, where the bot may read history, by a look before it is sent again.
 */
export function createPost(desk: PostDesk) {
  const sent = new Map<string, Promise<Posted>>();
  return (
    place: Place,
    reply: Reply,
    key: string,
    manner: Manner = {},
    progress: Progress = NOTHING,
  ): Promise<Posted> => {
    const name = `${place.tenant} ${key}`;
    const known = sent.get(name);
    if (known !== undefined) return known;
    const sending = clientFor(desk, place.tenant).then((client) =>
      send(desk, { client, place, reply, key, manner, progress }),
    );
    sent.set(name, sending);
    sending.catch(() => sent.delete(name));
    for (const oldest of sent.keys()) if (sent.size > REMEMBERED) sent.delete(oldest);
    return sending;
  };
}

async function clientFor({ refusals, workspaces }: PostDesk, tenant: string) {
  const wait = await refusals.wait();
  if (wait > 0)
    throw new PostError("rate", "Slack has limited me so often that I keep still for now", wait);
  return await workspaces.client(tenant);
}

/** The first try, by somebody who keeps no ledger. */
const NOTHING: Progress = { parts: [], keep: async () => {} };

async function send(desk: PostDesk, sending: Sending): Promise<Posted> {
  const { reply, manner, progress } = sending;
  const pen = await desk.draws([reply]);
  const { main, details } = drawPost(reply, manner, pen);
  try {
    const [out] = progress.parts;
    const message = out ?? (await found(desk, sending)) ?? (await sendMain(sending, main));
    if (message === undefined || details.length === 0) return message ? { message } : {};
    if (!out) await progress.keep(0, message);
    await sendDetails(desk, sending, message, details);
    return { message };
  } catch (error) {
    throw await failureOf(desk, sending, error);
  }
}

/** The message that an earlier try left, where there may be one. */
async function found(desk: PostDesk, sending: Sending): Promise<string | undefined> {
  const { client, place, key, progress } = sending;
  if (!progress.earlier) return undefined;
  const { since, sure } = progress.earlier;
  const where = { channel: place.channel, since };
  const seen = desk.history ? await lookFor(client, where, { key, part: 0 }) : "unseen";
  if (typeof seen === "object") return seen.message;
  if (seen === "unseen" && sure) throw new PostError("unknown", UNSEEN);
  return undefined;
}

/** The post itself; what Slack can't read goes out once more as plain text. Resolves to its ts. */
async function sendMain(sending: Sending, main: Drawn): Promise<string | undefined> {
  const { reply, key, manner } = sending;
  const mark = { key, part: 0 };
  try {
    return await sendOne(sending, main, mark);
  } catch (error) {
    if (outcomeOf(error).fault !== "payload") throw error;
    const plain = { text: plainText(reply), blocks: [] };
    return await sendOne(sending, mentionGroup(plain, manner.mention), mark);
  }
}

async function failureOf(
  desk: PostDesk,
  { client, place }: Sending,
  error: unknown,
): Promise<Error> {
  const { fault, cure, retryAfter } = outcomeOf(error);
  if (fault === "rate") desk.refusals.seen(429);
  if (error instanceof sdk.WebAPIPlatformError) {
    const { error: code, response_metadata: more } = error.data;
    desk.log.warn({ ...place, code, messages: more?.messages }, "Slack refused a post");
    if (REMOVED.has(code)) await desk.removed(place.tenant);
  }
  const words = cure.includes("@bot") ? cure.replaceAll("@bot", `@${await botName(client)}`) : cure;
  return new PostError(fault, words, retryAfter);
}
