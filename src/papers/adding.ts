import type { Addition } from "./catalogue.ts";
import type { Collection } from "./collection.ts";
import type { Paper } from "./paper.ts";
import type { SearchEngine } from "./search/engine.ts";

/** Papers that are indexed at once: some 2 ms of work, during which nothing else is answered. */
const SLICE = 4;

/**
 * Adds papers to a collection and to its index, a few at every step; between two steps both hold the
 * same papers, so that anything may be asked of them. The last step tells what became of all.
 */
export function* adding(
  papers: readonly Paper[],
  collection: Pick<Collection, "add">,
  engine: Pick<SearchEngine, "add" | "remove">,
): Generator<undefined, Addition> {
  const added = new Map<string, Paper>();
  const changed = new Map<string, Paper>();
  const replaced = new Map<string, string>();
  for (let start = 0; start < papers.length; start += SLICE) {
    if (start > 0) yield;
    const touched = new Map<string, Paper>();
    for (const one of papers.slice(start, start + SLICE)) {
      const { kind, paper, replaced: gone } = collection.add(one);
      if (gone !== undefined) replaced.set(gone, paper.key);
      if (kind === "known") continue;
      // What came twice in one go is still new, under the key that it has at the end.
      const isNew = kind === "added" || added.has(paper.key) || added.delete(gone ?? "");
      (isNew ? added : changed).set(paper.key, paper);
      touched.set(paper.key, paper);
      if (gone === undefined) continue;
      changed.delete(gone);
      touched.delete(gone);
      engine.remove([gone]);
    }
    engine.add(touched.values());
  }
  return { added: [...added.values()], changed: [...changed.values()], replaced };
}
