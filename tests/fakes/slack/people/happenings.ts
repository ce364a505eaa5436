import { type Fields, present, valueIn } from "../fields.ts";
import { BOT_EVENTS } from "../manifest/scopes.ts";
import { viewPayload } from "../views.ts";
import type { Message } from "../workspace.ts";
import { takeNothing } from "./acknowledged.ts";
import { type Acted, act } from "./acted.ts";
import { declared, permitted } from "./declared.ts";
import type { Hand } from "./hand.ts";

/** A message that a person writes; nothing reaches the app by this alone. */
export function say(hand: Hand, text: string, thread?: string): Message {
  const { stage, workspace, channel, user } = hand;
  return stage.world.post(
    workspace,
    channel,
    { text, user: user.id, ...(thread && { threadTs: thread }) },
    { by: "person" },
  );
}

/** Writes a message that mentions the bot. */
export function mention(hand: Hand, text: string, thread?: string): Acted {
  const { user, workspace } = hand;
  const message = say(hand, `<@${workspace.botUser}> ${text}`, thread);
  return event(hand, `mention: ${text}`, {
    ...written(message),
    type: "app_mention",
    team: user.team,
    ...(user.team !== workspace.id && { user_team: user.team, source_team: user.team }),
    blocks: [
      {
        type: "rich_text",
        block_id: "b",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "user", user_id: workspace.botUser },
              { type: "text", text: ` ${text}` },
            ],
          },
        ],
      },
    ],
  });
}

/** Writes the bot a direct message. */
export function direct(hand: Hand, text: string): Acted {
  const { user, workspace } = hand;
  const channel = workspace.direct(user.id);
  const message = say({ ...hand, channel }, text);
  const fields = { ...written(message), type: "message", channel_type: "im", team: user.team };
  return event({ ...hand, channel }, `direct message: ${text}`, fields, "message.im");
}

/** Posts links, or only puts them into the composer. */
export function shareLinks(
  hand: Hand,
  urls: readonly string[],
  options: { readonly composer?: boolean; readonly thread?: string } = {},
): Acted {
  const { stage, workspace, user } = hand;
  const { composer = false, thread } = options;
  const text = urls.map((url) => `<${url}>`).join(" ");
  const source = composer ? "composer" : "conversations_history";
  const message = composer ? draft(hand, text) : say(hand, text, thread);
  const heard = declared(stage.app).links(urls);
  if (heard.length === 0)
    throw new Error(`Slack would not tell of ${urls.join(", ")}: no unfurl domain fits.`);
  const unfurlId = stage.links.share(message, heard, source);
  const fields = present({
    type: "link_shared",
    user: user.id,
    channel: composer ? "COMPOSER" : message.channel,
    message_ts: composer ? unfurlId : message.ts,
    thread_ts: thread,
    unfurl_id: unfurlId,
    source,
    is_bot_user_member: !composer && hand.channel.members.has(workspace.botUser),
    links: heard.map((url) => ({ url, domain: URL.parse(url)?.hostname })),
    event_ts: stage.ids.ts(),
  });
  return event(hand, `sharing ${urls.join(", ")}`, fields, "link_shared", message.ts);
}

/** Opens the app's home, on one of its tabs. */
export function openHome(hand: Hand, tab: "home" | "messages"): Acted {
  const { stage, user, workspace } = hand;
  const view = stage.views.home(user);
  return event(hand, `opening the ${tab} tab`, {
    type: "app_home_opened",
    user: user.id,
    channel: workspace.direct(user.id).id,
    tab,
    ...(view && tab === "home" && { view: viewPayload(view, stage.app) }),
    event_ts: stage.ids.ts(),
  });
}

/** Takes the app out of the workspace: its tokens end, and two events tell. */
export function uninstall(hand: Hand): readonly Acted[] {
  const { stage, workspace } = hand;
  const lost = revokedFields(hand);
  const gone = event(hand, "uninstalling", { type: "app_uninstalled" });
  const revoked = event(hand, "revoking tokens", lost);
  stage.tokens.end(workspace, "gone");
  return [gone, revoked];
}

/** Revokes the app's tokens alone. */
export function revokeTokens(hand: Hand): Acted {
  const { stage, workspace } = hand;
  const told = event(hand, "revoking tokens", revokedFields(hand));
  stage.tokens.end(workspace, "revoked");
  return told;
}

/** Any other event, with its own fields. */
export function event(
  hand: Hand,
  title: string,
  fields: Fields,
  subscribed = String(valueIn(fields, "type")),
  shared?: string,
): Acted {
  const { stage, workspace, user, channel, how } = hand;
  declared(stage.app).event(subscribed);
  permitted(hand, `the event ${subscribed}`, BOT_EVENTS[subscribed] ?? null);
  return act(
    stage,
    {
      title,
      team: workspace.id,
      user: user.id,
      channel: channel.id,
      ...(shared && { shared }),
    },
    () => stage.events.send(workspace, fields, how),
    (ack) => takeNothing(stage, ack),
  );
}

function revokedFields({ workspace }: Hand): Fields {
  return { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.botUser] } };
}

function written({ user, text, ts, threadTs, channel }: Message): Fields {
  return present({
    user,
    text,
    ts,
    thread_ts: threadTs,
    channel,
    event_ts: ts,
    client_msg_id: `client-${ts}`,
  });
}

/** What stands in the composer is in no channel yet. */
function draft({ stage, user, workspace }: Hand, text: string): Message {
  return {
    team: workspace.id,
    channel: "COMPOSER",
    ts: stage.ids.ts(),
    user: user.id,
    text,
    blocks: [],
    attachments: [],
    unfurls: {},
    files: [],
  };
}
