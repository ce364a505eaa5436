import type { Wanted } from "#papers";

/** One look at a source that should be made; its key names it for good, so that it is made once. */
export type Slot = { readonly key: string; readonly wanted: Wanted };

/**
 * The looks that are due at `now` (epoch milliseconds) and not among those that were answered, the
 * most urgent first. What was missed is not made up for one by one: a look shows how things are now.
 */
export type Schedule = (now: number, known: Known) => readonly Slot[];

/** What is known of looks before. */
type Known = {
  /** Keys of slots. */
  readonly answered: ReadonlySet<string>;
  /** When any look last went well, in epoch milliseconds. */
  readonly lastSuccess?: number | undefined;
};

/** How long answered slots are remembered, in ms: longer than any schedule looks back. */
export const SLOTS_KEPT_MS = 40 * 24 * 60 * 60 * 1000;
