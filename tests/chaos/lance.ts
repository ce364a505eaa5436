/**
 * Kills a process that fills a large catalogue, and looks each time whether everything can be read:
 *
 *     node tests/chaos/lance.ts [kills = 30] [papers = 5000]
 *
 * It prints what was found, and exits with 1 when anything was lost, doubled or unreadable.
 */
import { proveKills } from "./lance/prove.ts";

const [kills = "30", papers = "5000"] = process.argv.slice(2);
const proof = await proveKills(Number(kills), Number(papers));
process.stdout.write(
  `${proof.kills} writers killed; papers after each: ${proof.grown.join(" ")}; at the end ${proof.rows} of ${proof.papers}\n`,
);
for (const fault of proof.faults) process.stdout.write(`${fault}\n`);
process.exitCode = proof.faults.length > 0 || proof.rows !== proof.papers ? 1 : 0;
