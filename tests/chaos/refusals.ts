// Posts to thousands of channels of a Discord that answers 401, 403, 429, 500 or takes them, in any mix, over
// some hours of a clock of its own: how many refusals come in any ten minutes. Prints a line for each mix.
// node tests/chaos/refusals.ts [MIXES] [SEED] [CHANNELS]
import fc from "fast-check";
import { type Answers, deliverRefused } from "../platforms/discord/refused.ts";

/** Fewer than so many in any ten minutes, whatever happens; Discord shuts an address out at ten times that. */
const MOST = 1_000;

const [mixes = 6, seed = 20261124, channels = 5_000] = process.argv.slice(2).map(Number);

const statuses = [200, 401, 403, 429, 500] as const;
const mix = fc.record({
  weights: fc.tuple(...statuses.map(() => fc.nat({ max: 5 }))).filter((all) => all.some(Boolean)),
  salt: fc.nat({ max: 1_000_000 }),
  /** Whether what a channel answers changes as time goes by. */
  moody: fc.boolean(),
  restartEvery: fc.option(fc.integer({ min: 5, max: 60 }), { nil: undefined }),
});

let worst = 0;
for (const { weights, salt, moody, restartEvery } of fc.sample(mix, { numRuns: mixes, seed })) {
  const bag = statuses.flatMap((status, i) =>
    Array.from({ length: weights[i] ?? 0 }, () => status),
  );
  const answers: Answers = (channel, now) =>
    bag[(channel * 7_919 + salt + (moody ? Math.floor(now / 300_000) : 0)) % bag.length] ?? 200;
  const { most, refused, deliveries } = await deliverRefused({
    ...{ channels, hours: 2, answers },
    ...(restartEvery !== undefined && { restartEvery }),
  });
  worst = Math.max(worst, most);
  const of = statuses.map((status, i) => `${status} × ${weights[i]}`).join(", ");
  process.stdout.write(
    `${of}${moody ? ", moody" : ""}${restartEvery ? `, restarted every ${restartEvery} min` : ""}: ` +
      `at most ${most} refusals in 10 min, ${refused.length} in all; ${JSON.stringify(deliveries)}\n`,
  );
}
process.stdout.write(`${worst < MOST ? "passed" : "FAILED"}: ${worst} of fewer than ${MOST}\n`);
process.exitCode = worst < MOST ? 0 : 1;
