/**
 * Kills the bot again and again while it delivers, on a platform that fails and loses replies, and counts
 * what became of every post:
 *
 *     npm run chaos:deliver -- [--deliveries 300] [--kills 60] [--platform discord|slack]
 *                              [--store sqlite|postgres] [--seed N]
 *
 * Without --platform and --store all four pairs are run, and Slack without leave to look into channels. It
 * prints a table, and exits with 1 when a post is missing or doubled, or called unknown without a reason.
 */
import { parseArgs } from "node:util";
import { type Postgres, startPostgres } from "../postgres.ts";
import { runChaos } from "./deliver/run.ts";
import { isGood, type Verdict } from "./deliver/verdict.ts";

const { values } = parseArgs({
  options: {
    deliveries: { type: "string", default: "300" },
    kills: { type: "string", default: "60" },
    platform: { type: "string" },
    store: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [deliveries, kills, seed] = [values.deliveries, values.kills, values.seed].map(Number);
if (!deliveries || !kills || seed === undefined || Number.isNaN(seed))
  throw new Error("--deliveries, --kills and --seed are numbers");

/** Posts that went wrong are told, up to so many. */
const MOST_TOLD = 10;

const RUNS = (["discord", "slack"] as const).flatMap((platform) =>
  (["sqlite", "postgres"] as const).flatMap((store) => [
    { platform, store, blind: false },
    ...(platform === "slack" ? [{ platform, store, blind: true }] : []),
  ]),
);
const chosen = RUNS.filter(
  ({ platform, store }) =>
    platform === (values.platform ?? platform) && store === (values.store ?? store),
);

print(`seed ${seed}: ${deliveries} deliveries, ${kills} kills, 4 % errors, 5 % lost replies`);
print(row(["", "never", "once", "twice", "unknown", "wrong", "seconds"]));
let server: Postgres | undefined;
let isAllGood = chosen.length > 0;
try {
  for (const { platform, store, blind } of chosen) {
    if (store === "postgres") server ??= await startPostgres();
    const url = store === "postgres" ? await server?.database() : undefined;
    const from = Date.now();
    const verdict = await runChaos({
      ...{ platform, deliveries, kills, seed, blind },
      ...(url !== undefined && { url }),
    });
    const name = `${platform} ${store}${blind ? " blind" : ""}`;
    print(told(name, verdict, isGood(verdict, blind), Date.now() - from));
    for (const fault of verdict.faults.slice(0, MOST_TOLD)) print(`  ${fault}`);
    isAllGood &&= isGood(verdict, blind);
  }
} finally {
  await server?.stop();
}
process.exitCode = isAllGood ? 0 : 1;

function told(name: string, verdict: Verdict, good: boolean, ms: number): string {
  const { never, once, twice, unknown, wrong, other } = verdict;
  const cells = [never, once, twice, unknown, wrong + other, Math.round(ms / 1000)].map(String);
  return `${row([name, ...cells])}${good ? "" : "  FAILED"}`;
}

function row([name = "", ...cells]: readonly string[]): string {
  return name.padEnd(22) + cells.map((cell) => cell.padStart(9)).join("");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
