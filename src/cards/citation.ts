import type { Reply } from "#chat";
import { bibtex, type Paper, plain } from "#papers";
import { counted } from "./words.ts";

/** Papers as BibTeX to copy; `file` names what a platform may attach when the text is long. */
export function citation(papers: readonly Paper[], file: string): Reply {
  const [first] = papers;
  const summary =
    papers.length === 1 && first
      ? `BibTeX of “${plain(first.title)}”`
      : `BibTeX of ${counted(papers.length, "paper")}`;
  return {
    summary,
    blocks: [
      { kind: "text", text: summary, quiet: true },
      { kind: "code", text: bibtex(papers), file },
    ],
  };
}
