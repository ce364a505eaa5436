import { setImmediate } from "node:timers/promises";
import { merge, type Paper, type PaperSource, type Snapshot, type Wanted } from "#papers";
import type { Store } from "#store";

/** What a look brought. */
export type Seen = { readonly papers: number; readonly added: number };

/** Papers that are written at once: some 10 ms of work, during which nothing else is answered. */
const BATCH = 50;

/**
 * Looks at a source: what it tells is joined with what the store has, with a snapshot of the counts as
 * they were at `at` (epoch milliseconds). Papers that came before a source fails are kept. `alive` is
 * called after every batch.
 */
export async function look(
  source: PaperSource,
  wanted: Wanted,
  at: number,
  { papers, snapshots }: Pick<Store, "papers" | "snapshots">,
  alive: () => Promise<void>,
): Promise<Seen> {
  const keys = new Set<string>();
  let added = 0;
  let batch: Paper[] = [];
  const keep = async () => {
    const list = batch.map((paper) => stamped(paper, at));
    batch = [];
    added += (await papers.learn(list, (old, fresh) => merge(believable(old, at), fresh))).added;
    await snapshots.add(list.flatMap((paper) => snapshotOf(paper, at)));
    await alive();
    await setImmediate();
  };
  try {
    for await (const paper of source.papers(wanted)) {
      keys.add(paper.key);
      if (batch.push(paper) >= BATCH) await keep();
    }
  } finally {
    if (batch.length > 0) await keep();
  }
  return { papers: keys.size, added };
}

/** A paper with the time of what was counted. */
function stamped(paper: Paper, at: number): Paper {
  return paper.upvotes === undefined ? paper : { ...paper, countedAt: at };
}

/** Clocks of two machines may be so far apart, in ms; counts from beyond that are of a clock that was wrong. */
const AHEAD_MS = 60 * 60 * 1000;

/** Counts from the future would never give way to those of now. */
function believable(paper: Paper, now: number): Paper {
  const { countedAt, ...rest } = paper;
  return countedAt !== undefined && countedAt > now + AHEAD_MS ? rest : paper;
}

/** Sources without upvotes tell nothing that changes. */
function snapshotOf(paper: Paper, at: number): readonly Snapshot[] {
  const { key, upvotes, comments, code } = paper;
  if (upvotes === undefined) return [];
  const more = {
    ...(comments !== undefined && { comments }),
    ...(code?.stars !== undefined && { stars: code.stars }),
  };
  return [{ paper: key, at, upvotes, ...more }];
}
