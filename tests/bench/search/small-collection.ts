import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Three documents, two judged queries and one that nobody judged. */
export const DOCUMENTS = [
  { id: "1", title: "Graphs", text: "Graph networks and their edges." },
  { id: "2", title: "Trees", text: "Trees are graphs without cycles." },
  {
    id: "2401.00003",
    title: "Forests",
    abstract: "Trees without cycles make forests.",
    authors: ["A"],
  },
];
const QUERIES = [
  { id: "q1", text: "networks" },
  { id: "q2", text: "tree" },
  { id: "q3", text: "nobody judged this one" },
];
const QRELS = "q1\t1\t1\nq2 2 2\nq2 2401.00003 1\nq2\t1\t0\n";

/** The collection as files: documents gzipped, queries and judgements plain. */
export async function writtenCollection() {
  const folder = await mkdtemp(join(tmpdir(), "search-"));
  const lines = (items: readonly object[]) => items.map((one) => JSON.stringify(one)).join("\n");
  const [corpus, queries, qrels] = ["corpus.jsonl.gz", "queries.jsonl", "qrels.tsv"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(corpus, gzipSync(lines(DOCUMENTS)));
  await writeFile(queries, `${lines(QUERIES)}\n`);
  await writeFile(qrels, QRELS);
  return { corpus, queries, qrels };
}
