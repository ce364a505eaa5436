import { setTimeout as pause } from "node:timers/promises";
import type { ViewOutput, ViewResponseAction } from "@slack/bolt";
import {
  type CommandCard,
  filledIn,
  problem,
  type Reply,
  readInput,
  UserError,
  type Values,
} from "#chat";
import { give } from "./answer.ts";
import { formErrors, readForm } from "./form.ts";
import { showHome } from "./home.ts";
import type { House } from "./house.ts";
import { showIn, windowWith } from "./press-in-view.ts";
import { replyTo } from "./reply-to.ts";
import type { Scene } from "./scene.ts";
import { type FormState, readState } from "./states.ts";

/**
 * How long a form waits for a refusal, in milliseconds, so that it can be shown at its field with
 * everything that was typed still there; far below Slack's 3 s, and a refusal takes a few.
 */
const VERDICT_MS = 1_000;

type Ack = (answer?: ViewResponseAction) => Promise<void>;

/** A form that was sent in: its fields complete the call that it was opened for. */
export async function onSubmit(
  house: House,
  from: Scene,
  view: ViewOutput,
  ack: Ack,
): Promise<void> {
  const state = readState<FormState>(view.private_metadata);
  const scene = sceneOf(from, state);
  const asked = await completed(house, state, view).catch((error: unknown) => {
    if (error instanceof UserError) return problem("refused", error.message);
    throw error;
  });
  // The form has expired with its button: there is nothing left to send it to.
  if ("summary" in asked) {
    await ack(await windowFor(house, asked, state));
    return;
  }
  const { command, input } = asked;
  const fault = faultOf(command, input);
  if (fault !== undefined) return ack(refusal(command, view, fault));
  const reply = replyTo(house, scene, { command: command.name, input });
  const verdict = await Promise.race([reply, pause(VERDICT_MS, undefined, { ref: false })]);
  if (verdict?.problem === "refused") return ack(refusal(command, view, verdict.summary));
  if (state.home) {
    await ack(await windowFor(house, verdict, state));
    if (!verdict) await showIn(house, scene, view.id, await reply, state.home);
    return showHome(house, scene, state.home);
  }
  await ack();
  const { over, privately = true } = state;
  await give(house, scene, await reply, over ? { privately, over } : { privately: true });
}

function sceneOf(from: Scene, { channel, thread, url }: Partial<FormState>): Scene {
  return { ...from, ...(channel && { channel }), ...(thread && { thread }), ...(url && { url }) };
}

/** The command and its input: what the button held, but for what the form asked, which counts even when it was emptied. */
async function completed(
  house: House,
  { ticket = "" }: Partial<FormState>,
  view: ViewOutput,
): Promise<{ readonly command: CommandCard; readonly input: Values }> {
  const waiting = await house.tickets.read(ticket);
  const command = house.host.commands.find(({ name }) => name === waiting.command);
  if (!command) throw new UserError(`There is no command ${waiting.command} any more.`);
  return { command, input: filledIn(waiting, readForm(view.state.values)) };
}

function faultOf(command: CommandCard, input: Values): string | undefined {
  try {
    readInput(command, input);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function refusal(command: CommandCard, view: ViewOutput, sentence: string): ViewResponseAction {
  return { response_action: "errors", errors: formErrors(command, view, sentence) };
}

/** The form turns into a window with the answer, or with a word until it is there. */
async function windowFor(
  house: House,
  reply: Reply | undefined,
  { home = {} }: Partial<FormState>,
): Promise<ViewResponseAction> {
  return { response_action: "update", view: await windowWith(house, reply, home) };
}
