import type { Catalogue } from "./catalogue.ts";
import type { Followed } from "./followed.ts";
import { createCatalogue } from "./memory-catalogue.ts";
import { createNotes } from "./notes.ts";
import type { SearchEngine } from "./search/engine.ts";

/**
 * Papers that are searched in this thread; more move into one of their own. At so many a search takes
 * 3 ms at worst, and reading them at a start more than a second: beyond, the other thread's 60 MB are
 * better spent. docs/search.md has the figures.
 */
export const MOST_IN_THREAD = 5000;

/** So many papers at once are a part of more, as when an import is followed. */
const PART = 100;

/**
 * A catalogue in the memory of this thread that moves into a larger one once it holds more than `most`
 * papers, or is given a part of more, by what `coming` counts: none is to be indexed here that is indexed
 * there again. From then on it reaches only what the larger one has reached, so that whoever feeds it
 * begins again; what was held here goes on answering until the larger one knows as much. It begins with
 * the index in `engine`, if there is one of papers that it is given at once.
 */
export function growingCatalogue(
  large: () => Followed | Promise<Followed>,
  most = MOST_IN_THREAD,
  coming = async () => 0,
  engine?: SearchEngine,
): Followed {
  const notes = createNotes();
  let current: Followed = createCatalogue(engine);
  let next: Followed | undefined;
  /** Whether the larger one is there to answer: its thread takes a second to begin. */
  let isThere = false;
  let isOpen = true;

  async function isTooSmallFor(papers: number): Promise<boolean> {
    const { papers: held } = await current.extent();
    return held + papers > most || (papers >= PART && (await coming()) > most);
  }
  async function grow(): Promise<void> {
    const larger = await large();
    if (!isOpen) return await larger.close();
    next = larger;
    try {
      await next.note(notes.all(), Number.NEGATIVE_INFINITY);
    } finally {
      isThere = true;
    }
  }
  async function settle(): Promise<void> {
    if (!next || current === next || !isOpen) return;
    if ((await next.reached()) < (await current.reached())) return;
    // The small one is not closed: it may be in the middle of an answer.
    current = next;
  }
  const take: Followed["take"] = async (papers, from, to) => {
    if (!next && (await isTooSmallFor(papers.length))) await grow();
    const moved = await (next ?? current).take(papers, from, to);
    await settle();
    return moved;
  };
  const asks: Omit<Catalogue, "add" | "note" | "close"> = {
    get: (key) => current.get(key),
    getAll: (keys) => current.getAll(keys),
    resolve: (text) => current.resolve(text),
    search: (query) => current.search(query),
    similar: (key, count) => current.similar(key, count),
    suggest: (typed, count) => current.suggest(typed, count),
    nearest: (text) => current.nearest(text),
    trending: (ask) => current.trending(ask),
    extent: () => current.extent(),
  };
  return {
    ...asks,
    take,
    takeNext: async (from, most) => {
      const taken = await next?.takeNext?.(from, most);
      await settle();
      return taken;
    },
    reached: async () => {
      if (!next || next === current) return await current.reached();
      // Whoever asks how far it has come waits no second for it, and one whose thread can't live has reached nothing.
      return isThere ? await next.reached().catch(() => 0) : 0;
    },
    add: async (papers) => {
      const added = await current.add(papers);
      if (next && next !== current) await next.add(papers);
      return added;
    },
    note: async (snapshots, from) => {
      notes.replace(snapshots, from);
      await current.note(snapshots, from);
      if (next && next !== current) await next.note(snapshots, from);
    },
    close: async () => {
      isOpen = false;
      await Promise.all([current.close(), next?.close()]);
    },
  };
}
