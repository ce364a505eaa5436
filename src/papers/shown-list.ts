import { addDays, lastCompleteList } from "./daily-list.ts";
import type { Look } from "./looks.ts";
import type { Paper } from "./paper.ts";

/** The daily list that a day's trend shows, and why it is not a later one. */
export type ShownList = {
  /** An ISO date. */
  readonly day: string;
  /** `weekend`: lists are of weekdays; `none`: the one of `expected` was looked for and there was none; `missing`: nobody looked. */
  readonly because?: "weekend" | "none" | "missing";
  /** The last day that should have had a list, where its list is not known. */
  readonly expected?: string;
};

/** The last complete list of Hugging Face that is known at `now` and no more than a week old. */
export function shownList(
  papers: readonly Paper[],
  looks: ReadonlyMap<string, readonly Look[]>,
  now: number,
): ShownList | undefined {
  const last = lastCompleteList(now);
  let day = "";
  for (const { daily = "" } of papers) if (daily > day && daily <= last.day) day = daily;
  if (day < addDays(last.day, -OLDEST_DAYS)) return undefined;
  if (day === last.day) {
    return addDays(day, 1) === last.open && !last.weekend ? { day } : { day, because: "weekend" };
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
