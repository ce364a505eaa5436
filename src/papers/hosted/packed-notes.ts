import type { Snapshot } from "../looks.ts";
import { present } from "../present.ts";

/**
 * Snapshots as columns: tens of thousands of objects would take a thread some 50 ms to copy to another,
 * these take one or two. A count that is not known is NaN.
 */
export type PackedNotes = {
  /** Keys of papers, each once. */
  readonly keys: readonly string[];
  /** For each snapshot the place of its paper's key. */
  readonly papers: Uint32Array;
  readonly at: Float64Array;
  readonly upvotes: Float64Array;
  readonly comments: Float64Array;
  readonly stars: Float64Array;
};

/** Packs snapshots. */
export function pack(snapshots: readonly Snapshot[]): PackedNotes {
  const places = new Map<string, number>();
  const papers = Uint32Array.from(snapshots, ({ paper }) => {
    const place = places.get(paper) ?? places.size;
    places.set(paper, place);
    return place;
  });
  return {
    keys: [...places.keys()],
    papers,
    at: Float64Array.from(snapshots, ({ at }) => at),
    upvotes: Float64Array.from(snapshots, ({ upvotes }) => upvotes),
    comments: Float64Array.from(snapshots, ({ comments = Number.NaN }) => comments),
    stars: Float64Array.from(snapshots, ({ stars = Number.NaN }) => stars),
  };
}

/** The snapshots that were packed. */
export function unpack({ keys, papers, ...columns }: PackedNotes): readonly Snapshot[] {
  const known = (count = Number.NaN) => (Number.isNaN(count) ? undefined : count);
  return Array.from(papers, (place, row) =>
    present({
      paper: keys[place] ?? "",
      at: columns.at[row] ?? Number.NaN,
      upvotes: columns.upvotes[row] ?? Number.NaN,
      comments: known(columns.comments[row]),
      stars: known(columns.stars[row]),
    }),
  );
}
