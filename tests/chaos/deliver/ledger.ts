import type { Delivery, Store } from "#store";
import type { TownPlace } from "./town.ts";

/** The newest post of each of these channels as the ledger has it, by the channel's id. */
export async function ledgerOf(
  store: Store,
  platform: string,
  places: readonly TownPlace[],
): Promise<ReadonlyMap<string, Delivery>> {
  const found = new Map<string, Delivery>();
  for (const { tenant, channel } of places) {
    const [delivery] = await store.deliveries.last({ platform, tenant }, channel, 1);
    if (delivery) found.set(channel, delivery);
  }
  return found;
}
