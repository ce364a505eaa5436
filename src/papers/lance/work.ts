import type { Addition } from "../catalogue.ts";
import { CatalogueError } from "../catalogue-error.ts";
import { layDesk } from "./desk.ts";
import { readMark, writeMark } from "./feed-mark.ts";
import { keepCounts } from "./kept-counts.ts";
import type { Place } from "./place.ts";
import { TERMS_INDEX } from "./schema.ts";
import { isUpkeepDue, KEPT_VERSIONS_MS } from "./upkeep.ts";
import { tendVectors } from "./vector-table.ts";
import type { Desk } from "./writer.ts";

/** The work of one turn: what is written to, and what was gathered since it was last tended. */
export type Work = {
  /** The turn that it belongs to. */
  readonly turn: number;
  desk: Desk;
  /** The change number of the store up to which the tables know it. */
  reached: number;
  /** Whether that was noted in this turn. */
  marked: boolean;
  /** Rows that no index has, and commits, since the indexes were brought up to date. */
  loose: number;
  commits: number;
  /** When that was, and how long it took; epoch ms and ms. */
  tendedAt: number;
  /** When the turn began, and whether what other versions of the bot left was taken away in it. */
  readonly beganAt: number;
  swept: boolean;
  /** When the last rows came. */
  grewAt: number;
  took: number;
  /** Whether versions were left then that are older than the newest. */
  untidy: boolean;
  /** When the vectors were last looked after. */
  vectorsAt: number;
  /** Papers whose words were counted since the counts were kept, and when that was. */
  learnt: number;
  keptAt: number;
};

/** The store whose changes are followed: what tells it from others, and the number of its newest change. */
export type Source = { identity(): Promise<string>; newest(): Promise<number> };

/** Begins the work of a turn. */
export async function beginWork(turn: number, place: Place, source: Source): Promise<Work> {
  const { tables, loaded, now } = place;
  const desk = await layDesk(tables, loaded);
  const mark = await readMark(tables, 0);
  const isOurs = mark?.source === (await source.identity());
  // A mark that goes further is of a store that was put back: what is in it is read again.
  const reached = mark && isOurs && mark.seq <= (await source.newest()) ? mark.seq : 0;
  const terms = (await desk.papers.listIndices()).find(({ name }) => name === TERMS_INDEX);
  const { fragmentStats } = await desk.papers.stats();
  const loose = terms?.numUnindexedRows ?? 0;
  return {
    ...{ turn, desk, reached, marked: false, loose, commits: fragmentStats.numFragments },
    ...{
      beganAt: now(),
      swept: false,
      tendedAt: now(),
      grewAt: now(),
      took: 0,
      untidy: true,
      learnt: 0,
      keptAt: now(),
      vectorsAt: now(),
    },
  };
}

/** Notes what was added. */
export function note(work: Work, { added, changed, replaced }: Addition, now: number): void {
  const learnt = added.length + changed.length;
  work.learnt += learnt;
  if (learnt + replaced.size > 0) work.grewAt = now;
  work.loose += learnt + replaced.size;
  work.commits += learnt + replaced.size > 0 ? 1 : 0;
}

/**
 * Notes, for whoever works next, how far the tables know the store.
 * @throws CatalogueError when somebody else follows another store with these tables
 */
export async function reach(
  seq: number,
  work: Work,
  { tables, loaded }: Place,
  source: Source,
): Promise<void> {
  const identity = await source.identity();
  const mark = await readMark(tables, 0);
  // The lock lies in the store, so it says nothing to a bot that has another one.
  if (work.marked && mark !== undefined && mark.source !== identity)
    throw new CatalogueError(
      "Another bot, with another database, writes to the catalogue at LANCEDB_URI: give one of them a place of its own, or both the same DATABASE_URL.",
    );
  await writeMark({ source: identity, seq }, tables, loaded);
  Object.assign(work, { reached: seq, marked: true });
}

/** Brings the indexes up to date and keeps the counts of words, each when it is due. */
export async function tend(work: Work, place: Place): Promise<void> {
  const { desk, commits } = work;
  const { tables, now } = place;
  const rows = await desk.papers.countRows();
  const since = { ago: now() - work.tendedAt, quiet: now() - work.grewAt };
  if (isUpkeepDue({ ...work, rows, ...since })) {
    const began = now();
    const cleanupOlderThan = new Date(began - KEPT_VERSIONS_MS);
    for (const table of [desk.papers, await tables.newest("words"), await tables.newest("feed")])
      await table?.optimize({ cleanupOlderThan });
    const untidy = commits > 0 || since.ago < KEPT_VERSIONS_MS;
    Object.assign(work, { loose: 0, commits: 0, untidy, tendedAt: now(), took: now() - began });
  }
  if (!work.swept && now() - work.beganAt >= SWEPT_AFTER_MS) {
    work.swept = true;
    await tables.dropOthers();
  }
  if (now() - work.vectorsAt >= VECTORS_MS) {
    work.vectorsAt = now();
    await tendVectors(place);
  }
  const { learnt } = work;
  if (learnt >= Math.max(MANY, rows * SHARE) || (learnt > 0 && now() - work.keptAt >= KEPT_MS))
    await keep(work, place);
}

/** Keeps the counts of words, for the processes that read and for the next writer. */
export async function keep(work: Work, { tables, loaded, now }: Place): Promise<void> {
  if (work.desk.counts.size > 2 * MOST_WORDS)
    work.desk = { ...work.desk, counts: work.desk.counts.pruned(MOST_WORDS) };
  await keepCounts(work.desk.counts, tables, loaded);
  Object.assign(work, { learnt: 0, keptAt: now() });
}

/** Other machines may run the version before for so long, while the bot is brought up to date on one after the other; in ms. */
const SWEPT_AFTER_MS = 24 * 60 * 60_000;

/** Between two looks after the vectors, in ms. */
const VECTORS_MS = 5 * 60_000;

/** Words that are kept: a million papers have some 700,000, most of them typing errors. */
const MOST_WORDS = 300_000;

/** Papers, or the share of all, after which the counts are kept though more are coming. */
const MANY = 10_000;
const SHARE = 0.1;
/** How long it may be behind, in ms, when few come. */
const KEPT_MS = 60_000;
