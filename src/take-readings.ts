import type { Platform } from "#chat";
import type { Store } from "#store";
import type { News } from "./news/index.ts";
import type { Readings } from "./web/index.ts";

/** Discord counts logins by the day, in milliseconds. */
const DAY_MS = 24 * 60 * 60_000;

/** How things stand now, for the metrics. Every question is one to an index, so that reading costs next to nothing. */
export async function takeReadings(parts: {
  readonly store: Pick<Store, "subscriptions" | "logins" | "lag">;
  readonly platforms: readonly Platform[];
  readonly news: Pick<News, "status"> | undefined;
  /** When the last heartbeat ended well, in epoch milliseconds. */
  readonly beatAt: () => number | undefined;
  readonly now: () => number;
}): Promise<Readings> {
  const { store, platforms, news, beatAt, now } = parts;
  const at = now();
  const [lagMs, subscriptions, sources = []] = await Promise.all([
    store.lag(at),
    store.subscriptions.counts(),
    news?.status(),
  ]);
  const beat = beatAt();
  const hasDiscord = platforms.some(({ name }) => name === "discord");
  return {
    lagMs,
    ...(beat !== undefined && { beatMs: at - beat }),
    subscriptions,
    platforms: Object.fromEntries(platforms.map(({ name, health }) => [name, health().ready])),
    sources: sources.map(({ source, lastSuccess, failures }) => ({
      ...{ source, failed: failures },
      ...(lastSuccess !== undefined && { ageMs: at - lastSuccess }),
    })),
    ...(hasDiscord && {
      discordLogins: (await store.logins.since("discord", at - DAY_MS)).length,
    }),
  };
}
