/** Milliseconds below which half, 95 and 99 of a hundred lie. */
type Times = { readonly p50: number; readonly p95: number; readonly p99: number };

/** Does several things with each item in turn, so that what else the machine does concerns all of them alike. */
export async function interleaved<T>(
  items: readonly T[],
  acts: readonly ((item: T) => Promise<unknown>)[],
): Promise<readonly Times[]> {
  const times = acts.map(() => [] as number[]);
  for (const item of items.slice(0, WARMING)) for (const act of acts) await act(item);
  for (const item of items)
    for (const [at, act] of acts.entries()) {
      const from = performance.now();
      await act(item);
      times[at]?.push(performance.now() - from);
    }
  return times.map((all) => {
    const sorted = all.sort((a, b) => a - b);
    const below = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
    return { p50: below(0.5), p95: below(0.95), p99: below(0.99) };
  });
}

const WARMING = 50;
