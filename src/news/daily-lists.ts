import { Temporal } from "temporal-polyfill";
import type { Schedule, Slot } from "./slot.ts";

/**
 * When to look at Hugging Face's daily lists. A list opens at 21:30 in New York on the evening before
 * its day, and there is one for every weekday. It is looked at when it has certain ages: often while it
 * fills, just before the next one opens (when it tells best what is good), then ever more rarely up to a
 * week; lists that are older and were never seen, as on the first start, are looked at once.
 */
export const dailyLists: Schedule = (now, { answered }) => {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE).toPlainDate();
  const slots: Slot[] = [];
  for (let back = -1; back <= DAYS_BACK; back += 1) {
    const day = today.subtract({ days: back });
    if (day.dayOfWeek > 5) continue;
    const age = (now - opening(day)) / HOUR_MS;
    const due = AGES.findLast((hours) => hours <= age);
    const key = `${day} +${due}h`;
    if (due !== undefined && !answered.has(key))
      slots.push({ key, wanted: { day: day.toString() } });
  }
  return slots;
};

const ZONE = "America/New_York";
const HOUR_MS = 60 * 60 * 1000;

/** Hours after its opening at which a list is looked at: some 20 looks on its first day, a dozen after. */
const AGES = [
  ...[0.25, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 23.5],
  ...[25, 28, 32, 36, 48, 60, 72, 96, 120, 144, 168],
];

/** A list that nobody ever looked at is worth one look until it is a month old. */
const DAYS_BACK = 30;

function opening(day: Temporal.PlainDate): number {
  return day.subtract({ days: 1 }).toPlainDateTime("21:30").toZonedDateTime(ZONE).epochMilliseconds;
}
