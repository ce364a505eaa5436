import { crc32 } from "node:zlib";
import { readSnapshot, writeSnapshot } from "./hosted/snapshot-file.ts";
import type { Paper } from "./paper.ts";
import type { SearchEngine } from "./search/engine.ts";
import { loadMiniSearchEngine, miniSearchEngine } from "./search/minisearch.ts";

/**
 * An index of just these papers, which a file keeps between starts, since to read it takes a sixth of the
 * time that to make it does. One that is missing, damaged or of other papers is made anew and kept; where
 * it can't be kept, the next start makes it again. No two of the papers may be one work.
 */
export async function keptIndex(file: string, papers: readonly Paper[]): Promise<SearchEngine> {
  const identity = crc32(JSON.stringify(papers)).toString(16);
  const kept = await read(file, identity, papers).catch(() => undefined);
  if (kept) return kept;
  const engine = miniSearchEngine();
  engine.add(papers);
  const index = { kind: INDEX, bytes: Buffer.concat([...engine.save()]) };
  await writeSnapshot(file, { identity, reached: 0, form: FORM }, [index]).catch(() => {});
  return engine;
}

/** What the file holds: an index alone, which knows by itself what it can read. */
const FORM = "index";

/** The kind of its one piece. */
const INDEX = "i";

/** @throws whatever keeps the file from being read */
function read(
  file: string,
  identity: string,
  papers: readonly Paper[],
): Promise<SearchEngine | undefined> {
  return readSnapshot(file, async (head, pieces) => {
    if (head.form !== FORM || head.identity !== identity) return undefined;
    const held = new Map(papers.map((paper) => [paper.key, paper]));
    const chunks = await Array.fromAsync(pieces, ({ bytes }) => bytes);
    return await loadMiniSearchEngine(chunks, (key) => held.get(key));
  });
}
