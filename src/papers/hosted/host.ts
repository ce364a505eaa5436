import { setImmediate } from "node:timers/promises";
import type { Followed } from "../followed.ts";
import { type Holdings, noHoldings } from "../holdings.ts";
import { catalogueOver } from "../memory-catalogue.ts";
import { changesAt } from "./changes-at.ts";
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
  { snapshot, changes, pace = USUAL }: Start,
  tell: (sentence: string) => void,
): Host {
  const keeper = snapshot && createKeeper(snapshot, pace.worth, tell);
  const reader = changes && changesAt(changes);
  const loaded = load();
  let turn: Promise<unknown> = loaded;
  let changedAt = 0;
  let savedAt = Number.NEGATIVE_INFINITY;

  async function load() {
    const [kept] = await Promise.all([keeper?.load(), reader?.ready()]);
    const { holdings = noHoldings(), reached = 0 } = kept ?? {};
    const catalogue = catalogueOver(holdings, reached);
    const look = () => saveWhenQuiet(catalogue, holdings);
    // Often, so that it comes soon after the quiet began and a bot that ends early has it.
    if (keeper) setInterval(look, pace.quietMs / LOOKS).unref();
    return hosted(catalogue, holdings);
  }
  async function save(catalogue: Followed, holdings: Holdings, least?: number): Promise<void> {
    if (!keeper?.isDue(least)) return;
    await keeper.save(holdings, await catalogue.reached());
    savedAt = performance.now();
  }
  function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = turn.then(work);
    turn = answer.catch(() => {});
    return answer;
  }
  function change<Answer>(papers: number, work: () => Promise<Answer>): Promise<Answer> {
    keeper?.count(papers);
    return inTurn(work).finally(() => {
      changedAt = performance.now();
    });
  }
  function saveWhenQuiet(catalogue: Followed, holdings: Holdings): void {
    const now = performance.now();
    const isQuiet = now - changedAt >= pace.quietMs && now - savedAt >= pace.betweenMs;
    if (!isQuiet || !keeper?.isDue()) return;
    // What a snapshot holds need not be learnt again after the next start.
    void inTurn(() => learn(holdings)).then(() => inTurn(() => save(catalogue, holdings)));
  }
  function hosted(catalogue: Followed, holdings: Holdings): Hosted {
    return {
      ...catalogue,
      note: (notes, from) => catalogue.note(unpack(notes), from),
      add: (papers) => change(papers.length, () => catalogue.add(papers)),
      take: (papers, from, to) => change(papers.length, () => catalogue.take(papers, from, to)),
      takeNext: async (from, most) => {
        if (!reader) return undefined;
        const { papers, seq: to } = await reader.changedSince(from, most);
        // Where nothing came nothing waits, as for a snapshot that is being written.
        if (to === from) return { to, keys: [], moved: new Map() };
        const moved = await change(papers.length, () => catalogue.take(papers, from, to));
        return { to, keys: papers.map(({ key }) => key), moved };
      },
      close: async () => {
        await inTurn(() => save(catalogue, holdings, holdings.collection.size * SHARE));
        await catalogue.close();
        await reader?.close();
      },
    };
  }
  return async (method, asked) => {
    // The types of a call tie the method to what it is asked with.
    const ask = (await loaded)[method] as (...asked: readonly unknown[]) => Promise<unknown>;
    return await ask(...asked);
  };
}

async function learn({ engine }: Holdings): Promise<void> {
  for (const _ of engine.learn()) await setImmediate();
}

/** Looks whether it is quiet, in the time for which it must be. */
const LOOKS = 5;

/** The share of all papers that must have changed for a snapshot at the end, for which somebody waits; less is soon read again. */
const SHARE = 0.1;

/**
 * To read a thousand papers from the store takes as long as a second of a start: fewer need no
 * snapshot. It is written while nothing changes, since changes would wait for it.
 */
const USUAL: Pace = { worth: 1000, quietMs: 10_000, betweenMs: 20 * 60_000 };
