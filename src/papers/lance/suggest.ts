import { parseId } from "../ids.ts";
import { byDate, byUpvotes } from "../order.ts";
import type { Paper } from "../paper.ts";
import { TYPING } from "../search/spelling.ts";
import { words } from "../words.ts";
import { ask, quoted } from "./ask.ts";
import { ORDERS } from "./browse.ts";
import { find } from "./finding.ts";
import { heldUnder } from "./held.ts";
import type { Columns, TextQuery } from "./lancedb.ts";
import { readText } from "./reading.ts";
import { beginning } from "./resolve.ts";
import type { Shelf } from "./shelf.ts";

/**
 * Papers for what is typed so far: by id first, then those whose title begins so, then those with a row
 * of words in the title that does; among equals the newest and then the most upvoted first.
 */
export async function suggest(
  typed: string,
  count: number,
  shelf: Shelf,
): Promise<readonly Paper[]> {
  const short = typed.slice(0, LONGEST_TYPED);
  const row = words(short).join(" ");
  const [byId, first, within] = await Promise.all([
    short.trim() === ""
      ? newestWhere("leads IS NULL", count, shelf)
      : idsBeginning(short, count, shelf),
    row === "" ? [] : newestWhere(beginning(row), count, shelf),
    row === "" ? [] : titlesHolding(row, count, shelf),
  ]);
  const keys = new Set([...byId, ...first, ...within]);
  if (keys.size < count && /\p{L}/u.test(short)) {
    // Words of a title in another order, or misspelt, or an author.
    const looked = await readText(short, TYPING, shelf);
    const { answers } = await find({ looked, where: "" }, shelf, count);
    for (const { key } of answers) keys.add(key);
  }
  const wanted = [...keys].slice(0, count);
  const held = await heldUnder(shelf.papers, wanted);
  return wanted.flatMap((key) => held.papers.get(key) ?? []);
}

/** Characters of an unfinished title that are read. */
const LONGEST_TYPED = 200;

/** Known words that an unfinished last word may become. */
const COMPLETIONS = 5;

/** Titles that are looked through for each. */
const LOOKED_THROUGH = 100;

async function newestWhere(
  where: string,
  limit: number,
  { papers }: Shelf,
): Promise<readonly string[]> {
  if (limit < 1) return [];
  const rows = await ask(papers, ["key"], { where, order: ORDERS.newest, limit });
  return rows.map(({ key }) => key);
}

async function idsBeginning(
  typed: string,
  count: number,
  shelf: Shelf,
): Promise<readonly string[]> {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^arxiv:/, "");
  const id = parseId(typed) ?? bare;
  if (!/^\d{2}|^[a-z-]+\//.test(id)) return [];
  const key = quoted(`arxiv:${id}`);
  const end = quoted(`arxiv:${id}\u{10ffff}`);
  return await newestWhere(`key >= ${key} AND key < ${end} AND leads IS NULL`, count, shelf);
}

/** Titles with this row of words in them, the last of which may be unfinished. */
async function titlesHolding(row: string, count: number, shelf: Shelf): Promise<readonly string[]> {
  const before = row.split(" ");
  const last = before.pop() ?? "";
  const endings = new Set([last, ...shelf.counts.vocabulary.starting(last, COMPLETIONS)]);
  const pages = await Promise.all(
    [...endings].map((ending) => {
      const match: TextQuery = new shelf.lance.MatchQuery(
        [...before, ending].join(" "),
        ...(["title", { operator: "AND" }] as const),
      );
      const columns = ["key", "title", "published", "upvotes"] as const;
      return ask(shelf.papers, columns, { match, limit: LOOKED_THROUGH });
    }),
  );
  const holding = pages.flat().filter(({ title }) => ` ${title}`.includes(` ${row}`));
  return holding
    .toSorted((a, b) => byDate(dated(a), dated(b)) || byUpvotes(dated(a), dated(b)))
    .slice(0, count)
    .map(({ key }) => key);
}

function dated({ published, upvotes }: Pick<Columns, "published" | "upvotes">) {
  return { ...(published !== null && { published }), ...(upvotes !== null && { upvotes }) };
}
