import fc from "fast-check";
import { hostileReplies } from "../platforms/slack/drawn-papers.ts";
import { dangersOf } from "../platforms/slack/safe.ts";

/**
 * Draws hostile papers through the real cards until there were 10,000, and tells what Slack would
 * refuse or what would be live in its markup: `node tests/chaos/slack-render.ts [seed] [papers]`.
 */
const [seed = 20261124, wanted = 10_000] = process.argv.slice(2).map(Number);
const began = performance.now();
let [papers, replies] = [0, 0];
for (let round = 0; papers < wanted; round += 1) {
  const dangerous = fc.check(
    fc.property(hostileReplies, ({ reply, count }) => {
      papers += count;
      replies += 1;
      const dangers = dangersOf(reply);
      if (dangers.length > 0) throw new Error(dangers.join("\n"));
    }),
    { seed: seed + round, numRuns: 100 },
  );
  if (dangerous.failed) {
    process.stdout.write(`${fc.defaultReportMessage(dangerous)}\n`);
    process.exit(1);
  }
}
const seconds = ((performance.now() - began) / 1000).toFixed(1);
process.stdout.write(
  `${papers} hostile papers in ${replies} replies from seed ${seed}: nothing live, nothing refused, ${seconds} s\n`,
);
