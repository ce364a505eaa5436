import { Temporal } from "temporal-polyfill";
import type { Schedule } from "./slot.ts";

/**
 * When to look at arXiv's announcements. They are made at 20:00 in New York from Sunday to Thursday and
 * stand in the feeds from the midnight after until the next one, so the feeds are looked at on weekdays:
 * soon after midnight, and some times later in case they were late. When one was missed altogether,
 * what was submitted since then is searched for instead.
 */
export const announcements: Schedule = (now, { answered, lastSuccess }) => {
  const today = dateAt(now);
  for (let back = 0; back <= DAYS_BACK; back += 1) {
    const day = today.subtract({ days: back });
    const time = isAnnounced(day) ? TIMES.findLast((time) => instant(day, time) <= now) : undefined;
    if (time === undefined) continue;
    const key = `${day} ${time}`;
    if (answered.has(key)) return [];
    const since = lastSuccess === undefined ? undefined : gap(dateAt(lastSuccess), today);
    return [{ key, wanted: since === undefined ? {} : { since } }];
  }
  return [];
};

const ZONE = "America/New_York";
const TIMES = ["00:20", "02:00", "06:00", "12:00", "18:00"];

/** Over a weekend, and the evening before it. */
const DAYS_BACK = 4;

/** From submission to announcement over a weekend with a holiday. */
const LAG_DAYS = 4;

/** A bot that was away for longer begins anew. */
const LONGEST_GAP_DAYS = 30;

/** The day from which to search, when an announcement lies between the last look and today. */
function gap(last: Temporal.PlainDate, today: Temporal.PlainDate): string | undefined {
  for (let day = last.add({ days: 1 }); Temporal.PlainDate.compare(day, today) < 0; ) {
    if (isAnnounced(day)) {
      const earliest = today.subtract({ days: LONGEST_GAP_DAYS });
      const from = last.subtract({ days: LAG_DAYS });
      return (Temporal.PlainDate.compare(from, earliest) < 0 ? earliest : from).toString();
    }
    day = day.add({ days: 1 });
  }
  return undefined;
}

function isAnnounced(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5;
}

function instant(day: Temporal.PlainDate, time: string): number {
  return day.toPlainDateTime(time).toZonedDateTime(ZONE).epochMilliseconds;
}

function dateAt(at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDate();
}
