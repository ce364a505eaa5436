import { type Catalogue, createCatalogue, fileSource, type Paper } from "#papers";
import type { Store } from "#store";

/**
 * The catalogue of everything known: the bundled papers, then what the store has learnt since, which
 * wins. Bundled papers that the store does not have yet are put there, so that it is whole by itself.
 */
export async function openLibrary(
  store: Pick<Store, "papers">,
  bundled: string,
): Promise<Catalogue> {
  const catalogue = createCatalogue();
  const shipped: Paper[] = [];
  for await (const paper of fileSource(bundled).papers()) shipped.push(paper);
  const stored = await Array.fromAsync(await store.papers.all());
  const known = new Set(stored.map(({ key }) => key));
  catalogue.add(shipped);
  const { replaced } = catalogue.add(stored);
  for (const [from, to] of replaced) await store.papers.rename(from, to);
  const fresh = shipped.filter(({ key }) => !known.has(key));
  if (fresh.length > 0) await store.papers.put(fresh);
  return catalogue;
}
