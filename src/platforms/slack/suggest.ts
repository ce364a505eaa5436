import { setTimeout as pause } from "node:timers/promises";
import type { BlockSuggestion, types } from "@slack/bolt";
import type { Suggestion } from "#chat";
import type { House } from "./house.ts";
import { offered } from "./offered.ts";
import { callFrom, type Scene } from "./scene.ts";
import { type FormState, readState } from "./states.ts";

/** Longest that options are waited for, in milliseconds; Slack gives up after 3 s and does not ask again. */
const DEADLINE_MS = 2_000;

/** Options for a field of a form while somebody types into it: what the command suggests, and what was typed itself. */
export async function optionsFor(
  house: House,
  from: Scene,
  asked: BlockSuggestion,
): Promise<types.PlainTextOption[]> {
  const typed = asked.value.trim();
  const state = readState<FormState>(asked.view?.private_metadata);
  const scene = { ...from, ...(state.channel && { channel: state.channel }) };
  const late = pause(DEADLINE_MS, [], { ref: false });
  const found = await Promise.race([late, suggested(house, scene, state, asked.action_id, typed)]);
  return offered(found, typed);
}

async function suggested(
  house: House,
  scene: Scene,
  { ticket }: Partial<FormState>,
  option: string,
  typed: string,
): Promise<readonly Suggestion[]> {
  try {
    const { command, input } = await house.tickets.read(ticket ?? "");
    const call = await callFrom(house, scene, { command, input });
    return await house.host.suggest(call, option, typed);
  } catch (error) {
    house.log.warn({ err: error, option }, "Nothing could be suggested");
    return [];
  }
}
