import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLanceCatalogue, type Paper } from "#papers";

test("a paper with the query for its title leads, however many hold its words more often", async () => {
  const uri = mkdtempSync(join(tmpdir(), "paperboy-"));
  onTestFinished(() => rmSync(uri, { recursive: true, force: true }));
  const catalogue = await openLanceCatalogue({ uri });
  onTestFinished(() => catalogue.close());
  const named: Paper = {
    key: "arxiv:2401.00001",
    title: "Sparse Graphs",
    abstract: "Something about forests and many other things. ".repeat(20),
  };
  const others = Array.from({ length: 90 }, (_, at): Paper => {
    const abstract = "Sparse graphs, sparse graphs and sparse graphs.";
    return { key: `arxiv:2402.${10_000 + at}`, title: `Sparse graphs ${at}`, abstract };
  });
  await catalogue.add([named, ...others]);
  for (const text of ["sparse graphs", "Sparse Graphs!", '"sparse graphs"']) {
    const { hits } = await catalogue.search({ text });
    expect(hits[0]?.paper, text).toEqual(named);
  }
});
