import type { Addition } from "./catalogue.ts";
import type { Collection } from "./collection.ts";
import type { Paper } from "./paper.ts";

/** Adds papers to a collection and tells what became of them. */
export function addTo(collection: Pick<Collection, "add">, papers: readonly Paper[]): Addition {
  const added = new Map<string, Paper>();
  const changed = new Map<string, Paper>();
  const replaced = new Map<string, string>();
  for (const one of papers) {
    const { kind, paper, replaced: gone } = collection.add(one);
    if (gone !== undefined) replaced.set(gone, paper.key);
    if (kind === "known") continue;
    // What came twice in one go is still new, under the key that it has at the end.
    const isNew = kind === "added" || added.has(paper.key) || added.delete(gone ?? "");
    (isNew ? added : changed).set(paper.key, paper);
    if (gone !== undefined) changed.delete(gone);
  }
  return { added: [...added.values()], changed: [...changed.values()], replaced };
}
