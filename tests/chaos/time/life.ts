import { type Delivering, deliverDue, nextRun } from "#digest";
import { openStore, type Subscription } from "#store";
import { channelOf } from "../../desk.ts";
import type { Run } from "./expected.ts";

/** A subscription for every day, and what is expected of it. */
export type Case = {
  readonly id: string;
  readonly zone: string;
  readonly time: string;
  readonly expected: readonly Run[];
};

/** A beat of the bot: when it really is, and what the machine's clock says then (epoch milliseconds). */
export type Beat = { readonly real: number; readonly clock: number };

/** What a channel was posted and what its ledger says, by local date. */
export type Outcome = {
  readonly posts: ReadonlyMap<string, readonly Beat[]>;
  readonly rows: ReadonlyMap<string, string>;
};

/** Lives through these beats with a real ledger and real delivery, on a platform that takes everything. */
export async function live(
  cases: readonly Case[],
  beats: readonly Beat[],
): Promise<ReadonlyMap<string, Outcome>> {
  const [first] = beats;
  if (!first) return new Map();
  const store = await openStore({ file: ":memory:" });
  const { platform } = channelOf();
  const posts = new Map(cases.map(({ id }) => [id, new Map<string, Beat[]>()]));
  let beat = first;
  const by: Delivering = {
    ...{ store, platforms: new Map([["test", platform]]), now: () => beat.clock },
    ...{ log: { info: () => {}, warn: () => {}, error: () => {} }, paused: new Map() },
    compose: async (_, day) => ({ kind: "post", papers: [], reply: { summary: day, blocks: [] } }),
  };
  platform.post = async ({ channel }, { summary }) => {
    const own = posts.get(channel) ?? new Map<string, Beat[]>();
    own.set(summary, [...(own.get(summary) ?? []), beat]);
    return { message: `${channel} ${summary}` };
  };
  for (const one of cases) await store.subscriptions.put(subscriptionOf(one, first.clock));
  for (beat of beats) await deliverDue(by, () => false);
  const outcomes = new Map<string, Outcome>();
  for (const { id } of cases) {
    const rows = await store.deliveries.last({ platform: "test", tenant: "all" }, id, 9_999);
    outcomes.set(id, {
      posts: posts.get(id) ?? new Map(),
      rows: new Map(rows.map(({ day, state }) => [day, state])),
    });
  }
  await store.close();
  return outcomes;
}

function subscriptionOf({ id, zone, time }: Case, now: number): Subscription {
  const plan = { zone, time, days: [1, 2, 3, 4, 5, 6, 7] };
  return {
    ...{ platform: "test", tenant: "all", channel: id, id, by: "ada", ...plan },
    ...{ count: 5, least: 0, empty: "skip", state: "enabled", createdAt: now },
    nextRunAt: nextRun(plan, now),
  };
}
