import { pathToFileURL } from "node:url";
import MiniSearch from "minisearch";
import { type Catalogue, createCatalogue, type Paper } from "#papers";
import type { Opened, Rival } from "./rival.ts";

/** The catalogue as the bot has it, with everything that a search does. */
export const ours: Rival = {
  name: "ours",
  open: (papers) => openedCatalogue(createCatalogue(), papers),
};

/** MiniSearch as it is when nothing is set: title and abstract, any word, no stop words, no stems. */
export const defaults: Rival = {
  name: "MiniSearch defaults",
  open: async (papers) => {
    const index = new MiniSearch<Paper>({ idField: "key", fields: ["title", "abstract"] });
    index.addAll(papers);
    const search = async (text: string, count: number) =>
      index
        .search(text)
        .slice(0, count)
        .map(({ id }) => String(id));
    return {
      search,
      similar: async ({ key, title, abstract }, count) =>
        (await search(`${title} ${abstract}`, count + 1)).filter((other) => other !== key),
      suggest: async (typed, count) => index.autoSuggest(typed).slice(0, count),
      add: async (paper) => index.add(paper),
    };
  },
};

/**
 * Another catalogue: a module whose default export makes an empty one.
 * @throws Error when the module has no such export
 */
export async function rivalFrom(file: string): Promise<Rival> {
  const module: { default?: unknown } = await import(pathToFileURL(file).href);
  const { default: create } = module;
  if (typeof create !== "function")
    throw new Error(`${file} must export a function that makes a catalogue by default.`);
  return { name: file, open: async (papers) => openedCatalogue(await create(), papers) };
}

/** Any catalogue, filled with these papers. */
export async function openedCatalogue(
  catalogue: Catalogue,
  papers: readonly Paper[],
): Promise<Opened> {
  for (let from = 0; from < papers.length; from += TOGETHER)
    await catalogue.add(papers.slice(from, from + TOGETHER));
  return {
    search: async (text, count) =>
      (await catalogue.search({ text, size: count })).hits.map(({ paper }) => paper.key),
    similar: async ({ key }, count) =>
      (await catalogue.similar(key, count)).map(({ paper }) => paper.key),
    suggest: (typed, count) => catalogue.suggest(typed, count),
    add: async (paper) => void (await catalogue.add([paper])),
    close: () => catalogue.close(),
  };
}

/** Papers that are added at a time. */
const TOGETHER = 200;
