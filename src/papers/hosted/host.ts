import { createCollection } from "../collection.ts";
import type { Followed } from "../followed.ts";
import { catalogueOver } from "../memory-catalogue.ts";
import { miniSearchEngine } from "../search/minisearch.ts";
import type { Holdings } from "./holdings.ts";
import { createKeeper } from "./keeper.ts";
import type { Method, Pace, Start } from "./messages.ts";

/** Answers a call of a method with what it is asked with. */
export type Host = (method: Method, asked: readonly unknown[]) => Promise<unknown>;

/**
 * The catalogue of a thread, filled from its snapshot, which everything waits for. What changes it
 * waits for its turn; what only asks is answered at once, also in the middle of an add.
 */
export function createHost(
  { snapshot, pace = USUAL }: Start,
  tell: (sentence: string) => void,
): Host {
  const keeper = snapshot && createKeeper(snapshot, pace.worth, tell);
  let { holdings, catalogue } = empty();
  const loaded = load();
  let turn: Promise<unknown> = loaded;
  let changedAt = 0;
  let savedAt = Number.NEGATIVE_INFINITY;

  async function load(): Promise<void> {
    const reached = await keeper?.load(holdings);
    // What was read of a damaged one is let go of: the store is read from its beginning.
    if (reached === undefined) ({ holdings, catalogue } = empty());
    else await catalogue.take([], 0, reached);
  }
  async function save(): Promise<void> {
    if (!keeper?.isDue()) return;
    await keeper.save(holdings, await catalogue.reached());
    savedAt = performance.now();
  }
  function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = turn.then(work);
    turn = answer.catch(() => {});
    return answer;
  }
  function saveWhenQuiet(): void {
    const now = performance.now();
    const isQuiet = now - changedAt >= pace.quietMs && now - savedAt >= pace.betweenMs;
    if (isQuiet && keeper?.isDue()) void inTurn(save);
  }
  if (keeper) setInterval(saveWhenQuiet, pace.quietMs).unref();

  return (method, asked) => {
    // The types of a call tie the method to what it is asked with.
    const ask = () =>
      (catalogue[method] as (...asked: readonly unknown[]) => Promise<unknown>)(...asked);
    if (method === "close") return inTurn(save).then(ask);
    if (!CHANGING.has(method)) return loaded.then(ask);
    const [papers] = asked;
    if (Array.isArray(papers)) keeper?.count(papers.length);
    return inTurn(ask).finally(() => {
      changedAt = performance.now();
    });
  };
}

/** What changes a catalogue, or tells how far it has come. */
const CHANGING: ReadonlySet<Method> = new Set(["add", "take", "note", "reached"]);

/**
 * To read a thousand papers from the store takes as long as a second of a start: fewer need no
 * snapshot. It is written while nothing changes, since changes would wait for it.
 */
const USUAL: Pace = { worth: 1000, quietMs: 3000, betweenMs: 20 * 60_000 };

function empty(): { readonly holdings: Holdings; readonly catalogue: Followed } {
  const holdings = { collection: createCollection(), engine: miniSearchEngine() };
  return { holdings, catalogue: catalogueOver(holdings.collection, holdings.engine) };
}
