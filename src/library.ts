import { setImmediate } from "node:timers/promises";
import { type Catalogue, type Fed, fileSource, keptIndex, type Paper } from "#papers";
import type { Store } from "#store";
import { createFollower, type Follow } from "./news/index.ts";
import { type CatalogueParts, openCatalogue } from "./open-catalogue.ts";

/** The catalogue of everything known, and how it keeps up with the store. */
export type Library = {
  readonly catalogue: Catalogue;
  /** Takes in what came into the store; once it has resolved, everything is known that was there, unless another process feeds the catalogue. */
  readonly follow: Follow;
  /** How far it has come with reading what the store holds; undefined when it knows all of it. */
  reading(): Promise<Reading | undefined>;
  /** Lets go of the catalogue, once. */
  close(): Promise<void>;
};

/** What a library is opened with. */
type LibraryParts = Omit<CatalogueParts, "firstIndex"> & {
  /** Keeps the index of the bundled papers between starts, so that a small library need not make it. */
  readonly indexFile?: string;
};

/** Papers that can be found so far, of those that will be. */
type Reading = { readonly papers: number; readonly of: number };

/**
 * Opens the catalogue of the bundled papers and of what the store has learnt since, which wins. A small
 * one is whole when this resolves; a large one may still be read by `follow`. Bundled papers that the
 * store does not have yet are put there, so that it is whole by itself.
 */
export async function openLibrary(parts: LibraryParts, bundled: string): Promise<Library> {
  const { store, indexFile } = parts;
  let papers: readonly Paper[] | undefined;
  const read = async () => (papers ??= await Array.fromAsync(fileSource(bundled).papers()));
  const firstIndex = async () =>
    indexFile === undefined ? undefined : await keptIndex(indexFile, await read());
  const { catalogue, isQuick } = await openCatalogue({ ...parts, firstIndex });
  const feed = createFollower(catalogue, store.papers);
  let shipped: readonly Paper[] | undefined;
  let closing: Promise<void> | undefined;
  let reached = 0;
  const count = await store.papers.count();
  let missing: number | undefined = count;
  const newest = await store.papers.newest();
  const lookForLoss = async (): Promise<number | undefined> => {
    const now = await catalogue.reached();
    // It has lost what it knew, as when its thread died.
    if (now !== undefined && now < reached) missing = await store.papers.count();
    return now;
  };
  const follow: Follow = async (stopped) => {
    if ((await lookForLoss()) === undefined) {
      if (await isFedUpTo(newest, catalogue)) missing = undefined;
      return;
    }
    shipped ??= await takeShipped(await read(), catalogue, store.papers);
    await feed(stopped);
    if (stopped?.()) return;
    if (shipped.length > 0) {
      await keepShipped(shipped, catalogue, store.papers);
      await feed(stopped);
    }
    shipped = [];
    papers = undefined;
    reached = (await catalogue.reached()) ?? reached;
    missing = undefined;
  };
  if (isQuick) await follow();
  return {
    catalogue,
    follow,
    reading: async () => {
      if (missing === undefined) await lookForLoss();
      if (missing === undefined) return undefined;
      const { papers } = await catalogue.extent();
      return papers < missing ? { papers, of: missing } : undefined;
    },
    close: () => (closing ??= catalogue.close()),
  };
}

/** Whether another process, which feeds the catalogue, has brought it so far. */
async function isFedUpTo(newest: number, { known }: Fed): Promise<boolean> {
  return known === undefined || (await known()) >= newest;
}

/**
 * Adds the bundled papers that the catalogue does not know; what it knows may be newer. Answers which of them the
 * store has not: a catalogue on disk may know more than it, where a start was cut short.
 */
async function takeShipped(
  papers: readonly Paper[],
  catalogue: Catalogue,
  store: Store["papers"],
): Promise<readonly Paper[]> {
  const keys = papers.map(({ key }) => key);
  const held = new Set((await catalogue.getAll(keys)).map(({ key }) => key));
  const others = papers.filter(({ key }) => !held.has(key));
  const homes = await Promise.all(others.map(({ key }) => catalogue.get(key)));
  await catalogue.add(others.filter((_, at) => homes[at] === undefined));
  const missing = new Set(await store.missing(keys));
  return papers.filter(({ key }) => missing.has(key));
}

/** Bundled papers that are put into the store at once. */
const TOGETHER = 50;

/** Puts bundled papers into the store where it has none of their key; one whose arXiv id became known has given up its own. */
async function keepShipped(
  papers: readonly Paper[],
  catalogue: Catalogue,
  store: Store["papers"],
): Promise<void> {
  const homes = await Promise.all(papers.map(({ key }) => catalogue.get(key)));
  const living = papers.filter(({ key }, at) => (homes[at]?.key ?? key) === key);
  // A few at a time: other work goes on in between.
  for (let at = 0; at < living.length; at += TOGETHER) {
    await store.learn(living.slice(at, at + TOGETHER), (old) => old);
    await setImmediate();
  }
}
