import type { APIMessage } from "discord.js";
import type { Core } from "../core.ts";
import { type Json, list, record, text } from "../json.ts";
import type { Stored } from "../world/channel.ts";
import type { FirstResponse, Interaction } from "./interaction.ts";

/** A choice that was offered while an option was typed. */
export type Choice = { readonly name: string; readonly value: string | number };

/** A form that was opened; given to `person.submit`. */
export type Modal = {
  readonly customId: string;
  readonly title: string;
  /** Its parts as the bot sent them. */
  readonly components: readonly Json[];
  /** The interaction that opened it. */
  readonly from: Interaction;
};

/**
 * What a person asked of the bot, and what came of it. Each promise is made when it is read, and
 * fails with a sentence if the bot lets the person wait longer than the fake's patience.
 */
export type Asked = {
  readonly id: string;
  readonly token: string;
  /** The interaction as it went over the gateway. */
  readonly payload: Json;
  /** The first response. */
  readonly first: Promise<FirstResponse>;
  /**
   * The message that answers, as it stands: at once, or written after a defer.
   * Fails if it is deleted instead.
   */
  readonly answered: Promise<APIMessage>;
  /** The form that was opened instead of an answer. */
  readonly modal: Promise<Modal>;
  /** What was offered, of `person.autocomplete`. */
  readonly choices: Promise<readonly Choice[]>;
  /** Followups so far. */
  readonly followups: readonly APIMessage[];
  /** The nth followup, from 0. */
  followup(n?: number): Promise<APIMessage>;
};

/** Watches an interaction. */
export function watch(interaction: Interaction, core: Core): Asked {
  const until = <T>(look: () => T | undefined, what: string) =>
    core.waits.until(look, () => `${what} of ${nameOf(interaction)} did not come; ${log(core)}`);
  const wrong = (wanted: string) => {
    const { first } = interaction;
    if (!first) return undefined;
    throw new Error(`${nameOf(interaction)} was answered by a ${first.kind}, not by ${wanted}`);
  };
  return {
    id: interaction.id,
    token: interaction.token,
    payload: interaction.payload,
    get first() {
      return until(() => interaction.first, "The first response");
    },
    get answered() {
      return until(() => answerOf(interaction, wrong), "The answer");
    },
    get modal() {
      return until(() => modalOf(interaction) ?? wrong("a modal"), "The modal");
    },
    get choices() {
      return until(() => choicesOf(interaction) ?? wrong("choices"), "The choices");
    },
    get followups() {
      return interaction.followups.map(copyOf);
    },
    followup: (n = 0) =>
      until(() => {
        const stored = interaction.followups[n];
        return stored && copyOf(stored);
      }, `Followup ${n}`),
  };
}

function answerOf(
  interaction: Interaction,
  wrong: (wanted: string) => undefined,
): APIMessage | undefined {
  const { first, original, answered, channel } = interaction;
  if (first?.kind === "modal" || first?.kind === "choices") return wrong("a message");
  if (original && !channel.stored.has(original.message.id) && !channel.gone) {
    throw new Error(`The answer to ${nameOf(interaction)} was deleted`);
  }
  return answered && original ? copyOf(original) : undefined;
}

/** Messages go on changing; a test gets how one stood. */
function copyOf({ message }: Stored): APIMessage {
  return structuredClone(message);
}

function modalOf(interaction: Interaction): Modal | undefined {
  const { first } = interaction;
  if (first?.kind !== "modal") return undefined;
  const { data } = first;
  return {
    customId: text(data.custom_id),
    title: text(data.title),
    components: list(data.components).map(record),
    from: interaction,
  };
}

function choicesOf({ first }: Interaction): readonly Choice[] | undefined {
  if (first?.kind !== "choices") return undefined;
  return list(first.data.choices).map((one) => one as Choice);
}

function nameOf({ payload, type }: Interaction): string {
  const data = record(payload.data);
  const inner = record(list(data.options)[0]);
  const sub = inner.type === 1 || inner.type === 2 ? ` ${text(inner.name)}` : "";
  const name = text(data.name) || text(data.custom_id);
  return `interaction type ${type} "${name}${sub}"`;
}

function log(core: Core): string {
  const last = core.requests
    .slice(-5)
    .map(({ method, path, status }) => `${method} ${hideToken(path)} ${status ?? "-"}`);
  if (last.length === 0) return "there were no requests";
  const refusal = core.refusals.at(-1);
  const refused = refusal
    ? `; refused was ${refusal.code} ${refusal.message} ${JSON.stringify(refusal.errors ?? {})}`
    : "";
  return `the last requests were ${last.join(", ")}${refused.slice(0, 600)}`;
}

/** Interaction tokens make long lines. */
function hideToken(path: string): string {
  return path.replace(/(\/(?:webhooks|interactions)\/\d+\/)[^/]+/, "$1…");
}
