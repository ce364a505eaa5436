import { parseId } from "../ids.ts";
import { byDate, byUpvotes } from "../order.ts";
import type { Paper } from "../paper.ts";
import { top } from "./top.ts";

/**
 * The keys that fit what was typed so far, so many of them: ids first, then titles that begin so, then
 * titles with a word that does; among equals the newest and then the most upvoted first.
 */
export function suggested(
  typed: string,
  count: number,
  papers: Iterable<Paper>,
  starting: ReadonlyMap<string, boolean>,
): readonly string[] {
  const id =
    parseId(typed) ??
    typed
      .trim()
      .toLowerCase()
      .replace(/^arxiv:/, "");
  const prefix = /^\d{2}|^[a-z-]+\//.test(id) ? `arxiv:${id}` : undefined;
  const everything = typed.trim() === "";
  const fitting: { readonly paper: Paper; readonly rank: number }[] = [];
  for (const paper of papers) {
    const front = starting.get(paper.key);
    if (everything || (prefix && paper.key.startsWith(prefix))) fitting.push({ paper, rank: 0 });
    else if (front !== undefined) fitting.push({ paper, rank: front ? 1 : 2 });
  }
  return top(
    fitting,
    count,
    (a, b) => a.rank - b.rank || byDate(a.paper, b.paper) || byUpvotes(a.paper, b.paper),
  ).map(({ paper }) => paper.key);
}
