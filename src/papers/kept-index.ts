import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Paper } from "./paper.ts";
import type { SearchEngine } from "./search/engine.ts";
import { loadMiniSearchEngine, miniSearchEngine } from "./search/minisearch.ts";
import { SnapshotError } from "./search/snapshot.ts";

/**
 * An index of just these papers, which a file keeps between starts, since to read it takes a sixth of the
 * time that to make it does. One that is missing, damaged or of other papers is made anew and kept; where
 * it can't be kept, the next start makes it again. It may have a paper as it was when the index was made:
 * whoever adds the papers once more puts that right.
 */
export async function keptIndex(file: string, papers: readonly Paper[]): Promise<SearchEngine> {
  const kept = await read(file, new Map(papers.map((paper) => [paper.key, paper])));
  if (kept) return kept;
  const engine = miniSearchEngine();
  engine.add(papers);
  await keep(file, Buffer.concat([...engine.save()]));
  return engine;
}

async function read(
  file: string,
  papers: ReadonlyMap<string, Paper>,
): Promise<SearchEngine | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return undefined;
  try {
    return await loadMiniSearchEngine([bytes], (key) => papers.get(key));
  } catch (error) {
    if (error instanceof SnapshotError) return undefined;
    throw error;
  }
}

/** Whole or not at all, also where several processes do so. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const half = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(half, bytes);
    await rename(half, file);
  } catch {
    await rm(half, { force: true }).catch(() => {});
  }
}
