import { stoppedReply } from "#cards";
import { PostError } from "#chat";
import type { Subscription } from "#store";
import type { Round } from "./round.ts";

/** How long a notice waits for others of the same person, in milliseconds: what ails one channel ails its neighbours. */
export const NOTICE_AFTER_MS = 30_000;

/** How long until a notice is tried again that is certain not to have been given, in milliseconds. */
const AGAIN_MS = 10 * 60_000;

/**
 * Tells those who subscribed on a platform that their subscriptions stopped, and how to mend it: once for each
 * stop, and all that stopped together in one message. One whose end nobody knows is not given again. Where
 * nobody can be told for now, the rest waits for another round. `between` is done after each message.
 */
export async function tellStopped(
  round: Round,
  platform: string,
  between: () => Promise<void>,
): Promise<void> {
  const { store, now } = round.by;
  while (!round.stopping()) {
    const stopped = await store.subscriptions.takeNotices(now(), [platform]);
    const [first] = stopped;
    if (!first) return;
    const pause = round.tokens.pausedUntil(first);
    if (pause > now()) await store.subscriptions.putNotices(stopped, pause);
    else if (!(await tell(round, first, stopped))) return;
    await between();
  }
}

/** Answers whether the next one may be told now. */
async function tell(
  { by: { store, platforms, now, log }, tokens }: Round,
  { platform, tenant, by: person }: Subscription,
  stopped: readonly Subscription[],
): Promise<boolean> {
  const fields = { platform, tenant, subscriptions: stopped.map(({ id }) => id) };
  try {
    const key = `stopped ${fields.subscriptions.join(" ")} ${now()}`;
    await platforms.get(platform)?.tell({ tenant, person }, stoppedReply(stopped), key);
    log.info(fields, "Told a manager that subscriptions stopped");
    return true;
  } catch (error) {
    log.warn({ ...fields, err: error }, "A manager could not be told that subscriptions stopped");
    const failure = error instanceof PostError ? error : new PostError("unclear", "");
    const { fault, retryAfter = 0, everywhere } = failure;
    const passes = fault === "rate" || fault === "transient";
    if (passes)
      await store.subscriptions.putNotices(stopped, now() + Math.max(retryAfter, AGAIN_MS));
    if (fault === "auth") {
      const until = tokens.refused({ platform, tenant }, everywhere);
      await store.subscriptions.putNotices(stopped, until);
    }
    return !passes;
  }
}
