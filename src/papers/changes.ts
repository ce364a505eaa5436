import type { Paper } from "./paper.ts";

/** Reads what changed in a store, apart from whoever else uses it. */
export type ChangeReader = {
  /** About `most` papers that changed after the change number `from`, and the number up to which these are all. */
  changedSince(from: number, most: number): Promise<ChangedPapers>;
  close(): Promise<void>;
};

type ChangedPapers = { readonly papers: readonly Paper[]; readonly seq: number };

/**
 * How another thread comes by a reader of its own: a module, by its URL, whose `openChanges` is to be given
 * `where`, and what tells that from another that may lie there by then. It is data, since no function can be handed
 * to a thread.
 */
export type ChangesPlace = {
  readonly module: string;
  readonly where: string;
  readonly mark?: string;
};

/** What the module at a `ChangesPlace` exports. */
export type ChangesModule = { openChanges(where: string, mark?: string): ChangeReader };
