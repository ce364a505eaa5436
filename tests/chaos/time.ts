// Every time zone, five years, four hours of the day: that a plan is due exactly once on each of its local days, at
// the right wall time, or as long after a gap as it lies in it. Held against the clock that Intl shows, scanned.
// node tests/chaos/time.ts [--short] [FIRST_YEAR]
import { nextRun } from "#digest";
import { expectedRuns } from "./time/expected.ts";
import { type Offset, offsetsOf } from "./time/offsets.ts";
import { ZONES } from "./time/zones.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIMES = ["00:00", "00:30", "02:30", "09:00"];
const YEARS = 5;
const DAILY = [1, 2, 3, 4, 5, 6, 7];

/** Weekdays that a plan may have besides every day, taken in turn: one, some, the working week. */
const WEEKS = [[7], [1, 4], [1, 2, 3, 4, 5], [2, 3, 5, 6]];

const isShort = process.argv.includes("--short");
const year = Number(process.argv.slice(2).find((arg) => /^\d{4}$/.test(arg)) ?? 2025);
const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + YEARS, 0, 1)];

let [runs, gaps, faults] = [0, 0, 0];

/** Walks a plan from run to run and holds each against what is expected. */
function prove(zone: string, offsets: readonly Offset[], from: number, to: number): void {
  for (const [i, time] of TIMES.entries())
    for (const days of [DAILY, WEEKS[(i + zone.length) % WEEKS.length] ?? DAILY]) {
      const expected = expectedRuns(offsets, { time, days }, from, to);
      let at = from;
      for (const due of [...expected, undefined]) {
        const found = nextRun({ time, zone, days }, at);
        if (due === undefined ? found > to : found === due) {
          at = found;
          runs += 1;
          continue;
        }
        faults += 1;
        const iso = (ms: number | undefined) => ms && new Date(ms).toISOString();
        process.stderr.write(`${zone} ${time} [${days}]: ${iso(found)}, not ${iso(due)}\n`);
        break;
      }
    }
}

const began = process.cpuUsage();
for (const zone of ZONES) {
  // In short the clock is looked at once a day, and only the days around its changes are walked.
  const offsets = offsetsOf(zone, start - 3 * DAY, end + 3 * DAY, isShort ? DAY : 3 * HOUR);
  gaps += offsets.length - 1;
  if (!isShort) prove(zone, offsets, start, end);
  else
    for (const { from } of [{ from: start + 100 * DAY }, ...offsets.slice(1)])
      prove(zone, offsets, from - 2 * DAY, from + 2 * DAY);
}
const { user, system } = process.cpuUsage(began);
process.stdout.write(
  `${ZONES.length} zones, ${YEARS} years from ${year}, ${gaps} changes of a clock, ${runs} runs: ` +
    `${faults} wrong; ${Math.round((user + system) / 1e6)} s of processor\n`,
);
process.exitCode = faults === 0 ? 0 : 1;
