import type { Platform } from "#chat";
import type { Store } from "#store";
import type { Check } from "./web/index.ts";

/** A heartbeat comes each minute; the third that is missing is no accident any more, in milliseconds. */
const BEAT_MS = 3 * 60_000;

/**
 * What must be well for the bot to do its work: a database that answers (it is migrated before
 * anything else is begun), each platform that is configured, and a heartbeat of the last three minutes.
 * A catalogue that is still being read is told: the bot answers, out of what it has read.
 */
export function checksOf(parts: {
  readonly store: Pick<Store, "polls">;
  readonly platforms: readonly Platform[];
  /** When the last heartbeat ended well, in epoch milliseconds; absent where another process has the heart. */
  readonly beatAt?: () => number | undefined;
  /** A sentence on a catalogue that is still being read; undefined once it is whole. */
  reading(): Promise<string | undefined>;
  readonly now: () => number;
}): readonly Check[] {
  const { store, platforms, beatAt, reading, now } = parts;
  return [
    {
      name: "database",
      async look() {
        await store.polls.states();
        return undefined;
      },
    },
    ...platforms.map(({ name, health }) => ({
      name,
      async look() {
        const how = health();
        return how.ready ? undefined : how.why;
      },
    })),
    ...(beatAt ? [{ name: "heartbeat", look: async () => lateBeat(beatAt(), now()) }] : []),
    { name: "catalogue", look: reading, isToldOnly: true },
  ];
}

function lateBeat(at: number | undefined, now: number): string | undefined {
  if (at === undefined) return "No heartbeat has ended yet.";
  if (now - at < BEAT_MS) return undefined;
  return `The last heartbeat ended ${Math.round((now - at) / 60_000)} minutes ago: posts are not sent.`;
}
