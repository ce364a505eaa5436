import { InteractionResponseType, InteractionType, MessageFlags } from "discord.js";
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  type Schema,
  UpdateMessageInteractionCallbackRequestSchema,
} from "discord-api-spec/zod";
import type { Core } from "../core.ts";
import { failed } from "../failure.ts";
import {
  FIRST_RESPONSE,
  type FirstResponse,
  type Interaction,
} from "../interactions/interaction.ts";
import { type Json, record, whole } from "../json.ts";
import { choicesProblems } from "../lint/choices.ts";
import { isEmpty, messageProblems } from "../lint/message.ts";
import { modalProblems } from "../lint/modal.ts";
import { type Problem, problem, refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import { rewrite } from "../world/messages.ts";
import { respond } from "./responses.ts";
import { type Answer, type Call, route } from "./route.ts";

/** The first response to an interaction. */
export const CALLBACKS = [
  route("POST /interactions/:interaction/:token/callback", callback, "none"),
];

/** A kind of first response: what it is called and which schema its body has. */
type Kind = { readonly kind: FirstResponse["kind"]; readonly schema: Schema };

const KINDS: Readonly<Record<number, Kind>> = {
  [InteractionResponseType.ChannelMessageWithSource]: {
    kind: "message",
    schema: CreateMessageInteractionCallbackRequestSchema,
  },
  [InteractionResponseType.DeferredChannelMessageWithSource]: {
    kind: "deferred",
    schema: CreateMessageInteractionCallbackRequestSchema,
  },
  [InteractionResponseType.DeferredMessageUpdate]: {
    kind: "deferred update",
    schema: UpdateMessageInteractionCallbackRequestSchema,
  },
  [InteractionResponseType.UpdateMessage]: {
    kind: "update",
    schema: UpdateMessageInteractionCallbackRequestSchema,
  },
  [InteractionResponseType.ApplicationCommandAutocompleteResult]: {
    kind: "choices",
    schema: ApplicationCommandAutocompleteCallbackRequestSchema,
  },
  [InteractionResponseType.Modal]: {
    kind: "modal",
    schema: ModalInteractionCallbackRequestSchema,
  },
};

function callback(call: Call, core: Core): Answer {
  const interaction = core.interactions.get(call.params.token ?? "");
  if (!interaction || interaction.id !== call.params.interaction) throw failed(10062);
  if (interaction.first) throw failed(40060);
  const ms = core.now() - interaction.at;
  if (ms > FIRST_RESPONSE) throw failed(10062);
  const body = record(call.body);
  const found = KINDS[whole(body.type)];
  const kind = found && allowed(found.kind, interaction) ? found : undefined;
  if (!kind) {
    refuse([
      problem(["type"], "BASE_TYPE_CHOICES", "No such response to this kind of interaction."),
    ]);
  }
  const data = record(body.data);
  if (kind) check(kind, interaction, call, data);
  const flags = whole(data.flags);
  const speaks = kind?.kind === "message" || kind?.kind === "deferred";
  const ephemeral = speaks && (Boolean(flags & MessageFlags.Ephemeral) || interaction.hushed);
  interaction.first = {
    type: whole(body.type),
    kind: kind?.kind ?? "message",
    flags,
    ephemeral,
    data,
    ms,
  };
  carryOut(interaction, call, core);
  return call.query.get("with_response") === "true" ? described(interaction) : { status: 204 };
}

/** Which first responses fit which interactions (receiving-and-responding, Interaction Callback Type). */
function allowed(kind: FirstResponse["kind"], interaction: Interaction): boolean {
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return kind === "choices";
    case InteractionType.MessageComponent:
      return kind !== "choices";
    case InteractionType.ModalSubmit:
      if (kind === "update" || kind === "deferred update") return interaction.source !== undefined;
      return kind === "message" || kind === "deferred";
    case InteractionType.ApplicationCommand:
      return kind === "message" || kind === "deferred" || kind === "modal";
    case InteractionType.Ping:
      return false;
  }
}

function check(kind: Kind, interaction: Interaction, call: Call, data: Json): void {
  const before = interaction.source?.message as unknown as Json | undefined;
  const updates = kind.kind === "update";
  const inData = (problems: readonly Problem[]) =>
    problems.map((one) => ({ ...one, path: ["data", ...one.path] }));
  const own = (): readonly Problem[] => {
    if (kind.kind === "choices") return choicesProblems(data, interaction.focused ?? 3);
    if (kind.kind === "modal") return modalProblems(data);
    if (kind.kind === "deferred") return deferProblems(data);
    if (kind.kind === "deferred update") return [];
    return inData(
      messageProblems(data, {
        use: updates ? "webhook edit" : "response",
        files: call.files,
        ...(updates ? { before } : {}),
      }),
    );
  };
  refuse([...schemaProblems(kind.schema, call.body), ...own()]);
  const whole = updates ? { ...before, ...data } : data;
  if ((updates || kind.kind === "message") && isEmpty(whole, call.files)) throw failed(50006);
}

/** Only Ephemeral can be decided at a defer (receiving-and-responding). */
function deferProblems(data: Json): readonly Problem[] {
  return whole(data.flags) & ~MessageFlags.Ephemeral
    ? [problem(["data", "flags"], "BASE_TYPE_INVALID", "A defer takes only the flag EPHEMERAL.")]
    : [];
}

function carryOut(interaction: Interaction, call: Call, core: Core): void {
  const { first, source, channel } = interaction;
  switch (first?.kind) {
    case "message":
    case "deferred": {
      const loading = first.kind === "deferred";
      interaction.original = respond(interaction, core, {
        body: loading ? {} : first.data,
        files: call.files,
        ephemeral: first.ephemeral,
        loading,
      });
      interaction.answered = !loading;
      return;
    }
    case "update":
    case "deferred update":
      interaction.original = source;
      if (source && first.kind === "update") {
        rewrite(channel, source, first.data, call.files);
        interaction.answered = true;
      }
      return;
    case "choices":
    case "modal":
    case undefined:
  }
}

function described(interaction: Interaction): Answer {
  const { first, original, id, type, channel, guild } = interaction;
  const message = original?.message as unknown as Json | undefined;
  return {
    status: 200,
    body: {
      interaction: {
        id,
        type,
        channel_id: channel.id,
        ...(guild ? { guild_id: guild.id } : {}),
        ...(message
          ? {
              response_message_id: message.id,
              response_message_loading: original?.loading ?? false,
              response_message_ephemeral: original?.onlyFor !== undefined,
            }
          : {}),
      },
      resource: { type: first?.type, ...(message ? { message } : {}) },
    },
  };
}
