import { type Block, type Next, type Reply, rich } from "#chat";
import { type Neighbour, type Page, type Paper, plain } from "#papers";
import { turning } from "./actions.ts";
import { amount } from "./amount.ts";
import { paperCard } from "./paper.ts";
import { filterWords, type SearchAsked } from "./search-asked.ts";
import { matchesNote, quoted } from "./words.ts";

/** A page of search results; `next` is the search that it answers, for turning pages. */
export function pageReply(page: Page, asked: SearchAsked, next: Next): Reply {
  const read = page.instead === undefined ? "" : `, read as ${quoted(page.instead)}`;
  const part = page.pages > 1 ? `, page ${page.page} of ${page.pages}` : "";
  const said = `${quoted(asked.query)}${read}${filterWords(asked)}: ${amount(page)}${part}`;
  return {
    summary: said,
    blocks: [
      { kind: "text", text: said, quiet: true },
      ...page.hits.map((hit) => paperCard(hit.paper, matchesNote(hit.matches))),
      ...rowOf(turning(next, page.page, page.pages)),
    ],
  };
}

/** The papers nearest to one. */
export function similarReply(paper: Paper, hits: readonly Neighbour[]): Reply {
  const title = plain(paper.title);
  const said = hits.length ? `Papers like “${title}”` : `No paper like “${title}” is known here.`;
  return {
    summary: said,
    blocks: [
      { kind: "text", text: rich`${said}`, quiet: true },
      ...hits.map((hit) =>
        paperCard(hit.paper, hit.matches.length ? `shares: ${hit.matches.join(", ")}` : undefined),
      ),
    ],
  };
}

/** A row of actions as blocks: none at all when there is nothing to press, since platforms refuse an empty row. */
export function rowOf(actions: Extract<Block, { kind: "actions" }>["actions"]): readonly Block[] {
  return actions.length ? [{ kind: "actions", actions }] : [];
}
