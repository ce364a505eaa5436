import type { Holdings } from "../holdings.ts";
import { SnapshotError } from "../search/snapshot.ts";
import type { SnapshotPlace } from "./messages.ts";
import { FORM, holdingsFrom, piecesOf } from "./pieces.ts";
import { type Head, readSnapshot, SnapshotFault, writeSnapshot } from "./snapshot-file.ts";

/** Keeps holdings in a snapshot, and brings them back. */
export type Keeper = {
  /** What the snapshot holds, and the change number that it goes to; undefined where there is none to use. */
  load(): Promise<Kept | undefined>;
  /** Counts papers that were added or changed. */
  count(papers: number): void;
  /** Whether so much has changed since the last snapshot that another one pays, or at least so many papers. */
  isDue(least?: number): boolean;
  /** Writes what is held; nothing may be added meanwhile. A failure is told and does no harm. */
  save(held: Holdings, reached: number): Promise<void>;
};

/** Holdings as a snapshot had them, and the change number of the store up to which they go. */
type Kept = { readonly holdings: Holdings; readonly reached: number };

/** The keeper of this place, who writes a snapshot after `worth` papers have changed. */
export function createKeeper(
  place: SnapshotPlace,
  worth: number,
  tell: (sentence: string) => void,
): Keeper {
  let changed = 0;
  return {
    load: async () => {
      try {
        return await readSnapshot(place.file, async (head, pieces) => {
          check(head, place);
          return { holdings: await holdingsFrom(pieces), reached: head.reached };
        });
      } catch (error) {
        tell(`The catalogue's snapshot ${reasonOf(error)}, so I read the whole database instead.`);
        return undefined;
      }
    },
    count: (papers) => {
      changed += papers;
    },
    isDue: (least = worth) => changed >= Math.max(worth, least),
    save: async (held, reached) => {
      const { file, identity, half } = place;
      // Also after a failure: it is tried again when as much has changed again.
      changed = 0;
      try {
        await writeSnapshot(file, { identity, reached, form: FORM }, piecesOf(held), half);
      } catch (error) {
        tell(
          `The catalogue's snapshot can't be written (${codeOf(error)}): the bot goes on, and its next start takes longer.`,
        );
      }
    },
  };
}

/** @throws SnapshotFault when what was written belongs to another store or another version of this program */
function check({ identity, form, reached }: Head, place: SnapshotPlace): void {
  if (form !== FORM) throw new SnapshotFault("was written by another version of Paperboy");
  if (identity !== place.identity) throw new SnapshotFault("is of another database");
  if (place.newest !== undefined && reached > place.newest)
    throw new SnapshotFault("is newer than the database, of which an older copy was put back");
}

function reasonOf(error: unknown): string {
  if (error instanceof SnapshotFault) return error.message;
  if (error instanceof SnapshotError) return "was written by another version of Paperboy";
  return `can't be read (${codeOf(error)})`;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
