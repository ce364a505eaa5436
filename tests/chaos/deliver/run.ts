import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore, type Store } from "#store";
import { createChance } from "./chance.ts";
import { type Clock, type Hands, startClock } from "./clock.ts";
import { ledgerOf } from "./ledger.ts";
import { type Life, startLife } from "./lives.ts";
import { type OpenTown, openTown } from "./open-town.ts";
import { subscribeTown } from "./subscribe.ts";
import type { TownPlace, TownPlan } from "./town.ts";
import { judge, type Verdict } from "./verdict.ts";

/** One experiment. */
export type Chaos = {
  readonly platform: TownPlan["platform"];
  /** Address of a new PostgreSQL database; a SQLite file without one. */
  readonly url?: string;
  readonly deliveries: number;
  readonly kills: number;
  readonly seed: number;
  /** Slack: the bot may not look into the channels. */
  readonly blind: boolean;
};

/**
 * The run's clock against the real one. A lease of 60 s is 3 s then, and the longest back-off 90 s; a send
 * must take less than the lease, as it does outside.
 */
const SPEED = 20;

/** When a run begins by its clock: well before the end of a day, so that none is posted in twice. */
const FROM = Date.parse("2026-11-24T08:00:00Z");

/** A process lives so long at most once it is ready, in milliseconds: a handful of posts takes about that. */
const LIFE_MS = 600;

/** Share of the processes that are killed before they are ready, within this time in milliseconds. */
const STILLBORN = 0.2;
const BIRTH_MS = 1_000;

/** Longest wait for the last posts, in milliseconds. */
const PATIENCE_MS = 120_000;

/** When nothing is to be done for longer than this by the run's clock, in milliseconds, it is put forward. */
const IDLE_MS = 10_000;

/** What PostgreSQL may still do for a process that was killed, in milliseconds. */
const SETTLED_MS = 200;

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** Lets a bot deliver while it is killed again and again, and answers what became of the posts. */
export async function runChaos(chaos: Chaos): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-chaos-"));
  const { platform, deliveries: channels, seed, blind, url } = chaos;
  const clock: Clock = { from: FROM, origin: Date.now(), speed: SPEED };
  const town = await openTown({
    ...{ platform, channels, clock, seed, history: !blind, workspaces: 1 },
    ...{ rates: false, errors: 0.04, lost: 0.05, latency: 20 },
  });
  const place = url === undefined ? { file: join(folder, "paperboy.db") } : { url, log: SILENT };
  const store = await openStore(place);
  try {
    const env = { ...town.address.env, ...(url !== undefined && { DATABASE_URL: url }) };
    const live = () => startLife(folder, clock, env);
    return await kill({ chaos, hands: startClock(clock), town, store, live });
  } finally {
    await store.close();
    await town.close();
    rmSync(folder, { recursive: true });
  }
}

type Scene = {
  readonly chaos: Chaos;
  readonly hands: Hands;
  readonly town: OpenTown;
  readonly store: Store;
  live(): Life;
};

/** With each life some more posts are due, so that every one has something to do. */
async function kill(scene: Scene): Promise<Verdict> {
  const { chaos, hands, town, store, live } = scene;
  const { platform, kills, seed, blind } = chaos;
  const { places, installs } = town.address;
  const chance = createChance(seed + 1);
  const doubtful = new Set<string>();
  const share = Math.ceil(places.length / kills);
  for (let life = 0; life < kills; life += 1) {
    const minute = Math.floor(hands.now() / 60_000) * 60_000;
    const more = places.slice(life * share, (life + 1) * share);
    await subscribeTown(store, platform, { places: more, installs }, minute);
    const running = live();
    if (chance() < STILLBORN) await sleep(chance() * BIRTH_MS);
    else {
      await running.ready;
      await sleep(chance() * LIFE_MS);
    }
    await running.kill();
    if (!blind) continue;
    await sleep(SETTLED_MS);
    for (const channel of await begun(store, platform, places)) doubtful.add(channel);
  }
  const last = live();
  try {
    await last.ready;
    await settled(scene, last);
    const report = await town.report();
    if (blind) for (const channel of report.broken) doubtful.add(channel);
    return judge(places, report, await ledgerOf(store, platform, places), doubtful);
  } finally {
    await last.kill();
  }
}

/** The channels of posts that were on their way when the process ended. */
async function begun(
  store: Store,
  platform: string,
  places: readonly TownPlace[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { tenant, channel } of places) {
    const [delivery] = await store.deliveries.last({ platform, tenant }, channel, 1);
    if (delivery?.state === "leased" && delivery.draft) found.push(channel);
  }
  return found;
}

/** Waits until every post has ended, without waiting out the hours between two tries. */
async function settled({ chaos, hands, store, town }: Scene, last: Life): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const { sent, skipped, failed, unknown, leased } = (await store.info()).deliveries;
    if (sent + skipped + failed + unknown >= chaos.deliveries) return;
    const idle = ((await store.deliveries.next([chaos.platform])) ?? 0) - hands.now();
    if (leased === 0 && idle > IDLE_MS) for (const each of [hands, town, last]) each.skip(idle);
    await sleep(100);
  }
}
