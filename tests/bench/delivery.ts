import { parseArgs } from "node:util";
import { type Bench, run } from "./delivery/run.ts";

const { values } = parseArgs({
  options: {
    platform: { type: "string", default: "discord" },
    channels: { type: "string", default: "5000" },
    workspaces: { type: "string", default: "10" },
    latency: { type: "string", default: "0" },
    json: { type: "boolean", default: false },
  },
});
const channels = Number(values.channels);
const bench: Bench = {
  platform: values.platform as "discord",
  channels,
  workspaces: Number(values.workspaces),
  latency: Number(values.latency),
};
const needed = (channels / 50) * 1000;
const { from, report, memory, processor } = await run(bench, needed);
const late = report.posts.map(({ at }) => at - from).sort((a, b) => a - b);
const at = (share: number) => late[Math.ceil(share * late.length) - 1] ?? 0;
console.log({
  needed,
  p50: at(0.5),
  p99: at(0.99),
  last: at(1),
  rate: ((channels / at(1)) * 1000) / 50,
  processor,
  memory: memory / 2 ** 20,
  tooMany: report.tooMany,
  others: report.others,
  refusals: report.refusals.slice(0, 5),
});
