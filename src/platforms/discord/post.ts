import { type Manner, type Place, PostError, type Progress, type Reply } from "#chat";
import { discuss, publish } from "./after.ts";
import { type Channels, createChannels } from "./channels.ts";
import { postErrorOf } from "./failure.ts";
import { earlier } from "./look.ts";
import { plainText } from "./plain-text.ts";
import { begin, type Posting } from "./posting.ts";
import { send } from "./send.ts";

/** Sends posts, each key once. */
export type Poster = (
  place: Place,
  reply: Reply,
  key: string,
  manner?: Manner,
  progress?: Progress,
) => Promise<{ readonly message: string }>;

/** A poster over REST. It throws PostError with the class of the failure and its cure. */
export function createPoster(posting: Posting): Poster {
  const channels = createChannels(posting.rest);
  return async (place, reply, key, manner = {}, progress = NOTHING) => {
    await begin(posting);
    const { channel: id } = place;
    const [out] = progress.parts;
    try {
      const message =
        out ??
        (await found(posting, channels, { id, reply, key, progress })) ??
        (await send(posting, channels, { id, reply, key, manner }));
      if (manner.publish || manner.thread) {
        // So that what comes after the message does not cost it a second look.
        if (!out) await progress.keep(0, message);
        const channel = await channels.get(id);
        await publish(posting, channel, message, manner);
        await discuss(posting, channel, message, reply, manner);
      }
      return { message };
    } catch (error) {
      channels.forget(id);
      const failure = error instanceof PostError ? error : postErrorOf(error);
      if (failure.fault !== "rate") posting.log.warn({ err: error, key }, "Discord took no post");
      throw failure;
    }
  };
}

/** The first try, by somebody who keeps no ledger. */
const NOTHING: Progress = { parts: [], keep: async () => {} };

/** The message that an earlier try left, where there may be one. */
async function found(
  posting: Posting,
  channels: Channels,
  {
    id,
    reply,
    key,
    progress,
  }: {
    readonly id: string;
    readonly reply: Reply;
    readonly key: string;
    readonly progress: Progress;
  },
): Promise<string | undefined> {
  if (!progress.earlier) return undefined;
  const { since, sure } = progress.earlier;
  try {
    const sought = { key, plain: plainText(reply), first: since };
    return await earlier(posting, await channels.get(id), sought);
  } catch (error) {
    const failure = error instanceof PostError ? error : postErrorOf(error);
    if (failure.fault === "unknown" && !sure) return undefined;
    // A look that fails has sent nothing.
    if (failure.fault === "unclear") throw new PostError("transient", failure.message);
    throw failure;
  }
}
