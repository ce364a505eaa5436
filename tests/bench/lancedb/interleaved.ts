/** Milliseconds below which half, 95 and 99 of a hundred lie. */
type Times = { readonly p50: number; readonly p95: number; readonly p99: number };

/** The same by the clock, and of the processor: all threads of this process together, which a busy machine changes least. */
type Measured = Times & { readonly processor: Times };

/** Does several things with each item in turn, so that what else the machine does concerns all of them alike. */
export async function interleaved<T>(
  items: readonly T[],
  acts: readonly ((item: T) => Promise<unknown>)[],
): Promise<readonly Measured[]> {
  const times = acts.map(() => ({ clock: [] as number[], processor: [] as number[] }));
  for (const item of items.slice(0, WARMING)) for (const act of acts) await act(item);
  for (const item of items)
    for (const [at, act] of acts.entries()) {
      const [from, before] = [performance.now(), process.cpuUsage()];
      await act(item);
      const { user, system } = process.cpuUsage(before);
      times[at]?.clock.push(performance.now() - from);
      times[at]?.processor.push((user + system) / 1000);
    }
  return times.map(({ clock, processor }) => ({ ...parts(clock), processor: parts(processor) }));
}

function parts(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const below = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return { p50: below(0.5), p95: below(0.95), p99: below(0.99) };
}

const WARMING = 50;
