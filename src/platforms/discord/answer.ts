import { MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from "discord.js";
import {
  type Call,
  type CommandCard,
  type PostFault,
  problem,
  type Reply,
  ticketsOf,
  UserError,
} from "#chat";
import { type Answerable, acknowledge, hasCode, type Where, wasTaken } from "./acknowledge.ts";
import { again } from "./again.ts";
import type { Desk } from "./desk.ts";
import { postErrorOf } from "./failure.ts";
import { LIMITS } from "./limits.ts";
import { plainText } from "./plain-text.ts";
import { type Drawn, render } from "./render.ts";

/** Where the answer of a command goes that was asked for anew. */
export function whereOf(card: CommandCard | undefined): Where {
  return card?.seen === "everyone" ? "everyone" : "asker";
}

/** A call to be answered: what is asked, and how the call is made once there is time for it. */
export type Asking = {
  readonly command: string;
  /** @throws UserError when it is not made */
  readonly call: () => Call | Promise<Call>;
  /** What a form asked, so that one that is refused can be filled in again. */
  readonly asked?: readonly string[];
  /** The server that it is about, where it is asked outside of it. */
  readonly tenant?: string;
};

/** Acknowledges at once, makes the call, and shows its answer; never throws. */
export async function answer(
  desk: Desk,
  interaction: Answerable,
  asking: Asking,
  where: Where,
): Promise<void> {
  const { command, tenant } = asking;
  try {
    if (!(await acknowledge(interaction, where)))
      return desk.log.warn({ command }, "An interaction was over before it was heard");
  } catch (error) {
    return desk.log.error({ err: error, command }, "Discord took no acknowledgement");
  }
  // Only now: what a command computes would keep the acknowledgements of others waiting.
  await show(desk, interaction, await replyTo(desk, asking), where, tenant);
}

async function replyTo(desk: Desk, { call: make, asked = [] }: Asking): Promise<Reply> {
  try {
    const call = await make();
    return again(await desk.host.answer(call), call, asked);
  } catch (error) {
    if (error instanceof UserError) return problem("refused", error.message);
    desk.log.error({ err: error }, "A call could not be made");
    return problem("failed", "Discord did not tell me who you are: try again in a minute.");
  }
}

/** Answers at once and privately, where there is nothing to wait for; never throws. */
export async function tell(
  desk: Desk,
  interaction: Answerable | RepliableInteraction,
  reply: Reply,
): Promise<void> {
  try {
    const drawn = await draw(desk, reply);
    await interaction.reply({ ...messageOf(drawn), flags: PRIVATE });
  } catch (error) {
    if (wasTaken(error)) return;
    desk.log.error({ err: error }, "An answer could not be shown");
  }
}

const PRIVATE = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;

/** Puts the answer where it was promised, and a refusal where its asker alone sees it; where that fails, its words alone. */
async function show(
  desk: Desk,
  interaction: Answerable,
  reply: Reply,
  where: Where,
  tenant: string | undefined,
) {
  try {
    await place(desk, interaction, reply, where, messageOf(await draw(desk, reply, tenant)));
  } catch (error) {
    desk.log.error({ err: error }, "An answer could not be shown as it was drawn");
    if (hasCode(error, ...LOST)) return;
    const plain = { content: plainText(reply), flags: MessageFlags.Ephemeral as const };
    await interaction.followUp(plain).catch((why: unknown) => {
      desk.log.error({ err: why }, "An answer could not be shown at all");
    });
  }
}

/** Waits between the tries of an answer that Discord did not take in, in milliseconds. */
const AGAIN_MS = [1_000, 5_000, 20_000];

/** Faults that another try may mend; what an answer does can be done twice. */
const PASSING: ReadonlySet<PostFault> = new Set(["transient", "unclear"]);

/** Does it until Discord takes it or refuses it: somebody is waiting, and an outage of seconds is no answer. */
async function insist({ pause }: Desk, act: () => Promise<unknown>): Promise<void> {
  for (const wait of AGAIN_MS) {
    try {
      await act();
      return;
    } catch (error) {
      if (!PASSING.has(postErrorOf(error).fault)) throw error;
      await pause(wait);
    }
  }
  await act();
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
  desk: Desk,
  interaction: Answerable,
  { problem }: Reply,
  where: Where,
  message: Message,
): Promise<void> {
  if (!problem || where === "asker") {
    const flags = MessageFlags.IsComponentsV2;
    await insist(desk, () => interaction.editReply({ ...message, flags, attachments: [] }));
    return;
  }
  // What was acknowledged for everyone is taken back, so that a slip of the keyboard is nobody else's business.
  if (where === "everyone") await insist(desk, () => takeBack(interaction));
  await insist(desk, () => interaction.followUp({ ...message, flags: PRIVATE }));
}

async function takeBack(interaction: Answerable): Promise<void> {
  try {
    await interaction.deleteReply();
  } catch (error) {
    // Gone already: by an earlier try, or by somebody's hand.
    if (!hasCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
  }
}

async function draw(desk: Desk, reply: Reply, tenant?: string): Promise<Drawn> {
  const ticket = await ticketsOf(reply, desk.tickets, LIMITS.ticket, tenant);
  const { mention } = reply.as ?? {};
  return render(reply, { ticket, ...(mention && { mention }) });
}

/** What a drawn reply is in the words of discord.js. */
function messageOf({ components, files }: Drawn) {
  return {
    components,
    files: files.map(({ name, data }) => ({ name, attachment: Buffer.from(data) })),
  };
}
