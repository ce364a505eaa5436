import { CatalogueError } from "../catalogue-error.ts";
import { readMark, writeMark } from "./feed-mark.ts";
import { keepCounts } from "./kept-counts.ts";
import type { Place } from "./place.ts";
import { paperSchema } from "./schema.ts";
import { ALONE, type Source } from "./source.ts";
import { WordCounts } from "./word-counts.ts";

/** In the place of a change number while the tables are being emptied: whoever finds it empties them again. */
const EMPTYING = -1;

/**
 * The change number of the store up to which the tables know it, for a writer that begins. Where they hold
 * papers of another database, or of a newer copy of this one, they are emptied first, each in one commit
 * before which readers find the old rows and after which none. A writer that is killed meanwhile leaves a
 * mark by which the next one, of whichever database, does it again. `isMine`: whether it is still this
 * process's turn.
 * @throws CatalogueError when it is not
 */
export async function begunMark(
  place: Place,
  source: Source,
  isMine: () => boolean,
): Promise<number> {
  const { tables, loaded } = place;
  const mark = await readMark(tables, 0);
  const identity = await source.identity();
  if (source === ALONE) return mark?.source === identity ? Math.max(0, mark.seq) : 0;
  const isOurs = mark?.source === identity;
  if (mark && isOurs && mark.seq >= 0 && mark.seq <= (await source.newest())) return mark.seq;
  const note = async (seq: number) => {
    if (!isMine()) throw new CatalogueError("Another process writes to the catalogue by now.");
    await writeMark({ source: identity, seq }, tables, loaded);
  };
  if (mark) {
    await note(EMPTYING);
    await emptied(place, isOurs, isMine);
  }
  await note(0);
  return 0;
}

async function emptied(place: Place, isOurs: boolean, isMine: () => boolean): Promise<void> {
  const { tables, loaded } = place;
  const steps = [
    () => tables.empty("papers", paperSchema(loaded.arrow)),
    () => keepCounts(new WordCounts(), tables, loaded),
    // Those of an older copy of the same papers are right again when it has caught up, and took hours to make.
    async () => isOurs || (await (await tables.newest("vectors", 0))?.delete("true")),
  ];
  for (const step of steps) {
    if (!isMine()) throw new CatalogueError("Another process writes to the catalogue by now.");
    await step();
  }
}
