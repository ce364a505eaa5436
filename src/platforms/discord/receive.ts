import {
  type AutocompleteInteraction,
  type Channel,
  type ChatInputCommandInteraction,
  type Interaction,
  InteractionContextType,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import {
  type CommandCard,
  filledIn,
  pressed,
  problem,
  refusal,
  UserError,
  type Values,
  type Waiting,
} from "#chat";
import type { Answerable } from "./acknowledge.ts";
import { answer, tell, whereOf } from "./answer.ts";
import { apologise } from "./apologise.ts";
import { callFrom, callOf } from "./call.ts";
import { carriedBy } from "./carried.ts";
import type { Desk } from "./desk.ts";
import { formModal } from "./form.ts";
import { LIMITS } from "./limits.ts";
import { textOfMessage } from "./message-text.ts";
import { oneLine } from "./one-line.ts";
import { readModal } from "./read-modal.ts";

/** Answers one interaction, whatever it is; never throws. */
export async function receive(desk: Desk, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await onAutocomplete(desk, interaction);
    else if (interaction.isChatInputCommand()) await onCommand(desk, interaction);
    else if (interaction.isMessageContextMenuCommand()) await onMessageMenu(desk, interaction);
    else if (interaction.isMessageComponent()) await onComponent(desk, interaction);
    else if (interaction.isModalSubmit()) await onModal(desk, interaction);
  } catch (error) {
    await apologise(desk, interaction, error);
  }
}

async function onCommand(desk: Desk, interaction: ChatInputCommandInteraction): Promise<void> {
  const name = interaction.options.getSubcommand(false) ?? interaction.commandName;
  const card = cardOf(desk, name);
  const given = interaction.options.data[0]?.options ?? [];
  const input: Values = Object.fromEntries(
    given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const picked = given.flatMap(({ channel }) => (channel as Channel | undefined) ?? []);
  await respond(desk, interaction, card ?? name, input, { picked });
}

async function onMessageMenu(
  desk: Desk,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> {
  const card = desk.host.commands.find(
    ({ onMessage }) => onMessage?.label === interaction.commandName,
  );
  if (!card?.onMessage) return await respond(desk, interaction, interaction.commandName, {});
  const { fills } = card.onMessage;
  const text = textOfMessage(interaction.targetMessage);
  const { longest = text.length } = card.options[fills] ?? {};
  await respond(desk, interaction, card, { [fills]: text.slice(0, longest) });
}

async function onComponent(desk: Desk, interaction: MessageComponentInteraction): Promise<void> {
  const values = interaction.isStringSelectMenu() ? interaction.values : [];
  const { ticket, picked } = carriedBy(interaction.customId, values);
  const waiting = await read(desk, interaction, ticket);
  if (!waiting) return;
  const next = pressed(waiting, picked);
  const { command, input, ask, answer: over } = next;
  const { tenant } = waiting;
  const card = cardOf(desk, command);
  if (!ask?.length || !card)
    return await respond(desk, interaction, card ?? command, input, { over, tenant });
  // There is no time to ask about somebody in another server before the form; it is asked when the form comes back.
  const refused = tenant ? undefined : refusal(card, callOf(interaction, card, input).by);
  if (refused) return await tell(desk, interaction, problem("refused", refused));
  // A ticket of its own, since that of a menu knows nothing of what was picked.
  const kept = tenant === undefined ? next : { ...next, tenant };
  const id = await desk.tickets.write(kept, LIMITS.ticket);
  await interaction.showModal(formModal(card, next, id));
}

async function onModal(desk: Desk, interaction: ModalSubmitInteraction): Promise<void> {
  const waiting = await read(desk, interaction, interaction.customId);
  if (!waiting) return;
  const { command, ask = [], answer: over, tenant } = waiting;
  const input = filledIn(waiting, readModal(interaction.components));
  const card = cardOf(desk, command) ?? command;
  await respond(desk, interaction, card, input, { over, ask, tenant });
}

async function onAutocomplete(desk: Desk, interaction: AutocompleteInteraction): Promise<void> {
  const name = interaction.options.getSubcommand(false) ?? "";
  const { name: option, value } = interaction.options.getFocused(true);
  const call = callOf(interaction, name, {});
  const found = await desk.host.suggest(call, option, String(value));
  const choices = new Map(
    found.map(({ label, value }) => [
      oneLine(value, LIMITS.autocomplete.value),
      oneLine(label, LIMITS.autocomplete.name),
    ]),
  );
  const offered = [...choices]
    .filter(([value, name]) => value && name)
    .slice(0, LIMITS.autocomplete.choices);
  await interaction.respond(offered.map(([value, name]) => ({ name, value })));
}

type How = {
  readonly over?: "over" | "beside" | undefined;
  readonly picked?: readonly Channel[];
  /** What a form asked, so that a refused one can be filled in again. */
  readonly ask?: readonly string[];
  /** The server that it is about, by a ticket that nobody can forge. */
  readonly tenant?: string | undefined;
};

async function respond(
  desk: Desk,
  interaction: Answerable,
  card: CommandCard | string,
  input: Values,
  { over, picked = [], ask, tenant: bound }: How = {},
): Promise<void> {
  const known = typeof card === "string" ? undefined : card;
  // Within a server, that server counts.
  const tenant = interaction.guildId ? undefined : bound;
  if (known?.needs === "manager" && !interaction.guildId && tenant === undefined)
    return await tell(
      desk,
      interaction,
      problem("refused", `${known.name} works in a server: ask there.`),
    );
  const owns = isOwn(interaction);
  if (over === "over" && known?.seen === "asker" && !owns)
    return await tell(desk, interaction, problem("refused", someoneElses(desk, known)));
  // Turning the pages of somebody else's answer would take it away from them, and what is private would
  // stand where everyone sees it: the presser gets a copy.
  const stays = owns && (known?.seen === "everyone" || isHidden(interaction));
  const where = over === "over" ? (stays ? "over" : "asker") : whereOf(known);
  const command = known?.name ?? String(card);
  const call = () =>
    tenant === undefined
      ? callOf(interaction, card, input, picked)
      : callFrom(desk, interaction, { command, input, tenant });
  await answer(
    desk,
    interaction,
    { command, call, ...(ask && { asked: ask }), ...(tenant && { tenant }) },
    where,
  );
}

function someoneElses({ root }: Desk, { name }: CommandCard): string {
  return `That answer belongs to somebody else: type /${root} ${name} for your own.`;
}

/** Whether the message that was pressed answers the one who pressed it; a post answers nobody. */
function isOwn(interaction: Answerable): boolean {
  if (!("message" in interaction) || !interaction.message) return false;
  const { interactionMetadata } = interaction.message;
  return isHidden(interaction) || interactionMetadata?.user.id === interaction.user.id;
}

/** Whether nobody but the one who pressed sees the message that was pressed. */
function isHidden(interaction: Answerable): boolean {
  if (!("message" in interaction) || !interaction.message) return false;
  const alone = interaction.context === InteractionContextType.BotDM;
  return alone || interaction.message.flags.has(MessageFlags.Ephemeral);
}

function cardOf({ host }: Desk, name: string): CommandCard | undefined {
  return host.commands.find((one) => one.name === name);
}

async function read(
  desk: Desk,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  ticket: string,
): Promise<Waiting | undefined> {
  try {
    return await desk.tickets.read(ticket);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await tell(desk, interaction, problem("refused", error.message));
    return undefined;
  }
}
