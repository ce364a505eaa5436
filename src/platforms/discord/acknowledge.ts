import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from "discord.js";

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
 * has 15 minutes. Resolves to whether an answer can still be shown.
 */
export async function acknowledge(interaction: Answerable, where: Where): Promise<boolean> {
  try {
    if (where === "over" && "deferUpdate" in interaction) await interaction.deferUpdate();
    else await interaction.deferReply(where === "asker" ? { flags: MessageFlags.Ephemeral } : {});
    return true;
  } catch (error) {
    // A request that was repeated after a lost reply was acknowledged the first time.
    if (hasCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) {
      interaction.deferred = true;
      return true;
    }
    if (hasCode(error, RESTJSONErrorCodes.UnknownInteraction)) return false;
    throw error;
  }
}

/** Whether Discord refused a request with this code. */
export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}
