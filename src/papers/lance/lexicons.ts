import type { Keeper } from "./keeper.ts";
import { keptLexicon } from "./kept-lexicon.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import type { Place } from "./work.ts";

/** How long a reader goes by the lexicon that it has; words that are newer are looked up in the index. */
const READ_AGAIN_MS = 10 * 60_000;

/** The lexicon to read by: the writer's own while this process writes, else the kept one as it was minutes ago. */
export function createLexicons({ tables, now }: Place, keeper: Keeper): () => Promise<Lexicon> {
  let held:
    | { readonly lexicon: Lexicon; readonly version: number; readonly at: number }
    | undefined;
  let reading: Promise<Lexicon> | undefined;
  const read = async (): Promise<Lexicon> => {
    const table = await tables.newest("lexicon");
    const version = (await table?.version()) ?? 0;
    const isSame = held !== undefined && held.version === version;
    const lexicon =
      isSame && held ? held.lexicon : table ? await keptLexicon(table) : createLexicon();
    held = { lexicon, version, at: table ? now() : -Infinity };
    return lexicon;
  };
  return async () => {
    if (keeper.lexicon) return keeper.lexicon;
    if (held && now() - held.at < READ_AGAIN_MS) return held.lexicon;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    // Nobody waits for a newer one while there is one.
    if (held && held.at > -Infinity) {
      reading.catch(() => {});
      return held.lexicon;
    }
    return await reading;
  };
}
