import { answer, orRefusal } from "./answer.ts";
import type { House } from "./house.ts";
import type { Scene } from "./scene.ts";
import { passingWordsOf } from "./words.ts";

/** What an app_mention event holds that we read. */
type Mention = { readonly text: string; readonly ts: string; readonly thread_ts?: string };

/**
 * Words said to the bot in a channel, which work in threads too; the answer is given in the thread.
 * What is for its asker alone can't begin one: Slack shows it in threads that are there already
 * (docs.slack.dev, chat.postEphemeral).
 */
export async function onMention(
  house: House,
  from: Scene,
  { text, ts, thread_ts: thread }: Mention,
  botUser: string | undefined,
): Promise<void> {
  const scene = { ...from, ...(thread ? { thread } : { begins: ts }) };
  const said = text.replace(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`, "g"), " ").trim();
  const asked = await orRefusal(house, scene, () => passingWordsOf(house, said));
  if (asked) await answer(house, scene, asked);
}
