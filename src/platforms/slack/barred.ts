import { webApi } from "@slack/bolt";
import type { Call, CommandCard } from "#chat";
import { botName } from "./bot-name.ts";

/**
 * The channels of a call that the bot could not post in, each with its cure, for commands that choose
 * a channel. Asked by the address of a message that can't exist, which needs no scope: Slack says
 * whether it is the message or the channel that it doesn't find. What can't be told is left to the post.
 */
export async function barredIn(
  client: webApi.WebClient,
  command: CommandCard,
  { at, input }: Call,
): Promise<Readonly<Record<string, string>>> {
  const names = Object.keys(command.options).filter(
    (name) => command.options[name]?.type === "channel",
  );
  if (names.length === 0) return {};
  const given = names.flatMap((name) => (Object.hasOwn(input, name) ? String(input[name]) : []));
  const channels = [...new Set([at.channel, ...given])].filter((id) => /^[CDG][A-Z0-9]+$/.test(id));
  const hidden = await Promise.all(channels.map((channel) => isHidden(client, channel)));
  const barred = channels.filter((_, index) => hidden[index]);
  if (barred.length === 0) return {};
  const name = await botName(client);
  return Object.fromEntries(barred.map((channel) => [channel, cureOf(channel, name)]));
}

/** Whether a channel does not exist for the bot: deleted, or private without it. */
export async function isHidden(client: webApi.WebClient, channel: string): Promise<boolean> {
  try {
    await client.chat.getPermalink({ channel, message_ts: "1.000000" });
    return false;
  } catch (error) {
    return error instanceof webApi.WebAPIPlatformError && error.data.error === "channel_not_found";
  }
}

function cureOf(channel: string, name: string): string {
  return channel.startsWith("D")
    ? "I can't post in direct messages between other people: ask in a channel, or in your messages with me."
    : `I am not in that private channel: type /invite @${name} there, then ask again.`;
}
