import { stoppedReply } from "#cards";
import { PostError } from "#chat";
import type { Subscription } from "#store";
import type { Round } from "./round.ts";

/** How long a notice waits for others of the same person, in milliseconds: what ails one channel ails its neighbours. */
export const NOTICE_AFTER_MS = 30_000;

/** How long until a notice is tried again that is certain not to have been given, in milliseconds. */
const AGAIN_MS = 10 * 60_000;

/**
 * Tells those who subscribed that their subscriptions stopped, and how to mend it: once for each stop, and
 * all that stopped together in one message. One whose end nobody knows is not given again.
 */
export async function tellStopped(round: Round): Promise<void> {
  const { store, platforms, now } = round.by;
  while (!round.stopping()) {
    const stopped = await store.subscriptions.takeNotices(now(), [...platforms.keys()]);
    const [first] = stopped;
    if (!first) return;
    await tell(round, first, stopped);
  }
}

async function tell(
  { by: { store, platforms, now, log } }: Round,
  { platform, tenant, by: person }: Subscription,
  stopped: readonly Subscription[],
): Promise<void> {
  const fields = { platform, tenant, subscriptions: stopped.map(({ id }) => id) };
  try {
    const key = `stopped ${fields.subscriptions.join(" ")} ${now()}`;
    await platforms.get(platform)?.tell({ tenant, person }, stoppedReply(stopped), key);
    log.info(fields, "Told a manager that subscriptions stopped");
  } catch (error) {
    const { fault, retryAfter = 0 } =
      error instanceof PostError ? error : new PostError("unclear", "");
    if (fault === "rate" || fault === "transient")
      await store.subscriptions.putNotices(stopped, now() + Math.max(retryAfter, AGAIN_MS));
    log.warn({ ...fields, err: error }, "A manager could not be told that subscriptions stopped");
  }
}
