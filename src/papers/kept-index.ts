import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Paper } from "./paper.ts";
import type { SearchEngine } from "./search/engine.ts";
import { loadMiniSearchEngine, miniSearchEngine } from "./search/minisearch.ts";
import { SnapshotError } from "./search/snapshot.ts";

/**
 * An index of just these papers, which a file keeps between starts, since to read it takes a sixth of the
 * time that to make it does. One that is missing, damaged or of other papers is made anew and kept; where
 * it can't be kept, the next start makes it again. No two of the papers may be one work.
 */
export async function keptIndex(file: string, papers: readonly Paper[]): Promise<SearchEngine> {
  const print = Buffer.alloc(PRINT);
  print.writeUInt32LE(crc32(JSON.stringify(papers)));
  const kept = await readFile(file).catch(() => undefined);
  if (kept?.subarray(0, PRINT).equals(print)) {
    const engine = await read(kept.subarray(PRINT), papers);
    if (engine) return engine;
  }
  const engine = miniSearchEngine();
  engine.add(papers);
  await keep(file, Buffer.concat([print, ...engine.save()]));
  return engine;
}

/** Bytes before the index: a checksum of its papers, which it fits just as they were. */
const PRINT = 4;

async function read(
  bytes: Uint8Array,
  papers: readonly Paper[],
): Promise<SearchEngine | undefined> {
  const held = new Map(papers.map((paper) => [paper.key, paper]));
  try {
    return await loadMiniSearchEngine([bytes], (key) => held.get(key));
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
