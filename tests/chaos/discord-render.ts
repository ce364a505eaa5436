/**
 * Draws any number of hostile papers for Discord and reads them back, as tests/platforms/discord/hostile.test.ts
 * does with a thousand:
 *
 *     node tests/chaos/discord-render.ts [papers = 10000] [seed = the clock]
 *
 * It prints the seed, then either how many papers and messages were checked, or the smallest counterexample.
 */
import process from "node:process";
import fc from "fast-check";
import { checkPapers } from "../platforms/discord/check.ts";
import { hostilePaper } from "../platforms/discord/hostile.ts";
import { repliesOf } from "../platforms/discord/papers.ts";

const [papers = 10_000, seed = Date.now()] = process.argv.slice(2).map(Number);
const ten = fc.array(hostilePaper, { minLength: 10, maxLength: 10 });
const numRuns = Math.ceil(papers / 10);
let messages = 0;

process.stdout.write(`seed ${seed}\n`);
await fc.assert(
  fc.asyncProperty(ten, async (some) => {
    messages += repliesOf(some).length;
    await checkPapers(some);
  }),
  { seed, numRuns },
);
process.stdout.write(`${numRuns * 10} papers in ${messages} messages: nothing got through\n`);
