import { type Paper, type Snapshot, trending } from "#papers";
import { randomOf } from "./measures.ts";

const DAY = 86_400_000;

/** Milliseconds of one trend of each window over 15,000 papers and 40,000 snapshots of the last 35 days: the median of 15 runs. */
export function measureSpeed(seed: number): { readonly [window: string]: number } {
  const now = Date.parse("2026-03-11T12:00:00Z");
  const random = randomOf(seed);
  const papers = Array.from({ length: 15_000 }, (_, index): Paper => {
    const daily = new Date(now - Math.floor(random() * 600) * DAY).toISOString().slice(0, 10);
    const upvotes = Math.floor(random() * 200);
    return { key: `arxiv:${index}`, title: `Paper ${index}`, abstract: "", daily, upvotes };
  });
  const young = papers.filter(({ daily = "" }) => Date.parse(daily) > now - 35 * DAY);
  const snapshots = Array.from({ length: 40_000 }, (_, index): Snapshot => {
    const { key = "", daily = "", upvotes = 0 } = young[index % young.length] ?? {};
    const age = random();
    return {
      paper: key,
      at: Date.parse(daily) + age * 7 * DAY,
      upvotes: Math.floor(upvotes * age),
    };
  });
  const windows = ["day", "week", "month"] as const;
  return Object.fromEntries(
    windows.map((window) => {
      const times = Array.from({ length: 15 }, () => {
        const from = performance.now();
        trending({ papers, snapshots, window, now });
        return performance.now() - from;
      }).sort((a, b) => a - b);
      return [window, times[7] ?? Number.NaN];
    }),
  );
}
