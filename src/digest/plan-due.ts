import { setImmediate } from "node:timers/promises";
import type { Plan, Subscription } from "#store";
import { LATE_MS } from "./event.ts";
import { NOTICE_AFTER_MS } from "./notices.ts";
import { due } from "./plan.ts";
import type { Round } from "./round.ts";

/** Said of a post whose grace window was over before it could go out. */
export const TOO_LATE = "I was not running or not connected when it was due";

/** Rows that are read at once. */
const BATCH = 50;

/** Gives back what a process that died was sending, and enters in the ledger what has fallen due. */
export async function planDue(round: Round): Promise<void> {
  const { store, now, log, planned, observe } = round.by;
  for (const lost of await store.deliveries.expire(now(), [...round.sending.keys()]))
    log.warn({ delivery: lost.id }, "A process stopped while it sent a post; it is looked for");
  let skipped = 0;
  for (;;) {
    const batch = await store.subscriptions.due(now(), BATCH);
    if (batch.length === 0 || round.stopping()) break;
    const plans: Plan[] = [];
    for (const subscription of batch) {
      const plan = planOf(subscription, now());
      if (plan instanceof Error) await setAside(round, subscription, plan);
      else plans.push(plan);
    }
    const entered = await store.deliveries.planAll(plans);
    planned?.();
    // A database in this process lets nothing else have its turn: people who ask, a platform's heartbeat, a signal.
    await setImmediate();
    for (const [index, { subscription, dueAt, state }] of plans.entries()) {
      if (state !== "skipped" || !entered[index]) continue;
      skipped += 1;
      const lateMs = now() - dueAt;
      observe?.({ platform: subscription.platform, result: "skipped", late: true, lateMs });
    }
  }
  // After weeks away these are every channel's posts of every day; which ones, the ledger knows.
  if (skipped > 0) log.warn({ posts: skipped }, `Posts were left out: ${TOO_LATE}`);
  planned?.();
}

/** The plan of a subscription that is due, or why nobody can tell when it is. */
function planOf(subscription: Subscription, now: number): Plan | Error {
  let found: ReturnType<typeof due>;
  try {
    found = due(subscription, subscription.nextRunAt, now);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const { tooLate, ...run } = found;
  return {
    ...{ subscription, ...run },
    ...(tooLate ? { state: "skipped", reason: TOO_LATE } : { state: "due" }),
    // It was put down this late because nobody was here, or because this database is an older copy.
    ...(now - run.dueAt > LATE_MS && { outSince: run.dueAt }),
  };
}

/** A row that can't be planned, such as one whose zone this Node does not know, must not keep the others from being posted. */
async function setAside(
  { by: { store, now, log } }: Round,
  subscription: Subscription,
  error: Error,
): Promise<void> {
  const { platform, tenant, id, zone } = subscription;
  log.error({ platform, tenant, subscription: id, err: error }, "A subscription can't be planned");
  const why = `I can't tell when it is ${subscription.time} in the time zone ${zone}: choose its zone and days anew with subscribe`;
  await store.subscriptions.disable({ platform, tenant, id }, why, now() + NOTICE_AFTER_MS);
}
