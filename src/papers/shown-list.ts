import { addDays, lastCompleteList } from "./daily-list.ts";
import type { Look } from "./looks.ts";

/**
 * The daily list that a day's trend shows, an ISO date, and why that one: `newest`, it was complete last;
 * `weekend`, that too, since weekends have none; `none`, the list of `expected` was looked for and
 * there was none; `missing`, nobody looked for it.
 */
export type ShownList =
  | { readonly day: string; readonly because: "newest" | "weekend" }
  | { readonly day: string; readonly because: "none" | "missing"; readonly expected: string };

/** The last complete one of these days' lists of Hugging Face that is no more than a week old at `now`. */
export function shownList(
  days: Iterable<string>,
  looks: ReadonlyMap<string, readonly Look[]>,
  now: number,
): ShownList | undefined {
  const last = lastCompleteList(now);
  let day = "";
  for (const known of days) if (known > day && known <= last.day) day = known;
  if (day < addDays(last.day, -OLDEST_DAYS)) return undefined;
  if (day === last.day) {
    const isNext = addDays(day, 1) === last.open && !last.weekend;
    return { day, because: isNext ? "newest" : "weekend" };
  }
  // Whoever looked at papers after that day had ended would have seen its list.
  const ended = Date.parse(addDays(last.day, 1)) + TURN_MS;
  for (const own of looks.values()) {
    if ((own.at(-1)?.at ?? 0) >= ended) return { day, because: "none", expected: last.day };
  }
  return { day, because: "missing", expected: last.day };
}

/** An older list is no answer to what is hot; the longest gap, around New Year, is shorter. */
const OLDEST_DAYS = 7;

/** Lists turn at 02:30 UTC in winter, an hour earlier in summer. */
const TURN_MS = 2.5 * 3_600_000;
