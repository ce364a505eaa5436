import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes } from "discord.js";
import { type Block, type Call, type CommandCard, type Reply, ticketsOf } from "#chat";
import { type Answerable, acknowledge, hasCode, type Where } from "./acknowledge.ts";
import type { Desk } from "./desk.ts";
import { LIMITS } from "./limits.ts";
import { plainText } from "./plain-text.ts";
import { type Drawn, render } from "./render.ts";

/** Where the answer to a call goes: over the message only when it shows nothing that its command keeps private. */
export function whereOf(card: CommandCard | undefined, over: boolean): Where {
  if (over) return "over";
  return card?.seen === "everyone" ? "everyone" : "asker";
}

/**
 * Acknowledges at once, makes the call, and shows its answer; never throws. What a form asked stands
 * in `asked`, so that one that is refused can be filled in again.
 */
export async function answer(
  desk: Desk,
  interaction: Answerable,
  call: Call,
  where: Where,
  asked: readonly string[] = [],
): Promise<void> {
  try {
    if (!(await acknowledge(interaction, where)))
      return desk.log.warn(
        { command: call.command },
        "An interaction was over before it was heard",
      );
  } catch (error) {
    return desk.log.error({ err: error, command: call.command }, "Discord took no acknowledgement");
  }
  // Only now: what a command computes would keep the acknowledgements of others waiting.
  await show(desk, interaction, again(await desk.host.answer(call), call, asked), where);
}

/** A form that was refused gets a button that opens it again as it was filled in: nothing typed is lost. */
function again(reply: Reply, { command, input }: Call, ask: readonly string[]): Reply {
  if (reply.problem !== "refused" || ask.length === 0) return reply;
  const next = { command, input, ask };
  const actions: Block = {
    kind: "actions",
    actions: [{ kind: "button", label: "Change it", next }],
  };
  return { ...reply, blocks: [...reply.blocks, actions] };
}

/** Answers at once and privately, where there is nothing to wait for. */
export async function tell(desk: Desk, interaction: Answerable, reply: Reply): Promise<void> {
  try {
    const drawn = await draw(desk, reply);
    await interaction.reply({ ...messageOf(drawn), flags: PRIVATE });
  } catch (error) {
    desk.log.error({ err: error }, "An answer could not be shown");
  }
}

const PRIVATE = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;

/** Puts the answer where it was promised, and a refusal where its asker alone sees it; if Discord can't read it, its words alone. */
async function show(desk: Desk, interaction: Answerable, reply: Reply, where: Where) {
  try {
    await place(interaction, reply, where, messageOf(await draw(desk, reply)));
  } catch (error) {
    desk.log.error({ err: error }, "An answer could not be shown as it was drawn");
    if (hasCode(error, ...LOST) || !(error instanceof DiscordAPIError)) return;
    const plain = { content: plainText(reply), flags: 0 as const };
    await interaction
      .followUp({ ...plain, flags: MessageFlags.Ephemeral })
      .catch((why: unknown) => {
        desk.log.error({ err: why }, "An answer could not be shown at all");
      });
  }
}

/** Nothing more can be shown: the interaction is over, or its message or channel is gone. */
const LOST = [
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
];

type Message = ReturnType<typeof messageOf>;

async function place(
  interaction: Answerable,
  { problem }: Reply,
  where: Where,
  message: Message,
): Promise<void> {
  if (!problem || where === "asker") {
    await interaction.editReply({
      ...message,
      flags: MessageFlags.IsComponentsV2,
      attachments: [],
    });
    return;
  }
  // What was acknowledged for everyone is taken back, so that a slip of the keyboard is nobody else's business.
  if (where === "everyone") await interaction.deleteReply();
  await interaction.followUp({ ...message, flags: PRIVATE });
}

async function draw(desk: Desk, reply: Reply): Promise<Drawn> {
  return render(reply, { ticket: await ticketsOf(reply, desk.tickets, LIMITS.ticket) });
}

/** What a drawn reply is in the words of discord.js. */
function messageOf({ components, files }: Drawn) {
  return {
    components,
    files: files.map(({ name, data }) => ({ name, attachment: Buffer.from(data) })),
  };
}
