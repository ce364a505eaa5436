import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import {
  createTurn,
  type Embedder,
  type Fed,
  growingCatalogue,
  hostedCatalogue,
  MOST_IN_THREAD,
  meaningful,
  openHubEmbedder,
  openLanceCatalogue,
  openVectorFile,
  readable,
  type SearchEngine,
} from "#papers";
import type { Store } from "#store";

/** What a catalogue is opened with. */
export type CatalogueParts = {
  readonly store: Pick<Store, "papers" | "identity" | "changesPlace"> &
    Partial<Pick<Store, "locks">>;
  /** Folder for its snapshot; without one it keeps none and reads the store at every start. */
  readonly folder?: string;
  /** Present when papers lie in LanceDB; without it they are held in memory. */
  readonly lancedb?: { readonly uri: string };
  /** A model that adds meaning to words. */
  readonly embeddings?: string;
  /** Tells an operator, in a sentence, what became of it. */
  readonly tell: (sentence: string) => void;
  /** Most papers that are held in this thread. */
  readonly most?: number;
  /** An index to begin with where papers are held in this thread, of papers that are added first. */
  readonly firstIndex?: () => Promise<SearchEngine | undefined>;
};

/** A catalogue that was opened; `isQuick`: what it lacks is read within a second or two, so that one may wait. */
export type Opened = { readonly catalogue: Fed; readonly isQuick: boolean };

/** Papers that LanceDB takes in within some two seconds. */
const QUICK_PAPERS = 1000;

/**
 * The catalogue that suits the store and the settings: on LanceDB, or in memory, in this thread while the
 * papers are few, in a thread of its own when they are many, and moving there when they become many.
 * It is empty, or as it was left: whoever opens it feeds it from the change number that it has reached.
 * @throws CatalogueError when LanceDB is asked for and can't be used, now or later
 */
export async function openCatalogue(parts: CatalogueParts): Promise<Opened> {
  const { lancedb, embeddings: model, folder = "." } = parts;
  const embedder = model && (await openHubEmbedder({ model, cache: join(folder, "models") }));
  if (lancedb) return await onLanceDb(parts, lancedb, embedder || undefined);
  const opened = await inMemory(parts);
  if (!embedder) return opened;
  return { ...opened, catalogue: await withVectorFile(opened.catalogue, embedder, parts) };
}

async function inMemory(parts: CatalogueParts): Promise<Opened> {
  const { store, folder, tell, most = MOST_IN_THREAD, firstIndex } = parts;
  const snapshotNow = folder ? await snapshotIn(folder, store) : async () => undefined;
  const large = async () => {
    const snapshot = await snapshotNow();
    // Many papers are read sooner where the thread's heap has room for what is new from the beginning; this
    // thread keeps its own.
    setFlagsFromString("--min-semi-space-size=8");
    const { changesPlace: changes } = store;
    return hostedCatalogue({ ...(snapshot && { snapshot }), ...(changes && { changes }) }, tell);
  };
  const papers = await store.papers.count();
  const isQuick = papers <= most;
  if (!isQuick) return { catalogue: await large(), isQuick };
  const engine = await firstIndex?.();
  return { catalogue: growingCatalogue(large, most, store.papers.count, engine), isQuick };
}

/**
 * Tells where the snapshot lies, and how far it may go. One that lies there already goes no further than what is
 * newest now, or an older copy of the store was put back: papers that come later take the same numbers again, and
 * then nothing tells. One that another process writes meanwhile goes no further than what is newest then.
 */
async function snapshotIn(folder: string, { identity, papers }: CatalogueParts["store"]) {
  const file = join(folder, "catalogue.snapshot");
  const first = await writtenAt(file);
  const place = { file, identity: await identity(), newest: await papers.newest() };
  return async () =>
    (await writtenAt(file)) === first ? place : { ...place, newest: await papers.newest() };
}

/** When a file was written, in ms; undefined where there is none. */
async function writtenAt(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs;
}

/** Papers whose vectors are looked for at once. */
const PAGE = 500;

/** With vectors in a file of the model's own, which one process at a time puts into. */
async function withVectorFile(
  catalogue: Fed,
  embedder: Embedder,
  { store, folder = ".", tell }: CatalogueParts,
): Promise<Fed> {
  const { model, dimensions } = embedder;
  const file = `${model.replaceAll(/[^\w.-]+/g, "-")}.vectors`;
  return await meaningful(catalogue, {
    ...{ embedder, tell, vectors: await openVectorFile(join(folder, file), model, dimensions) },
    turn: createTurn(`vectors ${model}`, store.locks?.hold),
    pageAfter: async (after) => {
      const { papers, seq } = await store.papers.changedSince(Number(after), PAGE);
      const keys = papers.map(({ key }) => key);
      return seq === Number(after) ? { keys } : { keys, after: String(seq) };
    },
  });
}

async function onLanceDb(
  { store, tell }: CatalogueParts,
  { uri }: { readonly uri: string },
  embedder?: Embedder,
) {
  const opened = await openLanceCatalogue({
    ...{ uri, tell, source: { identity: store.identity, newest: store.papers.newest } },
    ...(embedder && { embedder }),
    ...(store.locks && { hold: store.locks.hold }),
  });
  const catalogue = readable(opened, uri);
  const behind = await store.papers.changedSince(await catalogue.known(), QUICK_PAPERS + 1);
  return { catalogue, isQuick: behind.papers.length <= QUICK_PAPERS };
}
