import { createCatalogue, huggingFaceSource } from "#papers";
import { openStore, type Store } from "#store";
import { dailyLists } from "../../src/news/daily-lists.ts";
import { createFollower } from "../../src/news/follower.ts";
import { createPoller } from "../../src/news/poller.ts";
import { heldClock } from "../fakes/http/clock.ts";
import { startHuggingFace } from "../fakes/huggingface/index.ts";

/** Hugging Face's fake, a store, and any number of processes that poll the one into the other, at a held time. */
export async function newsStage(from: string, file = ":memory:") {
  const clock = heldClock(from);
  const hub = await startHuggingFace(clock.now);
  const store = await openStore({ file });
  const stop = new AbortController();
  /** What one process on the store does; each has its own memory. */
  const start = (on: Store = store, silent = new Set<string>()) => {
    const told: string[] = [];
    const log = {
      info: (_: object, message: string) => void told.push(message),
      warn: (_: object, message: string) => void told.push(message),
    };
    const source = huggingFaceSource({
      ...{ apiUrl: hub.apiUrl, agent: "test", clock, signal: stop.signal },
      limits: { ms: 10_000, bytes: 2_000_000 },
    });
    const { signal } = stop;
    const poll = createPoller({
      ...{ source, schedule: dailyLists, store: on, clock, log, signal, silent },
    });
    const catalogue = createCatalogue();
    const follow = createFollower(catalogue, on.papers);
    const titles = async () => {
      const { hits } = await catalogue.search({ text: "", size: 1000 });
      return hits.map(({ paper }) => paper.title).sort();
    };
    return { poll, follow, catalogue, titles, told };
  };
  const state = async () => (await store.polls.states())[0];
  const asked = () =>
    hub.requests.map(({ path }) => new URLSearchParams(path.split("?")[1]).get("date"));
  /** Polls every five minutes until that time. */
  const until = async (time: string, ...polls: readonly (() => Promise<void>)[]) => {
    for (; clock.now() < Date.parse(time); clock.pass(300_000))
      for (const poll of polls) await poll();
  };
  const close = async () => {
    stop.abort();
    await store.close();
    await hub.close();
  };
  return { clock, hub, store, stop, start, state, asked, until, close };
}
