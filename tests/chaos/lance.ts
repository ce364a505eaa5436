/**
 * Fills large catalogues by processes that are killed, by two at once that both want to, and by those of
 * another database, in a folder and in an object store, and looks whether everything is there once and can be read:
 *
 *     node tests/chaos/lance.ts [kills = 15] [papers = 3000]
 *     node tests/chaos/lance.ts short
 *
 * It prints what was found, and exits with 1 when anything was lost, doubled or unreadable. The short form
 * takes about a minute.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveAnew } from "./lance/anew.ts";
import { proveContest } from "./lance/contest.ts";
import { proveKills } from "./lance/kills.ts";
import { PLACES } from "./lance/places.ts";

const [first = "15", second = "3000"] = process.argv.slice(2);
const [kills, papers] = first === "short" ? [1, 400] : [Number(first), Number(second)];
const folder = mkdtempSync(join(tmpdir(), "paperboy-lance-"));
try {
  for (const [name, open] of Object.entries(PLACES)) await prove(name, open);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function prove(name: string, open: (typeof PLACES)[keyof typeof PLACES]): Promise<void> {
  const contested = await open(folder);
  const faults = [...(await proveContest(Math.min(papers, 600), contested, folder))];
  await contested.close();
  const place = await open(folder);
  const proof = await proveKills(kills, papers, place, folder);
  await place.close();
  const other = await open(folder);
  faults.push(...(await proveAnew(kills, other, folder)), ...proof.faults);
  await other.close();
  if (proof.rows !== proof.papers)
    faults.push(`${proof.rows} of ${proof.papers} papers are there.`);
  process.stdout.write(
    `in ${name}: of two writers one waited; ${proof.kills} writers killed, papers after each: ${proof.grown.join(" ")}; at the end ${proof.rows} of ${proof.papers}; another database began anew; ${faults.length} faults\n`,
  );
  for (const fault of faults) process.stdout.write(`  ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
