import { type Block, type Next, type Reply, rich } from "#chat";
import { type Hit, type Page, type Paper, plain } from "#papers";
import { turning } from "./actions.ts";
import { paperCard } from "./paper.ts";
import { counted, matchesNote } from "./words.ts";

/** A page of search results; `next` is the search that it answers, for turning pages. */
export function pageReply(page: Page, asked: string, next: Next): Reply {
  const count = counted(page.total, "paper");
  const part = page.pages > 1 ? `, page ${page.page} of ${page.pages}` : "";
  const said = page.instead
    ? `Nothing is spelt “${asked}”: ${count} for “${page.instead}”${part}`
    : `${count} for “${asked}”${part}`;
  return {
    summary: said,
    blocks: [
      { kind: "text", text: said, quiet: true },
      ...page.hits.map((hit) => paperCard(hit.paper, matchesNote(hit.matches))),
      ...rowOf(turning(next, page.page, page.pages)),
    ],
  };
}

/** What to try when a search found nothing, with the nearest spelling as a button where there is one. */
export function nothingFound(asked: string, next: Next, nearest?: string, filtered = false): Reply {
  const cure = filtered
    ? "Try it without author, category or since."
    : "Try fewer or more general words, an arXiv id, or trending.";
  const said = `Nothing found for “${asked}”. ${nearest ? `Did you mean “${nearest}”?` : cure}`;
  const again = {
    ...next,
    input: { ...next.input, query: nearest ?? asked },
    answer: "over" as const,
  };
  return {
    summary: said,
    blocks: [
      { kind: "text", text: said },
      ...rowOf(nearest ? [{ kind: "button", label: `Search ${nearest}`, next: again }] : []),
    ],
  };
}

/** The papers nearest to one. */
export function similarReply(paper: Paper, hits: readonly Hit[]): Reply {
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
