/** What a table has gathered since its indexes were brought up to date. */
export type Gathered = {
  /** Rows in all. */
  readonly rows: number;
  /** Rows that no index has: each search reads all of them. */
  readonly loose: number;
  /** Commits, each a file of its own that a search opens. */
  readonly commits: number;
  /** How long ago that was, and how long it took, in ms. */
  readonly ago: number;
  readonly took: number;
  /** How long ago the last rows came, in ms. */
  readonly quiet: number;
  /** Whether older versions of it were left then, which take room. */
  readonly untidy: boolean;
};

/**
 * Whether to bring the indexes up to date now, which costs time in proportion to all rows (20 s of one
 * core for a million). While a table fills it is done each time that it has grown by a quarter,
 * so that filling takes twice the time at most, and once more when it is full; after that when what
 * is loose has begun to slow searches, but for no more than a twentieth of the time; and at last within
 * the hour. What was left of older versions goes when nobody can be reading it.
 */
export function isUpkeepDue(gathered: Gathered): boolean {
  const { rows, loose, commits, ago, took, quiet, untidy } = gathered;
  if (untidy && ago >= KEPT_VERSIONS_MS) return true;
  if (loose === 0) return false;
  if (loose >= Math.max(GROWN_ROWS, (rows - loose) / 4)) return true;
  if (quiet >= FULL_MS && loose >= Math.min(GROWN_ROWS, Math.max(SLOW_ROWS, rows / 50)))
    return true;
  const rested = ago >= Math.max(REST_MS, 20 * took);
  return rested && (loose >= SLOW_ROWS || commits >= SLOW_COMMITS || ago >= HOUR_MS);
}

/** Below this many a table is not worth an index: measured, a search of 1,000 loose rows takes 10 ms more. */
const GROWN_ROWS = 2_000;
const SLOW_ROWS = 300;
const SLOW_COMMITS = 20;
/** A filling whose next rows are so late has ended. */
const FULL_MS = 3_000;
const REST_MS = 5 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Versions that are older than this are let go of: nobody reads one for longer than a search takes. */
export const KEPT_VERSIONS_MS = 10 * 60_000;
