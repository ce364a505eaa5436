import type { Offset } from "./offsets.ts";

const DAY = 86_400_000;

/**
 * When a clock of these offsets shows a wall time (written as if it were UTC, in epoch ms): the first instant
 * at which it does, or where it never does because the clock was moved on past it, the instant at which it
 * would have shown it had it not been moved. Undefined when the whole day is missing.
 */
export function instantOf(offsets: readonly Offset[], wall: number): number | undefined {
  for (const [i, { from, ahead }] of offsets.entries()) {
    const until = offsets[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const at = wall - ahead;
    if (at >= from && at < until) return at;
    const next = offsets[i + 1];
    const isSkipped = next && at >= until && wall - next.ahead < next.from;
    if (isSkipped) return sameDay(wall, at + next.ahead) ? at : undefined;
  }
  throw new Error("A wall time is neither shown nor skipped");
}

function sameDay(wall: number, other: number): boolean {
  return Math.floor(wall / DAY) === Math.floor(other / DAY);
}

/**
 * The instants at which a plan is due between two others, by the clock of these offsets: one for each local
 * day that is one of its weekdays (1 is Monday).
 */
export function expectedRuns(
  offsets: readonly Offset[],
  plan: { readonly time: string; readonly days: readonly number[] },
  from: number,
  to: number,
): readonly number[] {
  const [hour = 0, minute = 0] = plan.time.split(":").map(Number);
  const runs: number[] = [];
  for (let day = Math.floor(from / DAY) * DAY - 2 * DAY; day < to + 2 * DAY; day += DAY) {
    if (!plan.days.includes(((new Date(day).getUTCDay() + 6) % 7) + 1)) continue;
    const at = instantOf(offsets, day + (hour * 60 + minute) * 60_000);
    if (at !== undefined && at > from && at <= to) runs.push(at);
  }
  return runs;
}
