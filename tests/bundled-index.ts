import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileSource, keptIndex } from "#papers";

/** Names the file to the processes in which tests run. */
const NAME = "PAPERBOY_TEST_INDEX";

/** Makes the index of the bundled papers that all bots of a run share, as those of one install do: hundreds are opened. */
export default async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-index-"));
  const file = join(folder, "papers.index");
  await keptIndex(file, await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
  process.env[NAME] = file;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Where a bot finds that index; outside of a run of tests it makes its own. */
export function bundledIndex(): { readonly indexFile?: string } {
  const indexFile = process.env[NAME];
  return indexFile === undefined ? {} : { indexFile };
}
