import { registerHooks } from "node:module";
import type { SearchEngine } from "#papers";

/** A change of the engine's source: in a file of src/papers/search, one text in the place of another. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

const changes: (readonly Change[])[] = [];
const FOLDER = new URL("../../../src/papers/", import.meta.url).href;

// Every engine is a copy of its own of all modules, told apart by a number behind their addresses.
registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    const number = context.parentURL?.startsWith(FOLDER) ? numberOf(context.parentURL) : undefined;
    const isOwn = number !== undefined && found.url.startsWith(FOLDER) && !found.url.includes("?");
    return isOwn ? { ...found, url: `${found.url}?${number}` } : found;
  },
  load: (url, context, next) => {
    const loaded = next(url, context);
    const number = url.startsWith(FOLDER) ? numberOf(url) : undefined;
    if (number === undefined) return loaded;
    const file = url.slice(0, url.indexOf("?"));
    const source = (changes[number] ?? [])
      .filter((change) => file === `${FOLDER}search/${change.file}`)
      .reduce(changed, String(loaded.source));
    return { ...loaded, source };
  },
});

/**
 * An empty engine whose source was changed, so that a step can be left out that has no switch.
 * @throws Error when a text that is to be changed is not there
 */
export async function changedEngine(own: readonly Change[]): Promise<SearchEngine> {
  const number = changes.push(own) - 1;
  const { miniSearchEngine } = await import(`${FOLDER}search/minisearch.ts?${number}`);
  return miniSearchEngine();
}

function changed(source: string, { file, from, to }: Change): string {
  if (!source.includes(from)) throw new Error(`${file} has no "${from}": change the step.`);
  return source.replace(from, () => to);
}

function numberOf(url: string): number | undefined {
  const at = url.indexOf("?");
  return at < 0 ? undefined : Number(url.slice(at + 1));
}
