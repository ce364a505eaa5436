import type { Beat, Case, Outcome } from "./life.ts";
import type { Report } from "./report.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Beats come this often: every plan is due on one of them while the bot runs. */
const BEAT_MS = 15 * MINUTE;

/** How late a post may still go out. */
const GRACE_MS = 6 * HOUR;

/** Shortest and longest downtime, of which short ones are as frequent as long ones on a scale of doublings. */
const [SHORTEST, LONGEST] = [MINUTE, 48 * HOUR];

/** Stretches of 6 to 36 hours in which the bot runs, with downtimes between. */
export function withDowntimes(from: number, to: number, chance: () => number): readonly Beat[] {
  const beats: Beat[] = [];
  for (let at = from; at < to; ) {
    const until = at + (6 + 30 * chance()) * HOUR;
    for (; at < Math.min(until, to); at = Math.floor(at / BEAT_MS) * BEAT_MS + BEAT_MS)
      beats.push({ real: at, clock: at });
    const down = SHORTEST * (LONGEST / SHORTEST) ** chance();
    at += Math.round(down / MINUTE) * MINUTE;
  }
  return beats;
}

/** How many posts came when they were due, came late, and were left out, of those that had to. */
export type Downtimes = { onTime: number; late: number; skipped: number };

/**
 * Holds a channel against what it had to get: each post at the first beat from when it was due, if that is
 * within the grace window and before the next one is due; else recorded as skipped.
 */
export function judgeDowntimes(
  { id: name, expected }: Case,
  { posts, rows }: Outcome,
  beats: readonly Beat[],
  report: Report,
): Downtimes {
  const counts: Downtimes = { onTime: 0, late: 0, skipped: 0 };
  let next = 0;
  const days = new Set<string>();
  for (const [i, { day, at }] of expected.entries()) {
    while ((beats[next]?.real ?? Number.POSITIVE_INFINITY) < at) next += 1;
    const beat = beats[next];
    if (!beat) break;
    days.add(day);
    const had = posts.get(day) ?? [];
    const following = expected[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    const isSkipped = following <= beat.real || beat.real - at > GRACE_MS;
    const wanted = isSkipped ? "skipped" : "sent";
    if (rows.get(day) !== wanted) report.fault(name, `${day} is ${rows.get(day)}, not ${wanted}`);
    if (had.length !== (isSkipped ? 0 : 1)) report.fault(name, `${day} has ${had.length} posts`);
    else if (had[0] && had[0].real !== beat.real)
      report.fault(name, `${day} came at ${new Date(had[0].real).toISOString()}`);
    else if (isSkipped) counts.skipped += 1;
    else if (beat.real === at) counts.onTime += 1;
    else counts.late += 1;
  }
  for (const day of [...posts.keys(), ...rows.keys()])
    if (!days.has(day)) report.fault(name, `${day} was not asked for`);
  return counts;
}
