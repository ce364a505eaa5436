import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Paper } from "#papers";

/** The papers of a file of arXiv records as JSON Lines, plain or gzipped: {id, title, abstract, authors, published, categories}. */
export async function* readCorpus(path: string): AsyncGenerator<Paper> {
  const bytes = createReadStream(path);
  const input = path.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  try {
    for await (const line of createInterface({ input })) {
      const { id, ...rest } = JSON.parse(line);
      yield { key: `arxiv:${id}`, ...rest };
    }
  } finally {
    // What nobody reads any more would still be unpacked, while something else is measured.
    bytes.destroy();
    input.destroy();
  }
}

/** Queries of two to six words in a row from the first titles of a corpus, every other one with a letter missing. */
export async function queriesFrom(corpus: string, count: number): Promise<readonly string[]> {
  const titles: string[] = [];
  for await (const { title } of readCorpus(corpus)) if (titles.push(title) >= 20_000) break;
  return Array.from({ length: count }, (_, n) => {
    const words = (titles[(n * 7919) % titles.length] ?? "").split(/\s+/);
    const from = n % Math.max(1, words.length - 1);
    const query = words.slice(from, from + 2 + (n % 5)).join(" ");
    const at = 3 + (n % 5);
    return n % 2 === 0 ? query : query.slice(0, at) + query.slice(at + 1);
  });
}

/** So many parts of a hundred of all are no larger than this. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))] ?? Number.NaN
  );
}
