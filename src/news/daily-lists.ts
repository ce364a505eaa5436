import { Temporal } from "temporal-polyfill";
import type { Schedule, Slot } from "./slot.ts";

/**
 * When to look at Hugging Face's daily lists. A list opens at 21:30 in New York on the evening before
 * its day, and there is one for every weekday. It is looked at when it has certain ages: often while it
 * fills, just before the next one opens (when it tells best what is good), then ever more rarely up to a
 * week; lists that are older and were never seen, as on the first start, are looked at once.
 */
export const dailyLists: Schedule = (now, { answered }) => {
  const slots: Slot[] = [];
  // Tomorrow's list in Greenwich may be open already.
  for (let back = -1; back <= DAYS_BACK; back += 1) {
    const date = new Date(now - back * DAY_MS);
    const day = date.toISOString().slice(0, 10);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    const age = (now - opening(day)) / HOUR_MS;
    const due = AGES.findLast((hours) => hours <= age);
    const key = `${day} +${due}h`;
    if (due !== undefined && !answered.has(key)) slots.push({ key, wanted: { day } });
  }
  return slots;
};

const ZONE = "America/New_York";
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Hours after its opening at which a list is looked at: some 20 looks on its first day, a dozen after. */
const AGES = [
  ...[0.25, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 23.5],
  ...[25, 28, 32, 36, 48, 60, 72, 96, 120, 144, 168],
];

/** A list that nobody ever looked at is worth one look until it is a month old. */
const DAYS_BACK = 30;

const openings = new Map<string, number>();

/** When the list of an ISO date opens. Reckoned once: reckoning in a time zone takes its time. */
function opening(day: string): number {
  const known = openings.get(day);
  if (known !== undefined) return known;
  if (openings.size > 10 * DAYS_BACK) openings.clear();
  const evening = Temporal.PlainDate.from(day).subtract({ days: 1 }).toPlainDateTime("21:30");
  const at = evening.toZonedDateTime(ZONE).epochMilliseconds;
  openings.set(day, at);
  return at;
}
