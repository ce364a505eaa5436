import { setTimeout as sleep } from "node:timers/promises";
import type { Host, Platform } from "#chat";
import { openStore, type Store } from "#store";
import { createBot } from "../../../src/bot.ts";
import { createDiscord } from "../../../src/platforms/discord/index.ts";
import type { FakeDiscord } from "../../fakes/discord/index.ts";

/** Locks and notes that several processes share. */
export type Shared = {
  readonly locks: { hold(name: string, onLost: () => void): Promise<Held | undefined> };
  readonly parking: Store["tickets"];
  /** The locks that are held, by name. */
  readonly held: ReadonlyMap<string, Held>;
  /** Takes every lock away from its holder, as a database that goes away does. */
  lose(): void;
};

type Held = { release(): Promise<void>; readonly onLost: () => void };

/** Locks as PostgreSQL has them, in memory; agreements in this store. */
export function createShared(store: Store): Shared {
  const held = new Map<string, Held>();
  return {
    held,
    parking: store.tickets,
    locks: {
      async hold(name, onLost) {
        if (held.has(name)) return undefined;
        const lock: Held = {
          onLost,
          release: async () => void (held.get(name) === lock && held.delete(name)),
        };
        held.set(name, lock);
        return lock;
      },
    },
    lose() {
      for (const [name, { onLost }] of held) {
        held.delete(name);
        onLost();
      }
    },
  };
}

/** One process of a bot: its platform, what it logged, and a way to let it vanish without a word. */
export type Process = {
  readonly platform: Platform;
  readonly lines: readonly string[];
  /** Resolves when the process is on the gateway. */
  readonly started: Promise<void>;
};

/** So many times shorter are the waits of the platform, a second's among them for a lock. */
const SHORTER = 100;

/** Starts a process of the bot on this Discord. */
export async function startProcess(
  discord: FakeDiscord,
  shared: Pick<Shared, "locks" | "parking"> | undefined,
  given: { readonly host?: Host; readonly store: Store },
): Promise<Process> {
  const lines: string[] = [];
  const note = (_: object, message: string) => void lines.push(message);
  const log = { info: note, warn: note, error: note };
  const { store } = given;
  const now = Date.now;
  const bot = await createBot({ store, root: "papers", log, now });
  const platform = createDiscord({
    ...{ token: discord.token, apiUrl: discord.api, root: "papers", log, now },
    ...{ tickets: bot.tickets, logins: store.logins, lost: async () => {} },
    ...(shared && { together: { locks: shared.locks, parking: shared.parking } }),
    wait: async (ms, signal) => {
      await sleep(ms / SHORTER, undefined, { signal }).catch(() => {});
    },
  });
  const started = platform.start(given.host ?? bot.host);
  started.catch(() => {});
  return { platform, lines, started };
}

/** A store in memory. */
export const openShared = () => openStore({ file: ":memory:" });
