import { LATE_MS } from "./event.ts";
import { due } from "./plan.ts";
import type { Round } from "./round.ts";

/** Said of a post whose grace window was over before it could go out. */
export const TOO_LATE = "I was not running or not connected when it was due";

/** Rows that are read at once. */
const BATCH = 50;

/** Gives back what a process that died was sending, and enters in the ledger what has fallen due. */
export async function planDue(round: Round, stopping: () => boolean): Promise<void> {
  const { store, now, log, planned, observe } = round.by;
  for (const lost of await store.deliveries.expire(now(), [...round.sending.keys()]))
    log.warn({ delivery: lost.id }, "A process stopped while it sent a post; it is looked for");
  for (;;) {
    const batch = await store.subscriptions.due(now(), BATCH);
    if (batch.length === 0 || stopping()) break;
    for (const subscription of batch) {
      const { tooLate, ...run } = due(subscription, subscription.nextRunAt, now());
      const lateMs = now() - run.dueAt;
      const entered = await store.deliveries.plan({
        ...{ subscription, ...run },
        ...(tooLate ? { state: "skipped", reason: TOO_LATE } : { state: "due" }),
        // It was put down this late because nobody was here, or because this database is an older copy.
        ...(lateMs > LATE_MS && { outSince: run.dueAt }),
      });
      if (!tooLate || !entered) continue;
      log.warn({ subscription: subscription.id, day: run.day }, "A post was skipped: too late");
      observe?.({ platform: subscription.platform, result: "skipped", late: true, lateMs });
    }
  }
  planned?.();
}
