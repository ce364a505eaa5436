/**
 * Proves that a daily post comes once, at the right time, whatever clocks do:
 *
 *     node tests/chaos/time.ts [--short] [--from 2025] [--seed N]
 *
 * 1. In every time zone, for five years and four hours of the day, a plan is due once on each of its local dates,
 *    at the very wall time, or at the first instant after the gap that it lies in.
 * 2. Through downtimes of a minute to 48 hours, a post is late once within six hours, or else recorded as skipped.
 * 3. While the machine's clock steps by an hour, forth and back, no day has two posts, and none is lost.
 *
 * What is right is not asked of the code under test, nor of Temporal, but found by scanning what Intl says that
 * clocks show. The last two run the real delivery on a real ledger, through the days around every change of a
 * clock, for one zone of all those whose clocks are equal. It prints figures, and exits with 1 when anything is wrong.
 */
import { parseArgs } from "node:util";
import { createChance } from "./deliver/chance.ts";
import { judgeDowntimes, withDowntimes } from "./time/downtimes.ts";
import { proveInstants } from "./time/instants.ts";
import { type Beat, type Case, live, type Outcome } from "./time/life.ts";
import { offsetsOf } from "./time/offsets.ts";
import { createReport } from "./time/report.ts";
import { judgeSteps, withSteps } from "./time/steps.ts";
import { differentOf, type Window, windowsOf, type Zone } from "./time/windows.ts";
import { ZONES } from "./time/zones.ts";

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    from: { type: "string", default: "2025" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [year = Number.NaN, seed = Number.NaN] = [values.from, values.seed].map(Number);
if (Number.isNaN(year) || Number.isNaN(seed)) throw new Error("--from and --seed are numbers");

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIMES = ["00:00", "00:30", "02:30", "09:00"];
const DAILY = [1, 2, 3, 4, 5, 6, 7];

/** Weekdays that a plan may have besides every day, taken in turn: one, some, the working week. */
const WEEKS = [[7], [1, 4], [1, 2, 3, 4, 5], [2, 3, 5, 6]];

const YEARS = 5;
const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + YEARS, 0, 1)];

const report = createReport();
const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Every plan in every zone; of zones whose clocks are equal, one has plans for some weekdays too. In short one of
 * them has plans at all, and only the days around changes are walked, of clocks that are looked at every four days.
 */
function instants(): readonly Zone[] {
  const zones = ZONES.map((zone): Zone => {
    const step = values.short ? 4 * DAY : 6 * HOUR;
    return { zone, offsets: offsetsOf(zone, start - 3 * DAY, end + 3 * DAY, step) };
  });
  const different = new Set(differentOf(zones));
  let [changes, right] = [0, 0];
  for (const one of zones) {
    const moved = one.offsets.slice(1);
    changes += moved.length;
    const around = moved.map(({ from }) => [from - 2 * DAY, from + 2 * DAY] as const);
    for (const [i, time] of TIMES.entries())
      for (const span of values.short ? around : [[start, end] as const]) {
        const some = WEEKS[(i + one.zone.length) % WEEKS.length] ?? DAILY;
        const isOne = different.has(one);
        if (isOne || !values.short)
          right += proveInstants(one, { time, days: DAILY }, span, report);
        if (isOne) right += proveInstants(one, { time, days: some }, span, report);
      }
  }
  say(
    `1. ${zones.length} zones, ${different.size} of them different, ${YEARS} years from ${year}, ${changes} changes of a clock: ${right} runs right`,
  );
  return [...different];
}

/** Lives through windows of some days with the beats that are given for them, and lets each channel be judged. */
async function throughAll(
  windows: readonly Window[],
  beatsOf: (from: number, to: number, chance: () => number) => readonly Beat[],
  judge: (one: Case, outcome: Outcome, beats: readonly Beat[]) => void,
): Promise<string> {
  let channels = 0;
  for (const [n, { from, to, cases }] of windows.entries()) {
    const beats = beatsOf(from, to, createChance(seed + n));
    const outcomes = await live(cases, beats);
    for (const one of cases) {
      const outcome = outcomes.get(one.id);
      if (outcome) judge(one, outcome, beats);
      else report.fault(one.id, "was not lived through");
    }
    channels += cases.length;
  }
  return `${channels} channels in ${windows.length} windows`;
}

const began = process.cpuUsage();
const zones = instants();

const all = windowsOf(zones, TIMES, [start + 9 * DAY, end - 9 * DAY]);
// The second one of a year has the changes of North America in it.
const windows = values.short ? all.slice(1, 2) : all;

const total = { onTime: 0, late: 0, skipped: 0 };
const down = await throughAll(windows, withDowntimes, (...lived) => {
  const counts = judgeDowntimes(...lived, report);
  for (const name of ["onTime", "late", "skipped"] as const) total[name] += counts[name];
});
const { onTime, late, skipped } = total;
say(
  `2. Downtimes: ${down}, ${onTime} posts on time, ${late} late once, ${skipped} skipped and recorded`,
);

let each = 0;
const stepped = await throughAll(windows, withSteps, (...lived) => {
  each += judgeSteps(...lived, report);
});
say(`3. Steps of the clock by an hour: ${stepped}, ${each} posts, once each`);

const { user, system } = process.cpuUsage(began);
say(`${report.faults} wrong; seed ${seed}; ${Math.round((user + system) / 1e6)} s of processor`);
// Nothing wrong among nothing would prove nothing.
process.exitCode = report.faults === 0 && onTime > 0 && late > 0 && each > 0 ? 0 : 1;
