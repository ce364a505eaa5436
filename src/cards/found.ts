import { type Block, join, link, type Next, type Reply, rich } from "#chat";
import { links, type Paper } from "#papers";
import { turning } from "./actions.ts";
import { rowOf } from "./page.ts";
import { paperCard } from "./paper.ts";
import { told } from "./told.ts";
import { counted } from "./words.ts";

/** Papers on a page, as on every other list. */
const PAGE = 5;

/** Most unknown ids that are written out. */
const NAMED_IDS = 10;

/**
 * The papers of a message: those it links to, with the arXiv ids that the catalogue doesn't have in
 * `unknown`; or, with `unknown` left out, those nearest to its words.
 */
export function foundReply(
  papers: readonly Paper[],
  unknown: readonly string[] | undefined,
  next: Next,
  asked: number,
): Reply {
  if (papers.length === 0 && !unknown?.length)
    return told("No paper is linked there, and none that I know is near its words.");
  const pages = Math.max(1, Math.ceil(papers.length / PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  const said = unknown
    ? `${counted(papers.length + unknown.length, "paper")} in this message`
    : "No paper is linked there: these are nearest to its words";
  return {
    summary: said,
    blocks: [
      { kind: "text", text: pages > 1 ? `${said}, page ${page} of ${pages}` : said, quiet: true },
      ...papers.slice((page - 1) * PAGE, page * PAGE).map((paper) => paperCard(paper)),
      ...unknownIds(unknown ?? []),
      ...rowOf(turning(next, page, pages)),
    ],
  };
}

function unknownIds(ids: readonly string[]): readonly Block[] {
  if (ids.length === 0) return [];
  const named = ids.slice(0, NAMED_IDS).map((id) => {
    const { page } = links({ key: `arxiv:${id}`, title: id, abstract: "" });
    return rich`${link(`arXiv ${id}`, page)}`;
  });
  const rest = ids.length > NAMED_IDS ? ` and ${ids.length - NAMED_IDS} more` : "";
  return [
    { kind: "text", quiet: true, text: rich`Not in my catalogue: ${join(named, ", ")}${rest}` },
  ];
}
