import { setImmediate } from "node:timers/promises";
import type { Catalogue } from "../catalogue.ts";
import type { Paper } from "../paper.ts";
import type { Embedder } from "./embedder.ts";
import { textMark, textOf } from "./text-of.ts";
import type { Vectors } from "./vectors.ts";

/** Papers that are embedded at once; more would take memory and no less time. */
const BATCH = 8;

/** Papers that are looked through at once for those whose vector is missing or of an older text. */
const LOOKED_THROUGH = 200;

/** The work of giving each paper a vector, off everybody's way. */
export type Embedding = {
  /** These papers are new or have other words. */
  changed(keys: Iterable<string>): void;
  /** Works until nothing is left to do. */
  work(stopped: () => boolean): Promise<void>;
};

/** Some keys of papers, and where the next ones begin; without it these are the last. */
export type KeyPage = { readonly keys: readonly string[]; readonly after?: string };

/** Embedding of a catalogue's papers; `pageAfter` gives all of their keys, a page at a time, from "" on. */
export function createEmbedding(
  catalogue: Pick<Catalogue, "getAll">,
  pageAfter: (after: string) => Promise<KeyPage>,
  embedder: Embedder,
  vectors: Vectors,
): Embedding {
  const waiting = new Set<string>();
  let after: string | undefined = "";
  const next = async (): Promise<readonly string[]> => {
    if (waiting.size === 0 && after !== undefined) {
      const page = await pageAfter(after);
      for (const key of page.keys) waiting.add(key);
      after = page.after;
    }
    return [...waiting].slice(0, LOOKED_THROUGH);
  };
  const give = async (papers: readonly Paper[], stopped: () => boolean): Promise<void> => {
    const kept = await vectors.get(papers.map(({ key }) => key));
    const due = papers.filter((paper) => kept.get(paper.key)?.text !== textMark(paper));
    const made: Parameters<Vectors["put"]>[0][number][] = [];
    for (let start = 0; start < due.length && !stopped(); start += BATCH) {
      const batch = due.slice(start, start + BATCH);
      const own = await embedder.embed(batch.map(textOf), "paper");
      for (const [at, paper] of batch.entries()) {
        const vector = own[at];
        if (vector) made.push({ key: paper.key, text: textMark(paper), vector });
      }
      await setImmediate();
    }
    // Together, since each time is a file of its own for some.
    await vectors.put(made);
  };
  return {
    changed: (keys) => {
      for (const key of keys) waiting.add(key);
    },
    work: async (stopped) => {
      while (!stopped()) {
        const some = await next();
        if (some.length === 0 && after === undefined) return;
        await give(await catalogue.getAll(some), stopped);
        if (stopped()) return;
        // Only now, so that what fails is tried again.
        for (const key of some) waiting.delete(key);
      }
    },
  };
}
