import { PostError, type PostFault, type Progress } from "#chat";
import type { Delivery, Subscription } from "#store";
import { type Draft, draftOf } from "./draft.ts";
import { LATE_MS } from "./event.ts";
import { NOTICE_AFTER_MS } from "./notices.ts";
import { GRACE_MS } from "./plan.ts";
import { TOO_LATE } from "./plan-due.ts";
import { LEASE_MS, type Round } from "./round.ts";

/** Said of a post that waits because its token was refused for another one. */
const REFUSED = "the platform refuses my token: whoever runs me has to mend it";

/** Waits between the tries of one post, in milliseconds; the last one repeats until the grace window ends. */
const BACK_OFF_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000];

/** Wait for a rate limit that names no time, in milliseconds. */
const LIMITED_MS = 30_000;

/** One try of one delivery: how far it got. */
type Try = {
  readonly round: Round;
  readonly delivery: Delivery;
  /** The messages that were begun, as `Progress.parts`. */
  readonly parts: (string | null)[];
};

/** Sends one delivery that is leased, and records how it went; what somebody else took over is left alone. */
export async function send(round: Round, delivery: Delivery): Promise<void> {
  const { store, platforms, now } = round.by;
  const one: Try = { round, delivery, parts: [...delivery.parts] };
  const subscription = await store.subscriptions.get(delivery, delivery.subscription);
  if (subscription?.state !== "enabled")
    return await end(one, "skipped", "the subscription was paused or removed");
  const platform = platforms.get(delivery.platform);
  if (!platform || now() - delivery.dueAt > GRACE_MS) return await end(one, "skipped", TOO_LATE);
  const pause = round.tokens.pausedUntil(delivery) - now();
  if (pause > 0) return await postpone(one, { wait: pause, reason: REFUSED, counted: false });
  const drafted = await draftOf(round, delivery, subscription);
  switch (drafted.kind) {
    case "lost":
      return;
    case "empty":
      return await end(one, "skipped", drafted.reason);
    case "gone":
      return await end(one, "unknown", drafted.reason);
    case "failed":
      return await postpone(one, { wait: backOff(one), reason: drafted.reason, counted: true });
    case "draft":
      return await post(one, subscription, drafted.draft);
  }
}

async function post(one: Try, subscription: Subscription, draft: Draft): Promise<void> {
  const { round, delivery } = one;
  const { platforms, log, now } = round.by;
  const { id, platform, channel } = delivery;
  const fields = { delivery: id, platform, channel };
  try {
    const { reply, manner } = draft;
    const posted = await platforms
      .get(platform)
      ?.post(delivery, reply, id, manner, progressOf(one));
    round.tokens.taken(delivery);
    await sent(one, posted?.message, draft.papers);
    log.info({ ...fields, lateMs: now() - delivery.dueAt }, "Posted");
  } catch (error) {
    log.warn({ ...fields, err: error }, "A post failed");
    await onFault(one, subscription, error);
  }
}

function progressOf({ round, delivery, parts }: Try): Progress {
  const { store, now } = round.by;
  return {
    parts: delivery.parts,
    ...(delivery.earlier && { earlier: delivery.earlier }),
    async keep(part, message) {
      parts[part] = message;
      const begun = Array.from(parts, (known) => known ?? null);
      if (!(await store.deliveries.hold(delivery, now() + LEASE_MS, begun)))
        throw new Error("Somebody else sends this post now");
    },
  };
}

/** Refusals by which the platform shows that it took the token. */
const PROVEN: ReadonlySet<PostFault> = new Set(["gone", "forbidden", "payload"]);

/** What each class of failure means for the row and for its subscription; nothing is ever deleted. */
async function onFault(one: Try, subscription: Subscription, error: unknown): Promise<void> {
  const { round, delivery } = one;
  const { fault, message, retryAfter, everywhere } =
    error instanceof PostError
      ? error
      : new PostError("unclear", "nobody knows whether it went out");
  if (PROVEN.has(fault)) round.tokens.taken(delivery);
  switch (fault) {
    case "gone":
    case "forbidden":
      await round.by.store.subscriptions.disable(
        subscription,
        message,
        round.by.now() + NOTICE_AFTER_MS,
      );
      return await end(one, "failed", message, fault);
    case "payload":
      return await end(one, "failed", message, fault);
    case "unknown":
      return await end(one, "unknown", message, fault);
    case "rate":
      return await postpone(one, {
        ...{ wait: retryAfter ?? LIMITED_MS, reason: message, counted: false, fault },
      });
    case "auth": {
      const until = round.tokens.refused(delivery, everywhere);
      await postpone(one, { wait: until - round.by.now(), reason: message, counted: false, fault });
      const { platform, tenant } = delivery;
      const whose = everywhere ? { platform } : { platform, tenant };
      return void (await round.by.store.deliveries.postpone(whose, until, REFUSED));
    }
    case "transient":
    case "unclear":
      return await postpone(one, { wait: backOff(one), reason: message, counted: true, fault });
  }
}

function backOff({ delivery: { attempts } }: Try): number {
  return BACK_OFF_MS[attempts - 1] ?? BACK_OFF_MS.at(-1) ?? 0;
}

/** Tries again later, unless the grace window ends before: then the day is given up, with the reason kept. */
async function postpone(
  one: Try,
  why: {
    readonly wait: number;
    readonly reason: string;
    readonly counted: boolean;
    readonly fault?: PostFault;
  },
): Promise<void> {
  const { round, delivery } = one;
  const { wait, reason, counted, fault } = why;
  const notBefore = round.by.now() + wait;
  const unclear = fault === "unclear";
  if (notBefore > delivery.dueAt + GRACE_MS)
    return await end(one, unclear ? "unknown" : "failed", reason, fault);
  const parts = unclear ? {} : { parts: untouched(one) };
  await settle(one, { state: "due", notBefore, reason, counted, unclear, ...parts });
  observe(one, "retry", fault);
}

/** The messages without the one that this try began, which is certain not to be out. */
function untouched({ parts, delivery }: Try): readonly (string | null)[] {
  const isMine = parts.length > delivery.parts.length && parts.at(-1) === null;
  return isMine ? parts.slice(0, -1) : parts;
}

/**
 * Ends a delivery that is not sent any more. One whose first message is out is sent all the same, and
 * of one that may be out by an earlier try nobody can say that it is not.
 */
async function end(
  one: Try,
  state: "skipped" | "failed" | "unknown",
  reason: string,
  fault?: PostFault,
): Promise<void> {
  const { delivery, parts, round } = one;
  const [out] = parts;
  if (out) return await sent(one, out, []);
  const told = delivery.earlier?.sure && fault !== "payload" ? "unknown" : state;
  await settle(one, { state: told, reason, at: round.by.now() });
  observe(one, told, fault);
}

async function sent(
  one: Try,
  message: string | undefined,
  papers: readonly string[],
): Promise<void> {
  const at = one.round.by.now();
  await settle(one, { state: "sent", ...(message && { message }), papers, at });
  observe(one, "sent");
}

async function settle(
  { round, delivery }: Try,
  outcome: Parameters<Round["by"]["store"]["deliveries"]["settle"]>[1],
): Promise<void> {
  await round.by.store.deliveries.settle(delivery.id, outcome, delivery.attempts);
}

function observe(
  { round: { by }, delivery: { platform, dueAt } }: Try,
  result: "sent" | "skipped" | "failed" | "unknown" | "retry",
  fault?: PostFault,
): void {
  const lateMs = by.now() - dueAt;
  by.observe?.({ platform, result, late: lateMs > LATE_MS, lateMs, ...(fault && { fault }) });
}
