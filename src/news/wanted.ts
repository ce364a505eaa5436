import { type Clock, findIds, type PaperSource, readAsked, SourceError } from "#papers";
import type { Store } from "#store";
import { look } from "./look.ts";

/** What somebody asked for and nobody here knows: papers by arXiv id, or whatever there is for some words. */
export type Want = { readonly ids: readonly string[] } | { readonly words: string };

/** Fetches what is wanted, in the background: who asked has had an answer long ago. */
export type Wanted = {
  /** Takes note; what was asked for lately, or is too much, is passed over. */
  want(asked: Want): void;
  /** Asks the sources for what is noted. */
  fetch(): Promise<void>;
};

/** Things noted at most at a time: people type faster than sources may be asked. */
const MOST_WAITING = 100;

/** The same is not asked for again for so long, in ms; unknown ids become known within a day at most. */
const ASKED_MS = 60 * 60 * 1000;

/** Things remembered as asked. */
const MOST_ASKED = 1000;

/** Characters of a question in words. */
const LONGEST_WORDS = 200;

/** The sources are asked in this order, each for what those before it did not have. */
export function createWanted(
  sources: readonly PaperSource[],
  store: Pick<Store, "papers" | "snapshots">,
  clock: Clock,
): Wanted {
  const waiting = { ids: new Set<string>(), words: new Set<string>() };
  const asked = new Map<string, number>();
  const isNew = (what: string) => {
    const at = asked.get(what);
    const [oldest] = asked.keys();
    if (asked.size >= MOST_ASKED && oldest !== undefined) asked.delete(oldest);
    if (at !== undefined && clock.now() - at < ASKED_MS) return false;
    asked.delete(what);
    asked.set(what, clock.now());
    return true;
  };
  const note = (list: Set<string>, what: string) => {
    if (what !== "" && waiting.ids.size + waiting.words.size < MOST_WAITING && isNew(what))
      list.add(what);
  };
  return {
    want: (what) => {
      const ids = "ids" in what ? what.ids : findIds(what.words);
      for (const id of ids) note(waiting.ids, id);
      if ("words" in what && ids.length === 0) note(waiting.words, wordsOf(what.words));
    },
    fetch: async () => {
      const ids = [...waiting.ids];
      const words = [...waiting.words];
      waiting.ids.clear();
      waiting.words.clear();
      await fetchIds(ids, sources, store, clock);
      for (const text of words)
        for (const source of sources) await search(text, source, store, clock);
    },
  };
}

/** What a query is about: sources know neither operators nor what is to be left out. */
function wordsOf(query: string): string {
  return readAsked({ text: query }).text.slice(0, LONGEST_WORDS).trim();
}

async function fetchIds(
  ids: readonly string[],
  sources: readonly PaperSource[],
  store: Pick<Store, "papers" | "snapshots">,
  clock: Clock,
): Promise<void> {
  let missing = ids;
  for (const { name, byId } of sources) {
    if (!byId || missing.length === 0) continue;
    const found = new Set<string>();
    const papers = async function* () {
      for await (const paper of byId(missing)) {
        found.add(paper.key);
        yield paper;
      }
    };
    await quietly(() => look({ name, papers }, {}, clock.now(), store, async () => {}));
    missing = missing.filter((id) => !found.has(`arxiv:${id}`));
  }
}

async function search(
  text: string,
  { name, search }: PaperSource,
  store: Pick<Store, "papers" | "snapshots">,
  clock: Clock,
): Promise<void> {
  if (!search) return;
  const papers = () => search(text);
  await quietly(() => look({ name, papers }, {}, clock.now(), store, async () => {}));
}

/** A source that does not answer is the poller's to tell; here the next one is asked. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
}
