import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLanceCatalogue, type Paper, titleKey } from "#papers";
import { connected } from "../../../src/papers/lance/connected.ts";
import { keptCounts } from "../../../src/papers/lance/kept-counts.ts";
import { loadLanceDb } from "../../../src/papers/lance/load.ts";
import { createTables } from "../../../src/papers/lance/tables.ts";

/** The counts that a catalogue leaves when it is closed. */
async function countsAfter(additions: readonly (readonly Paper[])[]) {
  const uri = mkdtempSync(join(tmpdir(), "paperboy-"));
  onTestFinished(() => rmSync(uri, { recursive: true }));
  const catalogue = await openLanceCatalogue({ uri });
  for (const papers of additions) await catalogue.add(papers);
  await catalogue.close();
  const tables = createTables(await connected(uri, {}, Date.now, await loadLanceDb()), Date.now);
  onTestFinished(() => tables.close());
  const table = await tables.newest("words");
  if (!table) throw new Error("No counts were kept.");
  return await keptCounts(table);
}

const OTHER: Paper = { key: "arxiv:2401.00009", title: "Quite another", abstract: "" };
const UNTOLD: Paper = { key: titleKey("On woods"), title: "On woods", abstract: "Zyzzyva trees." };
const TOLD: Paper = { key: "arxiv:2403.00004", title: "Woodland", abstract: "Notes." };

test.each<[string, readonly (readonly Paper[])[]]>([
  ["got an id", [[UNTOLD], [{ ...UNTOLD, key: TOLD.key }]]],
  [
    "was taken in by another that got its title",
    [[UNTOLD, TOLD], [{ ...TOLD, title: "On woods" }]],
  ],
  ["came again and again", [[UNTOLD], [UNTOLD, { ...UNTOLD, key: TOLD.key }], [UNTOLD]]],
])("a record that %s is counted once", async (_, additions) => {
  const counts = await countsAfter([[OTHER], ...additions]);
  expect(counts.papers).toBe(2);
  expect(counts.papersWith("title", "wood")).toBe(1);
  expect(counts.papersWith("text", "zyzzyva")).toBeLessThanOrEqual(1);
  expect(counts.papersWith("text", "woodland")).toBe(0);
});
