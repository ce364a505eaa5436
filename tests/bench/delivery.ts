/**
 * How fast posts go out that are all due at the same minute, against a fake platform in another process that
 * enforces its limits: Discord's 50 requests a second in all, Slack's one message a second in a channel and five
 * in a workspace.
 *
 *     npm run bench:delivery -- [--channels 5000] [--platform discord|slack] [--workspaces 10]
 *                               [--latency 50] [--json] [--strict]
 *
 * --latency is how long (ms) the platform takes to answer; --strict exits with 1 when a goal is missed. Figures
 * of a machine that does other things meanwhile say little: it prints the machine's load.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { GOALS, limitOf, type Measures, measure, missed } from "./delivery/measures.ts";
import { type Bench, run } from "./delivery/run.ts";

const { values } = parseArgs({
  options: {
    platform: { type: "string", default: "discord" },
    channels: { type: "string", default: "5000" },
    workspaces: { type: "string", default: "10" },
    latency: { type: "string", default: "50" },
    json: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
  },
});
const { platform } = values;
const [channels, workspaces, latency] = [values.channels, values.workspaces, values.latency].map(
  Number,
);
if ((platform !== "discord" && platform !== "slack") || !channels || !workspaces)
  throw new Error("--platform is discord or slack; --channels and --workspaces are numbers");

const bench: Bench = { platform, channels, workspaces, latency: latency ?? 0 };
const load = loadavg()[0] ?? 0;
const measures = measure(bench, await run(bench, (channels / limitOf(bench)) * 1_000));
const failures = missed(measures);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ ...bench, load, ...measures, missed: failures })}\n`
    : told(measures),
);
if (values.strict && failures.length > 0) process.exitCode = 1;

function told({ rate, ofLimit, p50, p99, ofNeeded, memory, processor, tooMany }: Measures): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const where = platform === "slack" ? ` in ${workspaces} workspaces` : "";
  return [
    `${channels} channels${where} on ${platform}, all due at once (load ${load.toFixed(1)})`,
    `posts a second   ${rate.toFixed(1)}, ${ofLimit.toFixed(3)} of the limit (goal ${GOALS.ofLimit})`,
    `lateness         p50 ${seconds(p50)}, p99 ${seconds(p99)}, which is ${ofNeeded.toFixed(3)} of what the limit needs (goal ${GOALS.ofNeeded})`,
    `memory           ${(memory / 2 ** 20).toFixed(0)} MB at most (goal 200)`,
    `processor        ${processor.toFixed(1)} ms a post, start included`,
    `answers of 429   ${tooMany}`,
    failures.length === 0 ? "every goal is met" : `missed: ${failures.join("; ")}`,
    "",
  ].join("\n");
}
