import { InteractionType, MessageType } from "discord.js";
import type { Core } from "../core.ts";
import type { Interaction } from "../interactions/interaction.ts";
import type { Json } from "../json.ts";
import type { Stored } from "../world/channel.ts";
import { type Upload, write } from "../world/messages.ts";

/** Writes a message of an interaction into its channel: the first response or a followup. */
export function respond(
  interaction: Interaction,
  core: Core,
  message: {
    readonly body: Json;
    readonly files: readonly Upload[];
    readonly ephemeral: boolean;
    readonly loading: boolean;
    readonly followup?: boolean;
  },
): Stored {
  const { channel, user, original, source } = interaction;
  const { body, files, ephemeral, loading, followup = false } = message;
  const above = followup ? original : source;
  return write(channel, {
    author: core.world.bot,
    body,
    files,
    loading,
    type: typeOf(interaction, followup),
    ...(ephemeral ? { onlyFor: user.id } : {}),
    more: {
      webhook_id: core.applicationId,
      application_id: core.applicationId,
      interaction_metadata: metadataOf(interaction),
      ...(above
        ? {
            message_reference: {
              type: 0,
              channel_id: channel.id,
              message_id: above.message.id,
              guild_id: channel.guild?.id,
            },
          }
        : {}),
    },
  });
}

function typeOf(interaction: Interaction, followup: boolean): MessageType {
  if (followup || interaction.source) return MessageType.Reply;
  if (interaction.type !== InteractionType.ApplicationCommand) return MessageType.Default;
  const { type } = interaction.payload.data as { readonly type?: number };
  return type === 1 ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
}

function metadataOf(interaction: Interaction): Json {
  const { id, type, user, payload, source } = interaction;
  const data = payload.data as { readonly name?: string };
  return {
    id,
    type,
    user,
    authorizing_integration_owners: payload.authorizing_integration_owners,
    ...(data.name ? { name: data.name } : {}),
    ...(source ? { interacted_message_id: source.message.id } : {}),
  };
}
