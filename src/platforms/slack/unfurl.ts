import type { types } from "@slack/bolt";
import type { CommandCard } from "#chat";
import type { House } from "./house.ts";
import { renderUnfurl } from "./render.ts";
import { replyTo } from "./reply-to.ts";
import type { Scene } from "./scene.ts";

/** Most links of one message that are shown; with more, previews would bury what somebody wrote. */
const MOST = 2;

/** Shows papers below the links that somebody posts or is about to post: one in full, two in short, more not at all. */
export async function onLinks(
  house: House,
  from: Scene,
  event: types.LinkSharedEvent,
): Promise<void> {
  const urls = [...new Set(event.links.map(({ url }) => url))];
  const found = urls.flatMap((url) => {
    const command = house.host.commands.find((one) => takes(one, url));
    return command ? [{ url, command }] : [];
  });
  if (found.length === 0 || found.length > MOST) return;
  const scene = event.channel === "COMPOSER" ? from : { ...from, channel: event.channel };
  const shown = await Promise.all(
    found.map(({ url, command }) => preview(house, scene, url, command, found.length > 1)),
  );
  const unfurls = Object.fromEntries(shown.flat());
  if (Object.keys(unfurls).length === 0) return;
  await scene.client.chat.unfurl({ ...messageOf(event), unfurls });
}

/** A message in the composer has only its unfurl_id; a posted one is named by either. */
function messageOf({ channel, message_ts: ts, unfurl_id, source }: types.LinkSharedEvent) {
  if (unfurl_id && (source === "composer" || source === "conversations_history"))
    return { unfurl_id, source } as const;
  return { channel, ts } as const;
}

function takes({ onLinks: offered }: CommandCard, url: string): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  return offered?.domains.some((domain) => host === domain || host.endsWith(`.${domain}`)) ?? false;
}

/** What is shown below one link; nothing when the command has no answer to it. */
async function preview(
  house: House,
  scene: Scene,
  url: string,
  command: CommandCard,
  isShort: boolean,
): Promise<readonly (readonly [string, types.MessageAttachment])[]> {
  const { onLinks: offered } = command;
  if (!offered) return [];
  const input = { [offered.fills]: url, ...(isShort && { [offered.short]: true }) };
  const reply = await replyTo(house, scene, { command: command.name, input });
  if (reply.problem) return [];
  return [[url, renderUnfurl(reply, await house.draws([reply]))]];
}
