import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from "discord.js";
import { wasRepeated } from "./transport.ts";

/** An interaction that wants an answer: everything but autocompletion. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/**
 * Where an answer goes: a message for everyone, one that its asker alone sees, or over the message
 * that was pressed. Discord fixes it when the interaction is acknowledged, so it comes before the answer.
 */
export type Where = "everyone" | "asker" | "over";

/**
 * Acknowledges an interaction at once, because Discord gives up after 3 seconds
 * (https://discord.com/developers/docs/interactions/receiving-and-responding); the answer itself then
 * has 15 minutes. Resolves to whether it is for this process to answer: not when the interaction is
 * over, nor when another process was quicker, as can happen while one takes the gateway over.
 */
export async function acknowledge(interaction: Answerable, where: Where): Promise<boolean> {
  try {
    if (where === "over" && "deferUpdate" in interaction) await interaction.deferUpdate();
    else await interaction.deferReply(where === "asker" ? { flags: MessageFlags.Ephemeral } : {});
    return true;
  } catch (error) {
    if (isOver(error)) return false;
    if (!wasTaken(error)) throw error;
    if (!wasRepeated(error.url)) return false;
    interaction.deferred = true;
    return true;
  }
}

/** Whether a first response failed because Discord has one: it was repeated after the answer to it was lost, or another process gave it. */
export function wasTaken(error: unknown): error is DiscordAPIError {
  return hasCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
}

/** Whether the 3 seconds, or the interest of the one who asked, were over before the first response came. */
export function isOver(error: unknown): boolean {
  return hasCode(error, RESTJSONErrorCodes.UnknownInteraction);
}

/** Whether Discord refused a request with this code. */
export function hasCode(error: unknown, ...codes: readonly number[]): error is DiscordAPIError {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}
