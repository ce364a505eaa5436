import type { LanceCatalogue, LanceOptions } from "./catalogue.ts";

/**
 * Opens a catalogue on LanceDB; its code is loaded only where it is used, for a bot without it is to be small.
 * @throws CatalogueError when LanceDB is not installed, or what is at `uri` can't be used
 */
export async function openLanceCatalogue(options: LanceOptions): Promise<LanceCatalogue> {
  const { createLanceCatalogue } = await import("./catalogue.ts");
  return await createLanceCatalogue(options);
}
