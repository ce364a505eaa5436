import { setImmediate } from "node:timers/promises";
import type { Followed } from "../followed.ts";
import { noHoldings } from "../holdings.ts";
import { catalogueOver } from "../memory-catalogue.ts";
import { createKeeper } from "./keeper.ts";
import type { Hosted, Method, Pace, Start } from "./messages.ts";
import { unpack } from "./packed-notes.ts";

/** Answers a call of a method with what it is asked with. */
export type Host = (method: Method, asked: readonly unknown[]) => Promise<unknown>;

/**
 * The catalogue of a thread, filled from its snapshot, which everything waits for. What adds papers
 * waits for its turn; what only asks is answered at once, also in the middle of an add.
 */
export function createHost(
  { snapshot, pace = USUAL }: Start,
  tell: (sentence: string) => void,
): Host {
  const keeper = snapshot && createKeeper(snapshot, pace.worth, tell);
  let holdings = noHoldings();
  let catalogue = catalogueOver(holdings);
  const loaded = load();
  let turn: Promise<unknown> = loaded;
  let changedAt = 0;
  let savedAt = Number.NEGATIVE_INFINITY;

  async function load(): Promise<void> {
    const kept = await keeper?.load();
    if (!kept) return;
    holdings = kept.holdings;
    catalogue = catalogueOver(holdings, kept.reached);
  }
  async function save(least?: number): Promise<void> {
    if (!keeper?.isDue(least)) return;
    await keeper.save(holdings, await catalogue.reached());
    savedAt = performance.now();
  }
  /** What a snapshot holds need not be learnt again after the next start. */
  async function learn(): Promise<void> {
    for (const _ of holdings.engine.learn()) await setImmediate();
  }
  function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = turn.then(work);
    turn = answer.catch(() => {});
    return answer;
  }
  function saveWhenQuiet(): void {
    const now = performance.now();
    const isQuiet = now - changedAt >= pace.quietMs && now - savedAt >= pace.betweenMs;
    if (isQuiet && keeper?.isDue()) void inTurn(learn).then(() => inTurn(() => save()));
  }
  if (keeper) setInterval(saveWhenQuiet, pace.quietMs).unref();

  return (method, asked) => {
    // The types of a call tie the method to what it is asked with.
    const ask = () => (hosted(catalogue)[method] as Asked)(...asked);
    if (method === "close") return inTurn(() => save(holdings.collection.size * SHARE)).then(ask);
    if (!CHANGING.has(method)) return loaded.then(ask);
    const [papers] = asked;
    if (Array.isArray(papers)) keeper?.count(papers.length);
    return inTurn(ask).finally(() => {
      changedAt = performance.now();
    });
  };
}

type Asked = (...asked: readonly unknown[]) => Promise<unknown>;

function hosted(catalogue: Followed): Hosted {
  return { ...catalogue, note: (notes, from) => catalogue.note(unpack(notes), from) };
}

/** What changes the papers that are held. */
const CHANGING: ReadonlySet<Method> = new Set(["add", "take"]);

/** The share of all papers that must have changed for a snapshot at the end, for which somebody waits; less is soon read again. */
const SHARE = 0.1;

/**
 * To read a thousand papers from the store takes as long as a second of a start: fewer need no
 * snapshot. It is written while nothing changes, since changes would wait for it.
 */
const USUAL: Pace = { worth: 1000, quietMs: 10_000, betweenMs: 20 * 60_000 };
