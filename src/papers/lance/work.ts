import { layDesk } from "./desk.ts";
import { keepLexicon, keptLexicon } from "./kept-lexicon.ts";
import type { Loaded } from "./load.ts";
import { TERMS_INDEX } from "./schema.ts";
import type { Tables } from "./tables.ts";
import { isUpkeepDue, KEPT_VERSIONS_MS } from "./upkeep.ts";
import type { Desk } from "./writer.ts";

/** The work of one turn: what is written to, and what was gathered since it was last tended. */
export type Work = {
  /** The turn that it belongs to. */
  readonly turn: number;
  desk: Desk;
  /** Rows that no index has, and commits, since the indexes were brought up to date. */
  loose: number;
  commits: number;
  /** When that was, and how long it took; epoch ms and ms. */
  tendedAt: number;
  took: number;
  /** Papers whose words the lexicon has learnt since it was kept, and when that was. */
  learnt: number;
  keptAt: number;
};

/** Where work is done, and by which clock (epoch ms). */
export type Place = {
  readonly tables: Tables;
  readonly loaded: Loaded;
  readonly now: () => number;
};

/** Begins the work of a turn. */
export async function beginWork(turn: number, { tables, loaded, now }: Place): Promise<Work> {
  const desk = await layDesk(tables, loaded);
  const terms = (await desk.papers.listIndices()).find(({ name }) => name === TERMS_INDEX);
  const { fragmentStats } = await desk.papers.stats();
  return {
    ...{ turn, desk, loose: terms?.numUnindexedRows ?? 0, commits: fragmentStats.numFragments },
    ...{ tendedAt: now(), took: 0, learnt: 0, keptAt: now() },
  };
}

/** Brings the indexes up to date and keeps the lexicon, each when it is due. */
export async function tend(work: Work, place: Place): Promise<void> {
  const { desk, loose, commits, took } = work;
  const { tables, now } = place;
  const rows = await desk.papers.countRows();
  if (isUpkeepDue({ rows, loose, commits, took, ago: now() - work.tendedAt })) {
    const began = now();
    const cleanupOlderThan = new Date(began - KEPT_VERSIONS_MS);
    for (const table of [desk.papers, await tables.newest("lexicon"), await tables.newest("feed")])
      await table?.optimize({ cleanupOlderThan });
    Object.assign(work, { loose: 0, commits: 0, tendedAt: now(), took: now() - began });
  }
  const { learnt } = work;
  if (learnt >= Math.max(MANY, rows * SHARE) || (learnt > 0 && now() - work.keptAt >= KEPT_MS))
    await keep(work, place);
}

/** Keeps what the lexicon has learnt, for the processes that read and for the next writer. */
export async function keep(work: Work, { tables, loaded, now }: Place): Promise<void> {
  await keepLexicon(work.desk.lexicon, tables, loaded);
  Object.assign(work, { learnt: 0, keptAt: now() });
  if (!work.desk.lexicon.isOverfull) return;
  const table = await tables.newest("lexicon");
  if (table) work.desk = { ...work.desk, lexicon: await keptLexicon(table) };
}

/** Papers, or the share of all, after which the lexicon is kept though more are coming: keeping one of 100,000 takes half a second of work. */
const MANY = 10_000;
const SHARE = 0.1;
/** How long it may be behind, in ms, when few come. */
const KEPT_MS = 60_000;
