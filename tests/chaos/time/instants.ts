import { nextRun } from "#digest";
import { expectedRuns } from "./expected.ts";
import type { Report } from "./report.ts";
import type { Zone } from "./windows.ts";

/**
 * Walks a plan of a zone from one run to the next and holds each against what the zone's offsets say; answers
 * how many were right.
 */
export function proveInstants(
  { zone, offsets }: Zone,
  { time, days }: { readonly time: string; readonly days: readonly number[] },
  [from, to]: readonly [from: number, to: number],
  report: Report,
): number {
  let right = 0;
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
  return right;
}

function iso(at: number | undefined): string {
  return at === undefined ? "all" : new Date(at).toISOString();
}
