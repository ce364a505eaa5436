import type { Offset } from "./offsets.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * When a clock of these offsets shows a wall time (written as if it were UTC, in epoch ms): the first instant
 * at which it does. Where it never does because the clock was moved on past it, the first instant after that,
 * or where that is another date, the minute before. Undefined when the whole date is missing.
 */
function instantOf(offsets: readonly Offset[], wall: number): number | undefined {
  for (const [i, { from, ahead }] of offsets.entries()) {
    const until = offsets[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const at = wall - ahead;
    if (at >= from && at < until) return at;
    const next = offsets[i + 1];
    const isSkipped = next && at >= until && wall - next.ahead < next.from;
    if (!isSkipped) continue;
    if (sameDay(wall, next.from + next.ahead)) return next.from;
    const last = next.from - MINUTE;
    return sameDay(wall, last + ahead) ? last : undefined;
  }
  throw new Error("A wall time is neither shown nor skipped");
}

function sameDay(wall: number, other: number): boolean {
  return Math.floor(wall / DAY) === Math.floor(other / DAY);
}

/** A post that is expected: its local date, `YYYY-MM-DD`, and its instant. */
export type Run = { readonly day: string; readonly at: number };

/**
 * The posts of a plan between two instants, by the clock of these offsets: one for each local date that is one
 * of its weekdays (1 is Monday).
 */
export function expectedRuns(
  offsets: readonly Offset[],
  plan: { readonly time: string; readonly days: readonly number[] },
  from: number,
  to: number,
): readonly Run[] {
  const [hour = 0, minute = 0] = plan.time.split(":").map(Number);
  const runs: Run[] = [];
  for (let day = Math.floor(from / DAY) * DAY - 2 * DAY; day < to + 2 * DAY; day += DAY) {
    const date = new Date(day);
    if (!plan.days.includes(((date.getUTCDay() + 6) % 7) + 1)) continue;
    const at = instantOf(offsets, day + (hour * 60 + minute) * MINUTE);
    if (at !== undefined && at > from && at <= to)
      runs.push({ day: date.toISOString().slice(0, 10), at });
  }
  return runs;
}
