import type { TrendAsk } from "../catalogue.ts";
import type { Snapshot } from "../looks.ts";
import type { Paper } from "../paper.ts";
import { topicsIn } from "../topics-in.ts";
import { shelfOf } from "../trend-shelf.ts";
import type { Trend } from "../trending.ts";
import { trendsOf } from "../trends-of.ts";
import { ask, quoted, quotedAll } from "./ask.ts";
import { ORDERS } from "./browse.ts";
import { heldUnder } from "./held.ts";
import { LIGHT, lightPaper } from "./light.ts";
import type { Shelf } from "./shelf.ts";
import { papersOnTopic } from "./topic.ts";

/**
 * What is trending among the papers that can be: those of the last weeks that have upvotes or are the
 * newest, and those that were looked at or marked, however old. Where none of them lies within the
 * window, among the newest and the most upvoted of all.
 */
export async function trends(
  question: TrendAsk,
  snapshots: readonly Snapshot[],
  shelf: Shelf,
): Promise<Trend> {
  const { now, community, also } = question;
  const liked = [...(community?.keys() ?? []), ...(also ?? [])];
  const looked = new Set([...snapshots.map(({ paper }) => paper), ...liked]);
  const from = new Date(now - LOOKED_BACK_DAYS * DAY).toISOString().slice(0, 10);
  const recent = `listed >= ${quoted(from)}`;
  const conditions = [
    { where: `${recent} AND upvotes > 0`, limit: MOST },
    { where: recent, limit: NEWEST },
    ...pagesOf(looked).map((where) => ({ where, limit: PAGE })),
  ];
  const trend = await among(conditions, question, snapshots, shelf);
  if (trend.inWindow) return await whole(trend, shelf);
  const all = [
    { where: "upvotes > 0", limit: NEWEST },
    { where: "leads IS NULL", limit: NEWEST },
  ];
  return await whole(await among([...conditions, ...all], question, snapshots, shelf), shelf);
}

/** SQL, and how many of the papers that satisfy it are looked at, the newest. */
type Condition = { readonly where: string; readonly limit: number };

const DAY = 86_400_000;

/** The longest window is a month; a few days more for clocks and for papers that were listed late. */
const LOOKED_BACK_DAYS = 35;

/** Papers without any upvotes that are looked at, the newest; no list is longer. */
const NEWEST = 500;
/** Papers under every other condition: Hugging Face lists some 1,500 in a month. */
const MOST = 5_000;

/** The trend among papers that satisfy any of these conditions. */
async function among(
  conditions: readonly Condition[],
  question: TrendAsk,
  snapshots: readonly Snapshot[],
  shelf: Shelf,
): Promise<Trend> {
  const sql = conditions.map(({ where }) => where);
  const texts = [...new Set([question.topic, question.exclude].flatMap(topicsIn))];
  // Those on no topic count too: they tell which list is the last one, and how upvotes grow.
  const [rows, pages] = await Promise.all([
    rowsUnder(conditions, shelf),
    Promise.all(texts.map((text) => papersOnTopic(text, shelf, sql))),
  ]);
  const onTopics = new Map(texts.map((text, at) => [text, pages[at] ?? []]));
  const papers = new Map([...rows, ...pages.flat()].map((paper) => [paper.key, paper]));
  return trendsOf(question, shelfOf(papers.values()), snapshots, (text) =>
    (onTopics.get(text) ?? []).map((paper) => ({ paper, score: 0, matches: [], whole: true })),
  );
}

async function rowsUnder(
  conditions: readonly Condition[],
  shelf: Shelf,
): Promise<readonly Paper[]> {
  const pages = await Promise.all(
    conditions.map((one) => ask(shelf.papers, LIGHT, { ...one, order: ORDERS.newest })),
  );
  return pages.flat().map(lightPaper);
}

/** Keys as conditions, a few hundred in each: longer lists take LanceDB more than their share. */
function pagesOf(keys: ReadonlySet<string>): readonly string[] {
  const all = [...keys];
  return Array.from(
    { length: Math.ceil(all.length / PAGE) },
    (_, page) => `key IN ${quotedAll(all.slice(page * PAGE, (page + 1) * PAGE))}`,
  );
}

const PAGE = 500;

/** The same trend with the papers as they are. */
async function whole(trend: Trend, { papers }: Shelf): Promise<Trend> {
  const held = await heldUnder(
    papers,
    trend.hits.map(({ paper }) => paper.key),
  );
  const hits = trend.hits.flatMap((hit) => {
    const paper = held.papers.get(hit.paper.key);
    return paper ? [{ ...hit, paper }] : [];
  });
  return { ...trend, hits };
}
