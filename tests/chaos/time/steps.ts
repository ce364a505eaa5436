import type { Beat, Case, Outcome } from "./life.ts";
import type { Report } from "./report.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Beats come this often. */
const BEAT_MS = 15 * MINUTE;

/** A beat is one before which the clock steps with this chance: once in eight hours. */
const STEP_CHANCE = BEAT_MS / (8 * HOUR);

/** Beats of a machine whose clock is right, an hour fast or an hour slow in turn, stepping without warning. */
export function withSteps(from: number, to: number, chance: () => number): readonly Beat[] {
  const beats: Beat[] = [];
  let off = 0;
  for (let real = from; real < to; real += BEAT_MS) {
    if (real > from && chance() < STEP_CHANCE)
      off = off === 0 ? (chance() < 0.5 ? -HOUR : HOUR) : 0;
    beats.push({ real, clock: real + off });
  }
  return beats;
}

/**
 * Holds a channel against what it had to get: each day one post, within an hour of when it was due by the
 * right clock, never before it was by the machine's. Answers how many were right.
 */
export function judgeSteps(
  { id: name, expected }: Case,
  { posts, rows }: Outcome,
  beats: readonly Beat[],
  report: Report,
): number {
  const [first = 0, last = 0] = [beats[0]?.real, beats.at(-1)?.real];
  let right = 0;
  for (const { day, at } of expected) {
    const had = posts.get(day) ?? [];
    const [post] = had;
    // At either end it depends on the clock's step whether the day is begun at all.
    const isWhole = at > first + HOUR && at < last - HOUR;
    if (had.length > 1) report.fault(name, `${day} has ${had.length} posts`);
    else if (isWhole && rows.get(day) !== "sent") report.fault(name, `${day} ${rows.get(day)}`);
    else if (post && (post.clock < at || Math.abs(post.real - at) > HOUR))
      report.fault(name, `${day} came at ${new Date(post.real).toISOString()}`);
    else if (post) right += 1;
  }
  const days = new Set(expected.map(({ day }) => day));
  for (const day of posts.keys())
    if (!days.has(day)) report.fault(name, `${day} was not asked for`);
  return right;
}
