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
 * clocks show. The last two run the real delivery on a real ledger, for one zone of all those whose clocks are
 * equal in these years. It prints figures, and exits with 1 when anything is wrong.
 */
import { parseArgs } from "node:util";
import { createChance } from "./deliver/chance.ts";
import { judgeDowntimes, withDowntimes } from "./time/downtimes.ts";
import { expectedRuns } from "./time/expected.ts";
import { proveInstants } from "./time/instants.ts";
import { type Beat, type Case, live } from "./time/life.ts";
import { type Offset, offsetsOf } from "./time/offsets.ts";
import { createReport } from "./time/report.ts";
import { judgeSteps, withSteps } from "./time/steps.ts";
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
const YEARS = 5;
const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + YEARS, 0, 1)];

/** The weeks of each year in which most clocks change, as first month and day, and days. */
const SEASONS = values.short
  ? [{ month: 2, day: 24, length: 8 }]
  : [
      { month: 2, day: 1, length: 45 },
      { month: 9, day: 1, length: 40 },
    ];

const report = createReport();
const say = (line: string) => void process.stdout.write(`${line}\n`);

type Zone = { readonly zone: string; readonly offsets: readonly Offset[] };

/** In short the clocks are looked at once a day, and only the days around their changes are walked. */
function instants(): readonly Zone[] {
  let [changes, right] = [0, 0];
  const zones = ZONES.map((zone): Zone => {
    const step = values.short ? DAY : 3 * HOUR;
    return { zone, offsets: offsetsOf(zone, start - 3 * DAY, end + 3 * DAY, step) };
  });
  for (const one of zones) {
    const [, ...moved] = one.offsets;
    changes += moved.length;
    const spans = values.short
      ? [start + 100 * DAY, ...moved.map(({ from }) => from)].map(
          (at) => [at - DAY, at + DAY] as const,
        )
      : [[start, end] as const];
    for (const span of spans) right += proveInstants(one, TIMES, span, report);
  }
  say(
    `1. ${zones.length} zones, ${YEARS} years from ${year}, ${changes} changes of a clock: ${right} runs right`,
  );
  return zones;
}

/** One zone of all those whose clocks are equal, at each hour; in short each at one of them. */
function casesOf(zones: readonly Zone[], from: number, to: number): readonly Case[] {
  const different = new Map(zones.map((one) => [JSON.stringify(one.offsets), one]));
  return [...different.values()].flatMap(({ zone, offsets }, i) =>
    TIMES.filter((_, n) => !values.short || n === i % TIMES.length).map((time) => ({
      ...{ id: `${i} ${time}`, zone, time },
      expected: expectedRuns(offsets, { time, days: DAILY }, from, to),
    })),
  );
}

/** Lives through each season with the beats that are given for it, and lets each channel be judged. */
async function seasons(
  zones: readonly Zone[],
  beatsOf: (from: number, to: number, chance: () => number) => readonly Beat[],
  judge: (
    one: Case,
    outcome: NonNullable<Awaited<ReturnType<typeof live>>>,
    beats: readonly Beat[],
  ) => void,
): Promise<number> {
  let channels = 0;
  for (let n = 0; n < (values.short ? 1 : YEARS); n += 1)
    for (const { month, day, length } of SEASONS) {
      const from = Date.UTC(year + n, month, day);
      const beats = beatsOf(from, from + length * DAY, createChance(seed + n * 12 + month));
      const cases = casesOf(zones, from, from + length * DAY);
      channels += cases.length;
      const outcomes = await live(cases, beats);
      for (const one of cases) judge(one, outcomes, beats);
    }
  return channels;
}

const began = process.cpuUsage();
const zones = instants();

const total = { onTime: 0, late: 0, skipped: 0 };
const down = await seasons(zones, withDowntimes, ({ id, ...one }, outcomes, beats) => {
  const outcome = outcomes.get(id);
  if (!outcome) throw new Error("A channel has no outcome");
  const counts = judgeDowntimes({ id, ...one }, outcome, beats, report);
  for (const name of ["onTime", "late", "skipped"] as const) total[name] += counts[name];
});
say(
  `2. ${down} channels through downtimes: ${total.onTime} posts on time, ${total.late} late once, ${total.skipped} skipped and recorded`,
);

let right = 0;
const stepped = await seasons(zones, withSteps, (one, outcomes, beats) => {
  const outcome = outcomes.get(one.id);
  if (!outcome) throw new Error("A channel has no outcome");
  right += judgeSteps(one, outcome, beats, report);
});
say(`3. ${stepped} channels on a clock that steps by an hour: ${right} posts, each once`);

const { user, system } = process.cpuUsage(began);
say(`${report.faults} wrong; seed ${seed}; ${Math.round((user + system) / 1e6)} s of processor`);
process.exitCode = report.faults === 0 ? 0 : 1;
