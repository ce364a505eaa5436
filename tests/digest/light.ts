import { type Delivering, deliverDue, nextRun } from "#digest";
import { openStore, type Subscription } from "#store";
import { channelOf } from "../desk.ts";

/** When the first post of a light channel is due: nine in Berlin on a Tuesday. */
export const DUE = Date.parse("2026-11-24T08:00:00Z");

/** A channel that is subscribed for 09:00 in Berlin, without the papers, commands and words around it. */
export async function openLight(given: Partial<Subscription> = {}) {
  const store = await openStore({ file: ":memory:" });
  const channel = channelOf();
  let now = DUE - 3_600_000;
  const subscription: Subscription = {
    ...{ platform: "test", tenant: "lab", channel: "general", id: "0000000a", by: "ada" },
    ...{ time: "09:00", zone: "Europe/Berlin", days: [1, 2, 3, 4, 5, 6, 7], count: 3 },
    ...{ least: 0, empty: "skip", state: "enabled", createdAt: now, nextRunAt: DUE },
    ...given,
  };
  await store.subscriptions.put(subscription);
  const by: Delivering = {
    ...{ store, platforms: new Map([["test", channel.platform]]), now: () => now },
    ...{ log: { info: () => {}, warn: () => {}, error: () => {} }, paused: new Map() },
    compose: async (_, day) => ({
      ...{ kind: "post", papers: [] },
      reply: { summary: `Papers for ${day}`, blocks: [] },
    }),
  };
  return {
    ...{ store, channel, by, subscription },
    now: () => now,
    /** Beats at these instants, one after another, wherever the clock stood before. */
    async beatAt(...instants: readonly number[]) {
      for (const at of instants) {
        now = at;
        await deliverDue(by, () => false);
      }
    },
    /** Changes time and zone, as `subscribe` does to a subscription that is there. */
    async edit(changes: Partial<Subscription>, next = nextRun) {
      const edited = { ...subscription, ...changes };
      await store.subscriptions.put({ ...edited, nextRunAt: next(edited, now) });
    },
    /** What became of each local date, newest first. */
    async ledger() {
      const rows = await store.deliveries.last(subscription, subscription.id, 99);
      return rows.map(({ day, state }) => `${day} ${state}`);
    },
  };
}
