import { topicRule } from "#cards";
import type { Reply } from "#chat";
import type { Subscription } from "#store";
import type { Compose } from "./compose.ts";
import { daysInWords, readDays } from "./days.ts";
import { localDay, nextRun, type Plan } from "./plan.ts";
import { moment, readTime } from "./times.ts";
import { readZone, suggestZones } from "./zones.ts";

export { type Compose, createComposer } from "./compose.ts";
export { deliverDue } from "./deliver.ts";
export type { DeliveryEvent } from "./event.ts";
export { type Beat, type Heartbeat, type Pulse, startHeartbeat } from "./heartbeat.ts";
export { due, nextRun, type Plan } from "./plan.ts";
export type { Delivering } from "./round.ts";
export { createTrends, type Trends } from "./trends.ts";

/** The daily post as commands use it: reading a plan from words, saying it in words, and a preview. */
export function createDesk(compose: Compose) {
  return {
    readPlan: (typed: { time?: string; zone?: string; days?: string }, base: Plan): Plan => ({
      time: typed.time === undefined ? base.time : readTime(typed.time),
      zone: typed.zone === undefined ? base.zone : readZone(typed.zone),
      days: typed.days === undefined ? base.days : readDays(typed.days),
    }),
    nextRun,
    localDay,
    moment,
    daysInWords,
    suggestZones,
    async preview(subscription: Subscription): Promise<Reply> {
      const day = localDay(subscription.nextRunAt, subscription.zone);
      const composed = await compose(subscription, day);
      const { manner } = subscription;
      if (composed.kind === "post") return { ...composed.reply, ...(manner && { as: manner }) };
      const left = `The next post would be left out: ${composed.reason}`;
      const said = [left, topicRule(subscription)].filter(Boolean).join(" ");
      return { summary: said, blocks: [{ kind: "text", text: said }] };
    },
  };
}
