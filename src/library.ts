import { type Catalogue, createCatalogue, fileSource, type Paper } from "#papers";
import type { Store } from "#store";
import { takeIn } from "./news/index.ts";

/** Everything known, and the change number of the store up to which that goes. */
export type Library = { readonly catalogue: Catalogue; readonly seq: number };

/**
 * The catalogue of everything known: the bundled papers, then what the store has learnt since, which
 * wins. Bundled papers that the store does not have yet are put there, so that it is whole by itself.
 */
export async function openLibrary(store: Pick<Store, "papers">, bundled: string): Promise<Library> {
  const catalogue = createCatalogue();
  const shipped: Paper[] = [];
  for await (const paper of fileSource(bundled).papers()) shipped.push(paper);
  const { papers: stored, seq } = await store.papers.changedSince(0);
  await catalogue.add(shipped);
  await takeIn(stored, catalogue, store.papers);
  const known = new Set(stored.map(({ key }) => key));
  // One whose arXiv id became known meanwhile has given up its key.
  const missing = shipped.filter(({ key }) => !known.has(key));
  const homes = await catalogue.getAll(missing.map(({ key }) => key));
  const kept = new Set(homes.map(({ key }) => key));
  const fresh = missing.filter(({ key }) => kept.has(key));
  if (fresh.length > 0) await store.papers.put(fresh);
  return { catalogue, seq };
}
