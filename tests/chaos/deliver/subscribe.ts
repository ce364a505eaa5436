import type { Store } from "#store";
import { createInstallations } from "../../../src/platforms/slack/installations.ts";
import { createSeal } from "../../../src/platforms/slack/seal.ts";
import { SECRET_KEY } from "./slack-town.ts";
import type { TownAddress, TownPlan } from "./town.ts";

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * Puts a subscription for each of the channels into the store, by the channel's id, all due at `at` (epoch
 * ms, a whole minute) and every day at that time, and the tokens of the workspaces.
 */
export async function subscribeTown(
  store: Pick<Store, "subscriptions" | "installations">,
  platform: TownPlan["platform"],
  { places, installs }: Pick<TownAddress, "places" | "installs">,
  at: number,
): Promise<void> {
  const time = new Date(at).toISOString().slice(11, 16);
  for (const [index, place] of places.entries()) {
    await store.subscriptions.put({
      ...{ platform, ...place, id: place.channel },
      ...{
        time,
        zone: "UTC",
        days: [1, 2, 3, 4, 5, 6, 7],
        count: 3 + (index % 5),
        least: 0,
        empty: "say",
      },
      ...{ state: "enabled", nextRunAt: at, by: "ada", createdAt: at - 1 },
    });
  }
  const kept = createInstallations({
    rows: store.installations,
    seal: createSeal(SECRET_KEY),
    log: SILENT,
    now: () => at,
  });
  for (const { tenant, token, botUser, botId } of installs)
    await kept.storeInstallation({
      team: { id: tenant },
      enterprise: undefined,
      user: { id: "U0OLGA", token: undefined, scopes: undefined },
      bot: { token, scopes: [], id: botId, userId: botUser },
    });
}
