import { type Log, type Platform, PostError } from "#chat";
import type { Delivery, Outcome, Store, Subscription } from "#store";
import type { Compose, Composed } from "./compose.ts";
import { due, GRACE_MS } from "./plan.ts";
import { createTurns, type Turns } from "./turns.ts";

/** What a delivery run needs. */
export type Delivering = {
  readonly store: Pick<Store, "subscriptions" | "deliveries">;
  /** Platforms that run in this process, by name. */
  readonly platforms: ReadonlyMap<string, Pick<Platform, "post">>;
  readonly compose: Compose;
  readonly now: () => number;
  readonly log: Log;
  /**
   * Until when (epoch ms) nothing is sent by a token that was refused, by whose it is: a tenant's, or a
   * platform's for all of its tenants. One refusal must not become one for every channel: Discord shuts
   * out an address after 10,000 of them in ten minutes.
   */
  readonly paused: Map<string, number>;
};

/** A send may take this long before its row counts as lost: well above the longest send, in milliseconds. */
const LEASE_MS = 60_000;

/** Said of a post whose grace window was over before it could go out. */
const TOO_LATE = "I was not running or not connected when it was due";

/** Posts on their way at a time: platforms take dozens a second, but each waits for their answer. */
const AT_ONCE = 8;

/** How long nothing more is sent by a token that was refused, in milliseconds. */
const REFUSED_MS = 30 * 60_000;

/** Said of a post that waits because its token was refused for another one. */
const REFUSED = "the platform refused my token, so nothing is sent until it is mended";

/** Rows that are read at once. */
const BATCH = 50;

/** Waits between the tries of one post, in milliseconds; the last one repeats until the grace window ends. */
const BACK_OFF_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000];

/**
 * One beat: rows of a process that died are closed as unknown, due subscriptions get their row in
 * the ledger, and what is due is sent. Whatever fails is recorded; one channel never stops another.
 */
export async function deliverDue(by: Delivering, stopping: () => boolean): Promise<void> {
  for (const lost of await by.store.deliveries.expire(by.now()))
    by.log.error(
      { delivery: lost.id },
      "A post may or may not have gone out; it is not sent again",
    );
  await planDue(by, stopping);
  const turns = createTurns();
  const senders = Array.from({ length: AT_ONCE }, () => send(by, turns, stopping));
  const failed = (await Promise.allSettled(senders)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Sends what is due, one after another. A channel's posts take turns: the later one must not repeat the papers of the earlier. */
async function send(by: Delivering, turns: Turns, stopping: () => boolean): Promise<void> {
  while (!stopping()) {
    const platforms = [...by.platforms.keys()];
    const [delivery] = await by.store.deliveries.claim(by.now(), LEASE_MS, 1, platforms);
    if (!delivery) return;
    const { platform, tenant, channel } = delivery;
    await turns.take(`${platform} ${tenant} ${channel}`, () => deliver(by, delivery));
  }
}

async function planDue({ store, now, log }: Delivering, stopping: () => boolean): Promise<void> {
  for (;;) {
    const batch = await store.subscriptions.due(now(), BATCH);
    if (batch.length === 0 || stopping()) return;
    for (const subscription of batch) {
      const { tooLate, ...run } = due(subscription, subscription.nextRunAt, now());
      const state = tooLate ? "skipped" : "due";
      const reason = tooLate ? { reason: TOO_LATE } : {};
      await store.deliveries.plan({ subscription, ...run, state, ...reason });
      if (tooLate)
        log.warn({ subscription: subscription.id, day: run.day }, "A post was skipped: too late");
    }
  }
}

async function deliver(by: Delivering, delivery: Delivery): Promise<void> {
  const { store, now, log } = by;
  const settle = async (outcome: Outcome): Promise<void> => {
    await store.deliveries.settle(delivery.id, outcome);
  };
  const fields = { delivery: delivery.id, platform: delivery.platform, channel: delivery.channel };
  const subscription = await store.subscriptions.get(delivery, delivery.subscription);
  if (subscription?.state !== "enabled")
    return settle({
      state: "skipped",
      reason: "the subscription was paused or removed",
      at: now(),
    });
  const platform = by.platforms.get(delivery.platform);
  if (!platform || now() - delivery.dueAt > GRACE_MS)
    return settle({ state: "skipped", reason: TOO_LATE, at: now() });
  const pause = pausedUntil(by, delivery);
  if (pause > now()) return postpone(by, delivery, pause - now(), REFUSED, false);
  const composed = await composeSafely(by, subscription, delivery);
  if (!composed) return postpone(by, delivery, backOff(delivery), "it could not be composed", true);
  if (composed.kind === "empty")
    return settle({ state: "skipped", reason: composed.reason, at: now() });
  try {
    const posted = await platform.post(delivery, composed.reply, delivery.id, subscription.manner);
    await settle({ state: "sent", ...posted, papers: composed.papers, at: now() });
    log.info({ ...fields, lateMs: now() - delivery.dueAt }, "Posted");
  } catch (error) {
    log.warn({ ...fields, err: error }, "A post failed");
    await onFault(by, delivery, subscription, error);
  }
}

/** What each class of failure means for the row and for its subscription; nothing is ever deleted. */
async function onFault(
  by: Delivering,
  delivery: Delivery,
  subscription: Subscription,
  error: unknown,
): Promise<void> {
  const { store, now } = by;
  const { fault, message, retryAfter, everywhere } =
    error instanceof PostError
      ? error
      : new PostError("unknown", "it may or may not have gone out");
  const end = async (state: "failed" | "unknown"): Promise<void> => {
    await store.deliveries.settle(delivery.id, { state, reason: message, at: now() });
  };
  switch (fault) {
    case "gone":
    case "forbidden":
      await store.subscriptions.setState(subscription, subscription.id, "disabled", message);
      return end("failed");
    case "payload":
      return end("failed");
    case "unknown":
      return end("unknown");
    case "rate":
      return postpone(by, delivery, retryAfter ?? BACK_OFF_MS[1] ?? 0, message, false);
    case "auth": {
      const { platform, tenant } = delivery;
      by.paused.set(everywhere ? platform : `${platform} ${tenant}`, now() + REFUSED_MS);
      return postpone(by, delivery, REFUSED_MS, message, false);
    }
    case "transient":
      return postpone(by, delivery, backOff(delivery), message, true);
  }
}

/** A post that can't be composed is our bug: it is logged, and never stops the other channels. */
async function composeSafely(
  { compose, log }: Delivering,
  subscription: Subscription,
  delivery: Delivery,
): Promise<Composed | undefined> {
  try {
    return await compose(subscription, delivery.day);
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, "A post could not be composed");
    return undefined;
  }
}

function backOff({ attempts }: Delivery): number {
  return BACK_OFF_MS[attempts - 1] ?? BACK_OFF_MS.at(-1) ?? 0;
}

/** Tries again later, unless the grace window ends before: then the day is given up, with the reason kept. */
async function postpone(
  { store, now }: Delivering,
  delivery: Delivery,
  wait: number,
  reason: string,
  counted: boolean,
): Promise<void> {
  const notBefore = now() + wait;
  await store.deliveries.settle(
    delivery.id,
    notBefore > delivery.dueAt + GRACE_MS
      ? { state: "failed", reason, at: now() }
      : { state: "due", notBefore, reason, counted },
  );
}

function pausedUntil({ paused }: Delivering, { platform, tenant }: Delivery): number {
  return Math.max(paused.get(platform) ?? 0, paused.get(`${platform} ${tenant}`) ?? 0);
}
