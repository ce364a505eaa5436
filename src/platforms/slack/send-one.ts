import { type Mark, markOf } from "./history.ts";
import type { Drawn } from "./render.ts";
import type { Sending } from "./sending.ts";

/** One message: no link of it unfolds into a preview, and no name in it becomes a mention. Resolves to its ts. */
export async function sendOne(
  { client, place: { channel } }: Sending,
  { text, blocks }: Drawn,
  mark: Mark,
  below?: string,
): Promise<string | undefined> {
  const { ts } = await client.chat.postMessage({
    channel,
    text,
    ...(blocks.length > 0 && { blocks: [...blocks] }),
    unfurl_links: false,
    unfurl_media: false,
    metadata: markOf(mark),
    ...(below !== undefined && { thread_ts: below }),
  });
  return ts;
}
