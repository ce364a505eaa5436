import { join } from "node:path";
import { type Followed, growingCatalogue, hostedCatalogue, MOST_IN_THREAD } from "#papers";
import type { Store } from "#store";

/** What a catalogue is opened with. */
export type CatalogueParts = {
  readonly store: Pick<Store, "papers" | "identity">;
  /** Folder for its snapshot; without one it keeps none and reads the store at every start. */
  readonly folder?: string;
  /** Tells an operator, in a sentence, what became of it. */
  readonly tell: (sentence: string) => void;
  /** Most papers that are held in this thread. */
  readonly most?: number;
};

/** A catalogue that was opened; `isQuick`: what it lacks is read within a second or two, so that one may wait. */
export type Opened = { readonly catalogue: Followed; readonly isQuick: boolean };

/**
 * The catalogue that suits the store: in this thread while the papers are few, in a thread of its own
 * when they are many, and moving there when they become many. It is empty, or as its snapshot was:
 * whoever opens it feeds it from the change number that it has reached.
 */
export async function openCatalogue(parts: CatalogueParts): Promise<Opened> {
  const { store, folder, tell, most = MOST_IN_THREAD } = parts;
  const snapshot = folder && {
    file: join(folder, "catalogue.snapshot"),
    identity: await store.identity(),
    newest: await store.papers.newest(),
  };
  const large = () => hostedCatalogue(snapshot ? { snapshot } : {}, tell);
  const papers = await store.papers.count();
  const isQuick = papers <= most;
  return { catalogue: isQuick ? growingCatalogue(large, most) : large(), isQuick };
}
