import type { Platform } from "#chat";
import { type Beat, type Compose, type Delivering, deliverDue } from "#digest";
import type { Store } from "#store";
import type { Library } from "./library.ts";

/** Platforms count logins by the day: Discord allows 1,000 of them. */
const LOGINS_KEPT_MS = 24 * 60 * 60 * 1000;

/** What a beat needs besides the platforms that it posts on. */
type Body = Pick<Delivering, "observe" | "now" | "log"> & {
  readonly store: Store;
  readonly library: Pick<Library, "reading">;
  readonly compose: Compose;
};

/** What is done once a minute: what is over is thrown away, and the daily posts of these platforms are planned and delivered. */
export function beatOf({ library, ...body }: Body, platforms: readonly Platform[]): Beat {
  const { store, now } = body;
  const byName = new Map(platforms.map((platform) => [platform.name, platform]));
  const reading = () => library.reading();
  const by = { ...body, platforms: byName, reading, paused: new Map<string, number>() };
  return async ({ stopping, alive, hurry }) => {
    await store.tickets.prune(now());
    await store.receipts.prune(now());
    await store.logins.prune(now() - LOGINS_KEPT_MS);
    // A post out of half a catalogue would be a wrong one; the next beat is a minute away.
    if ((await reading()) !== undefined) return undefined;
    return await deliverDue({ ...by, planned: alive, hurry }, stopping);
  };
}
