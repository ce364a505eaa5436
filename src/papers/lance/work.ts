import type { Addition } from "../catalogue.ts";
import { begunMark } from "./anew.ts";
import { layDesk } from "./desk.ts";
import { writeMark } from "./feed-mark.ts";
import { keepCounts } from "./kept-counts.ts";
import type { Place } from "./place.ts";
import { TERMS_INDEX } from "./schema.ts";
import type { Source } from "./source.ts";
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

/**
 * Begins the work of a turn, which is over when `isMine` says so.
 * @throws CatalogueError when that comes first
 */
export async function beginWork(
  turn: number,
  place: Place,
  source: Source,
  isMine: () => boolean,
): Promise<Work> {
  const { tables, loaded, now } = place;
  const reached = await begunMark(place, source, isMine);
  const desk = await layDesk(tables, loaded);
  const terms = (await desk.papers.listIndices()).find(({ name }) => name === TERMS_INDEX);
  const { fragmentStats } = await desk.papers.stats();
  const loose = terms?.numUnindexedRows ?? 0;
  return {
    ...{ turn, desk, reached, loose, commits: fragmentStats.numFragments },
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

/** Notes, for whoever works next, how far the tables know the store. */
export async function reach(
  seq: number,
  work: Work,
  { tables, loaded }: Place,
  source: Source,
): Promise<void> {
  await writeMark({ source: await source.identity(), seq }, tables, loaded);
  work.reached = seq;
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
