import type { Plan, Subscription } from "#store";
import { LATE_MS } from "./event.ts";
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
    const plans = batch.map((subscription) => planOf(subscription, now()));
    const entered = await store.deliveries.planAll(plans);
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

function planOf(subscription: Subscription, now: number): Plan {
  const { tooLate, ...run } = due(subscription, subscription.nextRunAt, now);
  return {
    ...{ subscription, ...run },
    ...(tooLate ? { state: "skipped", reason: TOO_LATE } : { state: "due" }),
    // It was put down this late because nobody was here, or because this database is an older copy.
    ...(now - run.dueAt > LATE_MS && { outSince: run.dueAt }),
  };
}
