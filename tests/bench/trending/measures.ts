/**
 * Discounted gain of the first `depth` by score over the best that the gains allow, between 0 and 1;
 * undefined when there is nothing to gain. Of equal scores the one that comes first counts.
 */
export function ndcg(
  scores: readonly number[],
  gains: readonly number[],
  depth: number,
): number | undefined {
  const best = discounted(gains.toSorted((a, b) => b - a).slice(0, depth));
  const got = discounted(topOf(scores, depth).map((index) => gains[index] ?? 0));
  return best > 0 ? got / best : undefined;
}

/** The part of the first `depth` by score that is among the first `depth` by truth. */
export function precision(
  scores: readonly number[],
  truth: readonly number[],
  depth: number,
): number {
  const wanted = new Set(topOf(truth, depth));
  const found = topOf(scores, depth);
  return found.filter((index) => wanted.has(index)).length / found.length;
}

/** Spearman's rank correlation, equal values sharing the mean of their ranks; undefined where one side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const [index, rank] of x.entries()) {
    const [dx, dy] = [rank - mean, (y[index] ?? 0) - mean];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}

/** A mean with the interval that holds 95 of 100 resampled means. */
export type Estimate = { readonly mean: number; readonly low: number; readonly high: number };

/** The mean of all values; whole groups are drawn again, since values of one group hang together. */
export function bootstrap(
  groups: readonly (readonly number[])[],
  random: () => number,
  rounds = 1000,
): Estimate {
  const sums = groups.map((group) => ({ sum: group.reduce((a, b) => a + b, 0), n: group.length }));
  const means = Array.from({ length: rounds }, () =>
    meanOf(sums.map(() => sums[Math.floor(random() * sums.length)] ?? { sum: 0, n: 0 })),
  ).sort((a, b) => a - b);
  const at = (part: number) => means[Math.min(rounds - 1, Math.floor(part * rounds))] ?? Number.NaN;
  return { mean: meanOf(sums), low: at(0.025), high: at(0.975) };
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function topOf(scores: readonly number[], depth: number): readonly number[] {
  const order = scores.map((_, index) => index);
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, depth);
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranked = values.map(() => 0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0])
      end += 1;
    for (let index = start; index <= end; index += 1)
      ranked[order[index] ?? 0] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranked;
}

function meanOf(parts: readonly { readonly sum: number; readonly n: number }[]): number {
  const n = parts.reduce((total, part) => total + part.n, 0);
  return parts.reduce((total, part) => total + part.sum, 0) / n;
}
