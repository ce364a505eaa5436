import type { Paper } from "./paper.ts";

/** What a paper's counts were at one time (epoch milliseconds). */
export type Snapshot = {
  readonly paper: string;
  readonly at: number;
  readonly upvotes: number;
  readonly comments?: number;
  readonly stars?: number;
};

/** What is asked of trending; `community` holds this server's or workspace's own votes and saves by key. */
export type TrendQuery = {
  readonly papers: Iterable<Paper>;
  readonly window: "day" | "week" | "month";
  readonly now: number;
  readonly snapshots?: readonly Snapshot[];
  readonly community?: ReadonlyMap<string, { readonly votes: number; readonly saves: number }>;
};

/** A paper with why it trends; `gained` counts upvotes within the window. */
export type TrendHit = {
  readonly paper: Paper;
  readonly score: number;
  readonly gained?: number;
  readonly votes?: number;
  readonly saves?: number;
};

/** A ranking with what it rests on. `inWindow` is false when nothing known lies in the window and the list reaches back. */
export type Trend = {
  readonly hits: readonly TrendHit[];
  readonly basis: "gained" | "upvotes" | "newest";
  readonly inWindow: boolean;
  /** Newest publication date among the papers, ISO. */
  readonly asOf?: string;
};

const DAY_MS = 86_400_000;
const WINDOW_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 31 * DAY_MS } as const;

/** A vote of the community counts as this many upvotes, a save as this many: a group is small and knows its field. */
const VOTE_WORTH = 5;
const SAVE_WORTH = 3;

/** Ranks papers by upvotes gained within the window, or else by all their upvotes, then the newest; never silent on which. */
export function trending({ papers, window, now, snapshots = [], community }: TrendQuery): Trend {
  const all = [...papers];
  const since = now - WINDOW_MS[window];
  const gains = gainsOf(snapshots, since);
  const recent = all.filter(
    (paper) => published(paper) >= since || (gains.get(paper.key) ?? 0) > 0,
  );
  const inWindow = recent.length > 0;
  const ranked = (inWindow ? recent : all)
    .map((paper) => hitOf(paper, gains.get(paper.key), community?.get(paper.key)))
    .sort((a, b) => b.score - a.score || published(b.paper) - published(a.paper));
  const newest = all
    .map((paper) => paper.published ?? "")
    .sort()
    .at(-1);
  return {
    hits: ranked,
    basis: basisOf(ranked),
    inWindow,
    ...(newest && { asOf: newest }),
  };
}

function basisOf(hits: readonly TrendHit[]): Trend["basis"] {
  if (hits.some(({ gained }) => gained)) return "gained";
  return hits.some(({ score }) => score > 0) ? "upvotes" : "newest";
}

function hitOf(
  paper: Paper,
  gained: number | undefined,
  here: { readonly votes: number; readonly saves: number } | undefined,
): TrendHit {
  const { votes = 0, saves = 0 } = here ?? {};
  return {
    paper,
    score: (gained ?? paper.upvotes ?? 0) + VOTE_WORTH * votes + SAVE_WORTH * saves,
    ...(gained && { gained }),
    ...(votes && { votes }),
    ...(saves && { saves }),
  };
}

/** Upvotes gained since a time: the newest count less the last one before it, or the first one after. */
function gainsOf(snapshots: readonly Snapshot[], since: number): ReadonlyMap<string, number> {
  const first = new Map<string, Snapshot>();
  const last = new Map<string, Snapshot>();
  for (const snapshot of [...snapshots].sort((a, b) => a.at - b.at)) {
    if (snapshot.at <= since || !first.has(snapshot.paper)) first.set(snapshot.paper, snapshot);
    last.set(snapshot.paper, snapshot);
  }
  return new Map(
    [...last].map(([key, { upvotes }]) => [
      key,
      Math.max(0, upvotes - (first.get(key)?.upvotes ?? 0)),
    ]),
  );
}

function published(paper: Paper): number {
  return paper.published ? Date.parse(paper.published) || 0 : 0;
}
