import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "#chat";
import { fileSource, merge, type Paper, type Skip } from "#papers";
import type { Store } from "#store";
import { openDatabase } from "../open-database.ts";
import { inWords, progressOn } from "./progress.ts";
import { runTool } from "./run-tool.ts";

/** Papers of one transaction: it holds the store's lock for some 20 ms, in which a running bot can't write. */
const BATCH = 200;

/** Between two transactions, in ms, so that a running bot gets its turn. */
const PAUSE_MS = 5;

/** Skipped lines that are told one by one. */
const MOST_TOLD = 20;

/** `npm run import -- FILE…`: adds the papers of files, also while a bot runs; what is known already is joined. */
await runTool("The import ended early", async (paths, config) => {
  if (paths.length === 0 || paths.some((path) => path.startsWith("-")))
    throw new UserError("Tell me which file: npm run import -- FILE.jsonl (or .jsonl.gz).");
  const store = await openDatabase(config);
  try {
    for (const path of paths) await importFile(path, store.papers);
    return 0;
  } finally {
    await store.close();
  }
});

async function importFile(path: string, papers: Store["papers"]): Promise<void> {
  const progress = progressOn(process.stderr, "papers read");
  const total = { read: 0, added: 0, changed: 0, skipped: 0 };
  const onSkip = ({ line, reason }: Skip) => {
    total.skipped += 1;
    if (total.skipped <= MOST_TOLD) progress.say(`line ${line} skipped: ${reason}`);
  };
  for await (const batch of batchesOf(fileSource(path, { onSkip }).papers())) {
    const { added, changed } = await papers.learn(batch, merge);
    total.read += batch.length;
    total.added += added;
    total.changed += changed;
    progress.show(total.read);
    await sleep(PAUSE_MS);
  }
  progress.end();
  const { read, added, changed, skipped } = total;
  if (skipped > MOST_TOLD) progress.say(`… and ${inWords(skipped - MOST_TOLD)} more lines skipped`);
  const known = read - added - changed;
  process.stdout.write(
    `${path}: ${inWords(read)} papers read, ${inWords(added)} new, ${inWords(changed)} with something new, ${inWords(known)} known already, ${inWords(skipped)} lines skipped.\n`,
  );
}

async function* batchesOf(papers: AsyncIterable<Paper>): AsyncGenerator<readonly Paper[]> {
  let batch: Paper[] = [];
  for await (const paper of papers) {
    if (batch.push(paper) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
