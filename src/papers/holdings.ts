import { type Collection, createCollection } from "./collection.ts";
import type { SearchEngine } from "./search/engine.ts";
import { miniSearchEngine } from "./search/minisearch.ts";

/** What a catalogue holds in memory: papers, and the index over them. */
export type Holdings = { readonly collection: Collection; readonly engine: SearchEngine };

/** Nothing held. */
export function noHoldings(engine: SearchEngine = miniSearchEngine()): Holdings {
  return { collection: createCollection(), engine };
}
