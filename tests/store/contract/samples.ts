import type { Plan, Scope, Subscription } from "#store";

/** The tenant most tests speak of. */
export const here: Scope = { platform: "discord", tenant: "guild-1" };
/** Another tenant of the same platform. */
export const there: Scope = { platform: "discord", tenant: "guild-2" };
/** In ms. */
export const hour = 3_600_000;

/** A subscription with everything set, changed as a test needs it. */
export function aSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    ...here,
    id: "s1",
    channel: "general",
    time: "09:00",
    zone: "Europe/Berlin",
    days: [1, 2, 3, 4, 5],
    count: 5,
    topics: "topology",
    exclude: "surveys",
    least: 3,
    empty: "skip",
    manner: { mention: "77", thread: true },
    state: "enabled",
    nextRunAt: 9 * hour,
    by: "ada",
    createdAt: 1,
    ...changes,
  };
}

/** A subscription's delivery of one day. */
export function aPlan(subscription: Subscription, changes: Partial<Plan> = {}): Plan {
  return {
    subscription,
    day: "2026-11-24",
    dueAt: subscription.nextRunAt,
    nextRunAt: subscription.nextRunAt + 24 * hour,
    state: "due",
    ...changes,
  };
}

/** A paper with no more than a paper must have. */
export const paper = (key: string, title = key) => ({ key, title, abstract: "About it." });
