import { webApi as sdk, type webApi } from "@slack/bolt";
import { type Log, type Manner, type Place, PostError, type Posted, type Reply } from "#chat";
import { botName } from "./bot-name.ts";
import type { Draws } from "./draws.ts";
import { lookFor, markOf } from "./history.ts";
import { mentionGroup } from "./mention-group.ts";
import { outcomeOf } from "./post-faults.ts";
import { type Drawn, plainText, renderDigestParts, renderMessage } from "./render.ts";
import type { Workspaces } from "./workspaces.ts";

/** Posts that are remembered, in this process. */
const REMEMBERED = 10_000;

/** Slack takes about one message a second in a channel: how often a part of a thread is tried, and how long it waits. */
const TRIES = 3;
const LONGEST_WAIT_MS = 5_000;

/** Errors by which Slack says that the app was removed from a workspace. */
const REMOVED = new Set(["account_inactive", "token_revoked"]);

/** What posting needs. */
type Desk = {
  readonly workspaces: Workspaces;
  readonly draws: Draws;
  /** Whether a channel may be looked into before a post. */
  readonly history: boolean;
  readonly log: Log;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of a workspace whose token Slack has revoked. */
  readonly removed: (tenant: string) => Promise<void>;
};

/** One post on its way. */
type Sending = {
  readonly client: webApi.WebClient;
  readonly place: Place;
  readonly reply: Reply;
  readonly key: string;
  readonly manner: Manner;
};

/**
 * Makes `Platform.post`. The same key twice is one post: in this process by memory, and where the bot
 * may read history by a look into the channel before every send, which finds those of other processes
 * and of tries whose answer was lost.
 */
export function createPost(desk: Desk) {
  const sent = new Map<string, Promise<Posted>>();
  return (place: Place, reply: Reply, key: string, manner: Manner = {}): Promise<Posted> => {
    const name = `${place.tenant} ${key}`;
    const known = sent.get(name);
    if (known !== undefined) return known;
    const sending = desk.workspaces
      .client(place.tenant)
      .then((client) => send(desk, { client, place, reply, key, manner }));
    sent.set(name, sending);
    sending.catch(() => sent.delete(name));
    for (const oldest of sent.keys()) if (sent.size > REMEMBERED) sent.delete(oldest);
    return sending;
  };
}

async function send(desk: Desk, sending: Sending): Promise<Posted> {
  const { client, place, reply, key, manner } = sending;
  const look = () => lookFor(client, place.channel, key, desk);
  const before = desk.history ? await look() : "absent";
  if (typeof before === "object") return before;
  const pen = await desk.draws([reply]);
  const { main, details } = manner.thread
    ? renderDigestParts(reply, pen)
    : { main: renderMessage(reply, pen), details: [] };
  let posted: Posted;
  try {
    posted = await sendMain(sending, mentionGroup(main, manner.mention));
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.fault === "unknown" && desk.history) {
      const after = await look();
      if (typeof after === "object") return after;
      // The next try looks again before it sends, so it can't make two of one.
      if (after === "absent") throw new PostError("transient", "Slack lost the post");
    }
    throw await failureOf(desk, sending, error);
  }
  await sendDetails(desk, sending, posted, details);
  return posted;
}

/** The post itself; what Slack can't read goes out once more as plain text. */
async function sendMain(sending: Sending, main: Drawn): Promise<Posted> {
  const { client, place, reply, key, manner } = sending;
  const metadata = markOf(key);
  const send = async (drawn: Drawn): Promise<Posted> => {
    const { ts } = await client.chat.postMessage({ ...fieldsOf(place, drawn), metadata });
    return ts ? { message: ts } : {};
  };
  try {
    return await send(main);
  } catch (error) {
    if (outcomeOf(error).fault !== "payload") throw error;
    const plain = { text: plainText(reply), blocks: [] };
    return await send(mentionGroup(plain, manner.mention));
  }
}

/** The details below a post: what fails here is logged, since the post itself is out. */
async function sendDetails(
  { log, wait }: Desk,
  { client, place }: Sending,
  { message }: Posted,
  details: readonly Drawn[],
): Promise<void> {
  if (message === undefined) return;
  const send = async (detail: Drawn, tries = TRIES): Promise<void> => {
    try {
      await client.chat.postMessage({ ...fieldsOf(place, detail), thread_ts: message });
    } catch (error) {
      const { fault, retryAfter = 0 } = outcomeOf(error);
      if (fault !== "rate" || retryAfter > LONGEST_WAIT_MS || tries <= 1) throw error;
      await wait(retryAfter);
      await send(detail, tries - 1);
    }
  };
  try {
    for (const detail of details) await send(detail);
  } catch (error) {
    log.warn({ err: error, ...place }, "The thread below a post could not be completed");
  }
}

/** No link of a post unfolds into a preview, and no name in it becomes a mention. */
function fieldsOf({ channel }: Place, { text, blocks }: Drawn) {
  return {
    channel,
    text,
    ...(blocks.length > 0 && { blocks: [...blocks] }),
    unfurl_links: false,
    unfurl_media: false,
  };
}

async function failureOf(desk: Desk, { client, place }: Sending, error: unknown): Promise<Error> {
  const { fault, cure, retryAfter } = outcomeOf(error);
  if (error instanceof sdk.WebAPIPlatformError) {
    const { error: code, response_metadata: more } = error.data;
    desk.log.warn({ ...place, code, messages: more?.messages }, "Slack refused a post");
    if (REMOVED.has(code)) await desk.removed(place.tenant);
  }
  const words = cure.includes("@bot") ? cure.replaceAll("@bot", `@${await botName(client)}`) : cure;
  return new PostError(fault, words, retryAfter);
}
