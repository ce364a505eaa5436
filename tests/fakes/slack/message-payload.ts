import type { Backstage } from "./backstage.ts";
import { echoed } from "./echo.ts";
import { type Fields, present } from "./fields.ts";
import type { Message } from "./workspace.ts";

/** A message as Slack sends it to the app; its metadata only where they were asked for. */
export function messagePayload(
  stage: Backstage,
  message: Message,
  options: { readonly metadata?: boolean } = {},
): Fields {
  const { user, ts, threadTs } = message;
  const workspace = stage.world.workspace(message.team);
  const ours = user === workspace.botUser;
  const attachments = [...message.attachments, ...unfurled(message)];
  return present({
    type: "message",
    ...(ours && {
      bot_id: workspace.botId,
      app_id: stage.app.id,
      bot_profile: { id: workspace.botId, app_id: stage.app.id, name: stage.app.name },
    }),
    user,
    team: workspace.users.get(user)?.team ?? workspace.id,
    ts,
    text: message.text,
    thread_ts: threadTs,
    parent_user_id: parentOf(stage, message)?.user,
    blocks: message.blocks.length > 0 ? echoed(message.blocks) : undefined,
    attachments: attachments.length > 0 ? echoed(attachments) : undefined,
    edited: message.edited ? { user, ts: message.edited } : undefined,
    files: message.files.length > 0 ? message.files.map((id) => ({ id })) : undefined,
    metadata: options.metadata ? message.metadata : undefined,
    reply_count: replies(stage, message) || undefined,
  });
}

function unfurled({ unfurls }: Message): readonly Fields[] {
  return Object.entries(unfurls).map(([url, unfurl], index) => ({
    id: index + 1,
    from_url: url,
    app_unfurl_url: url,
    is_app_unfurl: true,
    ...unfurl,
  }));
}

function parentOf(stage: Backstage, { team, channel, ts, threadTs }: Message) {
  return threadTs && threadTs !== ts ? stage.world.find(team, channel, threadTs) : undefined;
}

function replies(stage: Backstage, { team, channel, ts }: Message): number {
  const { messages = [] } = stage.world.workspace(team).channels.get(channel) ?? {};
  return messages.filter((one) => one.threadTs === ts && one.ts !== ts && !one.onlyFor).length;
}
