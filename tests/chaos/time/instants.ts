import { nextRun } from "#digest";
import { expectedRuns } from "./expected.ts";
import type { Offset } from "./offsets.ts";
import type { Report } from "./report.ts";

const DAILY = [1, 2, 3, 4, 5, 6, 7];

/** Weekdays that a plan may have besides every day, taken in turn: one, some, the working week. */
const WEEKS = [[7], [1, 4], [1, 2, 3, 4, 5], [2, 3, 5, 6]];

/**
 * Walks the plans of a zone from one run to the next and holds each against what the zone's offsets say; answers
 * how many were right.
 */
export function proveInstants(
  { zone, offsets }: { readonly zone: string; readonly offsets: readonly Offset[] },
  times: readonly string[],
  [from, to]: readonly [from: number, to: number],
  report: Report,
): number {
  let right = 0;
  for (const [i, time] of times.entries())
    for (const days of [DAILY, WEEKS[(i + zone.length) % WEEKS.length] ?? DAILY]) {
      let at = from;
      for (const run of [...expectedRuns(offsets, { time, days }, from, to), undefined]) {
        const found = nextRun({ time, zone, days }, at);
        if (run === undefined ? found <= to : found !== run.at) {
          report.fault(`${zone} ${time} [${days}]`, `due at ${iso(found)}, not ${iso(run?.at)}`);
          break;
        }
        if (run) right += 1;
        at = found;
      }
    }
  return right;
}

function iso(at: number | undefined): string {
  return at === undefined ? "all" : new Date(at).toISOString();
}
