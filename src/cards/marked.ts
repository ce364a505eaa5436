import { type Action, type Next, type Reply, rich } from "#chat";
import type { Paper } from "#papers";
import { titleOf } from "./paper.ts";
import { told } from "./told.ts";

/** What became of a reader's mark on a paper, a save or a vote. */
export type Marking = {
  readonly paper: Paper;
  /** False: it was so already. */
  readonly changed: boolean;
  /** What is said where it changed, and where it did not. */
  readonly said: readonly [done: string, already: string];
  /** The call that takes it back. */
  readonly undo: Next;
  readonly note?: string;
  readonly more?: readonly Action[];
};

/** The answer to a mark that was put on a paper or taken off, with a way back where there is one. */
export function markedReply({ paper, changed, said, undo, note, more = [] }: Marking): Reply {
  const [done, already] = said;
  return told(rich`${changed ? done : already}: ${titleOf(paper)}${note ? ` (${note})` : ""}`, [
    ...(changed ? [{ kind: "button" as const, label: "Undo", next: undo }] : []),
    ...more,
  ]);
}
