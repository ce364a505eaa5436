import { Temporal } from "temporal-polyfill";

/** When a channel is posted to: local wall time `HH:MM`, IANA zone, ISO weekdays (1 is Monday). */
export type Plan = {
  readonly time: string;
  readonly zone: string;
  readonly days: readonly number[];
};

/** How late a post may still go out, in milliseconds: 6 hours; older ones are recorded as skipped. */
export const GRACE_MS = 6 * 60 * 60 * 1000;

/** What to do with a plan that is due: its occurrence and local date, on time or too late, and when it is due next. */
export type Due = {
  /** Local calendar date `YYYY-MM-DD`: with the subscription, the identity of the post. */
  readonly day: string;
  readonly dueAt: number;
  readonly tooLate: boolean;
  readonly nextRunAt: number;
};

/** Occurrences that were missed longer ago are not even recorded, in milliseconds: two weeks. */
const RECORDED_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * The first instant after `after` (epoch milliseconds) at which the plan is due. In place of a wall time that
 * a clock change skips comes the first that there is after it on that date; of doubled ones the first counts.
 */
export function nextRun(plan: Plan, after: number): number {
  const time = Temporal.PlainTime.from(plan.time);
  let date = dateAt(after, plan.zone);
  for (let ahead = 0; ahead <= DAYS_TO_LOOK; ahead += 1) {
    const at = plan.days.includes(date.dayOfWeek) ? instantOf(date, time, plan.zone) : undefined;
    if (at !== undefined && at > after) return at;
    date = date.add({ days: 1 });
  }
  throw new RangeError(`A plan without weekdays is never due: ${JSON.stringify(plan.days)}`);
}

/**
 * What becomes of the occurrence at `nextRunAt`, which has come by `now`. After a downtime only the newest
 * one counts, and only within the grace window, so that nobody gets two posts at once: whatever has a later
 * one by now is too late. The next one may have come too, and is asked for in turn.
 */
export function due(plan: Plan, nextRunAt: number, now: number): Due {
  const recorded = now - RECORDED_MS;
  const dueAt = nextRunAt < recorded ? Math.min(nextRun(plan, recorded), now) : nextRunAt;
  const following = nextRun(plan, dueAt);
  return {
    day: localDay(dueAt, plan.zone),
    dueAt,
    tooLate: following <= now || now - dueAt > GRACE_MS,
    nextRunAt: following,
  };
}

/** The local calendar date of an instant, `YYYY-MM-DD`. */
export function localDay(at: number, zone: string): string {
  return dateAt(at, zone).toString();
}

/** A week and a day: the first occurrence of a weekly plan always lies within. */
const DAYS_TO_LOOK = 8;

function instantOf(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): number | undefined {
  const wanted = date.toPlainDateTime(time);
  const found = wanted.toZonedDateTime(zone);
  const isThere =
    found.minute === time.minute && found.hour === time.hour && found.day === date.day;
  return isThere ? found.epochMilliseconds : besideGap(wanted, zone);
}

/** The first minute after the gap in which a wall time lies, or where that is another date, the last one before. */
function besideGap(skipped: Temporal.PlainDateTime, zone: string): number | undefined {
  const before = skipped.toZonedDateTime(zone, { disambiguation: "earlier" });
  const after = before.getTimeZoneTransition("next");
  const last = after?.subtract({ minutes: 1 });
  // A date that a zone left out altogether has neither.
  return [after, last].find((one) => one?.toPlainDate().equals(skipped.toPlainDate()))
    ?.epochMilliseconds;
}

function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}
