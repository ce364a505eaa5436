import { setImmediate } from "node:timers/promises";
import type { Delivery } from "#store";
import { tellStopped } from "./notices.ts";
import { planDue } from "./plan-due.ts";
import { type Delivering, LEASE_MS, type Round } from "./round.ts";
import { send } from "./send.ts";
import { createTokens } from "./tokens.ts";
import { createTurns } from "./turns.ts";

/** How often leases are held on to, in milliseconds: several times before they run out. */
const HOLD_MS = 15_000;

/** Posts of one platform on their way at a time. */
const AT_ONCE = 64;

/** More are claimed when so many fewer are on their way: many at once cost the store little more than one. */
const REFILL = 8;

/** A request that a process left behind has ended after so long, in milliseconds: the longest that one may take. */
const LEFT_BEHIND_MS = 10_000;

/** Said of a post that waits because the process stopped before it was sent. */
const STOPPED = "I stopped before it was sent";

/** How often what has fallen due is planned while posts go out, in milliseconds. */
const PLAN_MS = 20_000;

/**
 * One run: what a process that died was sending is due again, due subscriptions get their row in the
 * ledger, and what is due is sent, until nothing is; what falls due meanwhile is planned and sent with
 * it. Whatever fails is recorded; one channel never stops another, and one platform never keeps another
 * waiting. Resolves to when the next post may be tried, in epoch milliseconds.
 */
export async function deliverDue(
  by: Delivering,
  stopping: () => boolean,
): Promise<number | undefined> {
  const { store, now } = by;
  const round: Round = {
    by,
    stopping,
    tokens: createTokens(by.paused, now),
    turns: createTurns(),
    sending: new Map(),
    begun: new Set(),
    parked: new Set(),
    faults: [],
  };
  const holding = setInterval(() => void hold(round), HOLD_MS);
  holding.unref();
  try {
    await orHurry(run(round), by.hurry);
  } finally {
    clearInterval(holding);
  }
  await leave(round);
  return await store.deliveries.next([...by.platforms.keys()]);
}

/** Gives back what is not done at the end: what may be out is looked for, as soon as no request of ours is under way any more. */
async function leave(round: Round): Promise<void> {
  const { store, now, log } = round.by;
  const { true: begun = [], false: waiting = [] } = Object.groupBy(
    round.sending.values(),
    ({ id }) => `${round.begun.has(id)}` as const,
  );
  for (const lost of await store.deliveries.release(begun, now() + LEFT_BEHIND_MS))
    log.warn({ delivery: lost.id }, "A post was still on its way at the end; it is looked for");
  for (const delivery of waiting) await putBack(round, delivery);
}

/** Gives back a post that is certain not to have been sent by this try. */
async function putBack({ by: { store, now } }: Round, delivery: Delivery): Promise<void> {
  const outcome = { state: "due", notBefore: now(), reason: STOPPED, counted: false } as const;
  await store.deliveries.settle(delivery.id, outcome, delivery.attempts);
}

/** Waits for the work, or until it can't be waited for any longer; what then becomes of it nobody hears. */
async function orHurry(work: Promise<void>, hurry: AbortSignal | undefined): Promise<void> {
  if (!hurry) return await work;
  const late = Promise.withResolvers<void>();
  const giveUp = () => late.resolve();
  hurry.addEventListener("abort", giveUp);
  if (hurry.aborted) giveUp();
  try {
    await Promise.race([work, late.promise]);
  } finally {
    hurry.removeEventListener("abort", giveUp);
  }
}

async function run(round: Round): Promise<void> {
  const { by, faults } = round;
  const { platforms, now } = by;
  /** What is being done on each platform: posts are sent, and beside that managers told. */
  const lanes = new Map<string, Promise<void>>();
  let plannedAt = now();
  const open = (name: string, work: () => Promise<void>): void => {
    if (lanes.has(name)) return;
    const lane = work()
      .catch((error: unknown) => void faults.push(error))
      .finally(() => lanes.delete(name));
    lanes.set(name, lane);
  };
  const start = (): void => {
    for (const platform of platforms.keys())
      open(`post ${platform}`, () => drive(round, platform, replan));
  };
  const replan = async (): Promise<void> => {
    if (Math.abs(now() - plannedAt) < PLAN_MS || faults.length > 0) return;
    plannedAt = now();
    await planDue(round);
    start();
  };
  await planDue(round);
  for (const platform of platforms.keys())
    open(`tell ${platform}`, () => tellStopped(round, platform, replan));
  start();
  while (lanes.size > 0) await Promise.race(lanes.values());
  if (faults.length > 0) throw faults[0];
}

/** Sends what is due on one platform, so many posts at a time. */
async function drive(round: Round, platform: string, replan: () => Promise<void>): Promise<void> {
  const { stopping } = round;
  const { store, now } = round.by;
  const flying = new Set<Promise<void>>();
  try {
    while (!stopping()) {
      const free = AT_ONCE - flying.size;
      const due =
        free >= REFILL ? await store.deliveries.claim(now(), LEASE_MS, free, [platform]) : [];
      for (const delivery of due) {
        const flight: Promise<void> = fly(round, delivery)
          .catch((error: unknown) => void round.faults.push(error))
          .finally(() => flying.delete(flight));
        flying.add(flight);
      }
      if (flying.size === 0) return;
      await Promise.race(flying);
      // What is given up unsent is a matter of the database alone, which lets nothing else have its turn.
      await setImmediate();
      await replan();
    }
  } finally {
    await Promise.allSettled(flying);
  }
}

/** A channel's posts take turns: the later one must not repeat the papers of the earlier. */
async function fly(round: Round, delivery: Delivery): Promise<void> {
  const { platform, tenant, channel, id } = delivery;
  const work = async () => {
    if (round.stopping()) await putBack(round, delivery);
    else await send(round, delivery);
  };
  round.sending.set(id, delivery);
  try {
    await round.turns.take(`${platform} ${tenant} ${channel}`, () =>
      round.tokens.through(delivery, work),
    );
  } finally {
    round.sending.delete(id);
    round.begun.delete(id);
  }
}

async function hold({ by: { store, now, log }, sending }: Round): Promise<void> {
  for (const delivery of sending.values()) {
    try {
      await store.deliveries.hold(delivery, now() + LEASE_MS);
    } catch (error) {
      log.warn({ err: error, delivery: delivery.id }, "A lease could not be held on to");
    }
  }
}
