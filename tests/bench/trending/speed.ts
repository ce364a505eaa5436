import { type Paper, type Snapshot, trending } from "#papers";
import { randomOf } from "./measures.ts";

const DAY = 86_400_000;
const RUNS = 15;

/** Milliseconds of one trend: the median by the clock, and the mean of the processor's, which others on the machine don't lengthen. */
export type Speed = { readonly clock: number; readonly processor: number };

/** Times a trend of each window over 15,000 papers and 40,000 snapshots of the last 35 days, as a store gives them. */
export function measureSpeed(seed: number): { readonly [window: string]: Speed } {
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
    const at = Date.parse(daily) + age * 7 * DAY;
    return { paper: key, at, upvotes: Math.floor(upvotes * age) };
  }).sort((a, b) => a.at - b.at);
  const windows = ["day", "week", "month"] as const;
  for (const window of windows) trending({ papers, snapshots, window, now });
  return Object.fromEntries(
    windows.map((window) => {
      const spent = process.cpuUsage();
      const times = Array.from({ length: RUNS }, () => {
        const from = performance.now();
        trending({ papers, snapshots, window, now });
        return performance.now() - from;
      }).sort((a, b) => a - b);
      const { user, system } = process.cpuUsage(spent);
      const processor = (user + system) / 1000 / RUNS;
      return [window, { clock: times[RUNS >> 1] ?? Number.NaN, processor }];
    }),
  );
}
