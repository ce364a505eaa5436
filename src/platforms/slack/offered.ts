import type { types } from "@slack/bolt";
import type { Suggestion } from "#chat";
import { LIMITS } from "./limits.ts";
import { plain } from "./plain.ts";

const { options: MOST, optionLabel: LABEL, optionValue: VALUE } = LIMITS;

/** What a menu offers for what was typed so far: what was found for it, and the words themselves. */
export function offered(found: readonly Suggestion[], typed: string): types.PlainTextOption[] {
  const free = typed && !found.some(({ value }) => value === typed);
  const few = found.slice(0, MOST - 1);
  const all = free ? [...few, { label: typed, value: typed }] : few;
  const fit = all.filter(
    ({ value }) => value !== "" && value.length <= VALUE && value.isWellFormed(),
  );
  return fit.map(({ label, value }) => ({
    text: plain(label, LABEL, value),
    value,
  }));
}
