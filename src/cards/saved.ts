import type { Button, Next, Reply } from "#chat";
import type { Paper } from "#papers";
import { turning } from "./actions.ts";
import { rowOf } from "./page.ts";
import { paperCard } from "./paper.ts";
import { counted } from "./words.ts";

/** A reader's own list, newest first, each with a button that takes it off. */
export function savedReply(
  papers: readonly Paper[],
  part: { readonly total: number; readonly page: number; readonly pages: number },
  next: Next,
): Reply {
  if (part.total === 0) {
    const said =
      "You have saved nothing yet. Press Save on a paper, or type save with its id or title.";
    return { summary: said, blocks: [{ kind: "text", text: said }] };
  }
  const where = part.pages > 1 ? `, page ${part.page} of ${part.pages}` : "";
  const said = `Your saved papers: ${counted(part.total, "paper")}${where}`;
  const toBibtex: Button = {
    kind: "button",
    label: "Export as BibTeX",
    next: { command: "saved", input: { export: true } },
  };
  return {
    summary: said,
    blocks: [
      { kind: "text", text: said, quiet: true },
      ...papers.map((paper) => ({ ...paperCard(paper), actions: savedActions(paper) })),
      ...rowOf([...turning(next, part.page, part.pages), toBibtex]),
    ],
  };
}

function savedActions(paper: Paper): readonly Button[] {
  const input = { paper: paper.key };
  return [
    { kind: "button", label: "Show", next: { command: "show", input } },
    { kind: "button", label: "Cite", next: { command: "cite", input } },
    {
      kind: "button",
      label: "Remove",
      next: { command: "save", input: { ...input, remove: true } },
    },
  ];
}
