import type { Catalogue } from "#papers";

/** The query that took longest, and how long in milliseconds of the processor. */
export type Slowest = { readonly query: string; readonly ms: number };

/**
 * Asks a catalogue each query in every way that takes one.
 * What took long is asked twice more and its least time counts: collecting garbage and compiling fall
 * on whoever comes by.
 * @throws Error that names the query on which the catalogue threw
 */
export async function slowestOf(
  queries: readonly string[],
  catalogue: Catalogue,
  cpuTime: () => number,
): Promise<Slowest> {
  const spent = (query: string) =>
    timeOf(query).catch((cause) => {
      throw new Error(`A query threw: ${JSON.stringify(query.slice(0, 500))}`, { cause });
    });
  const timeOf = async (query: string) => {
    const from = cpuTime();
    await catalogue.search({ text: query });
    const searched = cpuTime();
    await catalogue.suggest(query, 10);
    const suggested = cpuTime();
    await catalogue.nearest(query);
    return Math.max(searched - from, suggested - searched, cpuTime() - suggested);
  };
  let slowest: Slowest = { query: "", ms: 0 };
  for (const query of queries) {
    let ms = await spent(query);
    for (let again = 0; again < 2 && ms > slowest.ms; again += 1)
      ms = Math.min(ms, await spent(query));
    if (ms > slowest.ms) slowest = { query, ms };
  }
  return slowest;
}
