import { MessageFlags } from "discord.js";
import {
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
} from "discord-api-spec/zod";
import type { Core } from "../core.ts";
import { failed } from "../failure.ts";
import {
  type Interaction,
  TOKEN_LIFE,
  USER_INSTALL_FOLLOWUPS,
} from "../interactions/interaction.ts";
import { type Json, record, whole } from "../json.ts";
import { isEmpty, messageProblems } from "../lint/message.ts";
import { refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import type { Stored } from "../world/channel.ts";
import { erase, rewrite } from "../world/messages.ts";
import { respond } from "./responses.ts";
import { type Answer, type Call, ok, route } from "./route.ts";

/** What follows the first response to an interaction, by its token. */
export const WEBHOOKS = [
  route("POST /webhooks/:application/:token", followUp, "none"),
  route("GET /webhooks/:application/:token/messages/:message", read, "none"),
  route("PATCH /webhooks/:application/:token/messages/:message", edit, "none"),
  route("DELETE /webhooks/:application/:token/messages/:message", remove, "none"),
];

function interactionOf(call: Call, core: Core): Interaction {
  const interaction = core.interactions.get(call.params.token ?? "");
  if (!interaction || call.params.application !== core.applicationId) throw failed(10015);
  if (core.now() - interaction.at > TOKEN_LIFE) throw failed(50027);
  return interaction;
}

function messageOf(interaction: Interaction, call: Call): Stored {
  const { message: id } = call.params;
  const { original, followups, channel } = interaction;
  const found =
    id === "@original" ? original : [original, ...followups].find((one) => one?.message.id === id);
  if (!found || !channel.stored.has(found.message.id)) throw failed(10008);
  return found;
}

function followUp(call: Call, core: Core): Answer {
  const interaction = interactionOf(call, core);
  const { original, followups, first } = interaction;
  if (!first || first.kind === "choices" || first.kind === "modal") throw failed(10015);
  const body = record(call.body);
  refuse([
    ...schemaProblems(IncomingWebhookRequestPartialSchema, call.body),
    ...messageProblems(body, { use: "response", files: call.files }),
  ]);
  if (isEmpty(body, call.files)) throw failed(50006);
  if (original?.loading && interaction.channel.stored.has(original.message.id)) {
    interaction.answered = true;
    return ok(rewrite(interaction.channel, original, body, call.files) as unknown as Json);
  }
  if (interaction.userOnly && followups.length >= USER_INSTALL_FOLLOWUPS) throw failed(40094);
  const asked = Boolean(whole(body.flags) & MessageFlags.Ephemeral);
  const stored = respond(interaction, core, {
    body,
    files: call.files,
    ephemeral: asked || interaction.hushed,
    loading: false,
    followup: true,
  });
  followups.push(stored);
  return ok(stored.message as unknown as Json);
}

function read(call: Call, core: Core): Answer {
  return ok(messageOf(interactionOf(call, core), call).message as unknown as Json);
}

function edit(call: Call, core: Core): Answer {
  const interaction = interactionOf(call, core);
  const stored = messageOf(interaction, call);
  const body = record(call.body);
  const before = stored.message as unknown as Json;
  refuse([
    ...schemaProblems(IncomingWebhookUpdateRequestPartialSchema, call.body),
    ...messageProblems(body, { use: "webhook edit", files: call.files, before }),
  ]);
  if (isEmpty({ ...before, ...body }, call.files)) throw failed(50006);
  const message = rewrite(interaction.channel, stored, body, call.files);
  if (stored === interaction.original) interaction.answered = true;
  return ok(message as unknown as Json);
}

function remove(call: Call, core: Core): Answer {
  const interaction = interactionOf(call, core);
  erase(interaction.channel, messageOf(interaction, call));
  return { status: 204 };
}
