import {
  createComposer,
  createTrends,
  type Delivering,
  type DeliveryEvent,
  deliverDue,
} from "#digest";
import { createCatalogue, fileSource } from "#papers";
import { channelOf, openDesk, shown } from "../desk.ts";

/** An hour in milliseconds. */
export const HOUR = 3_600_000;

/** A channel that is subscribed for 09:00 in Berlin, an hour from now, and a heart to beat by hand. */
export async function openDelivery() {
  const desk = await openDesk("2026-11-24T07:00:00Z");
  const channel = channelOf();
  const papers = createCatalogue();
  await papers.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
  const { store, now, log } = desk;
  const trends = createTrends({ papers, snapshots: store.snapshots, now });
  const compose = createComposer({ ...store, trends, now });
  const platforms = new Map([["test", channel.platform]]);
  await desk.say("subscribe time:09:00 days:daily count:3");
  const paused = new Map<string, number>();
  const events: DeliveryEvent[] = [];
  const observe = (event: DeliveryEvent) => void events.push(event);
  const by: Delivering = { store, platforms, compose, now, log, paused, observe };
  return {
    ...{ desk, channel, by, events },
    beat: () => deliverDue(by, () => false),
    last: async () => shown(await desk.say("subscriptions")),
  };
}
