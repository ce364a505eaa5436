import { plain } from "../latex.ts";
import type { Paper } from "../paper.ts";
import { words } from "../words.ts";

/** A paper as the index holds it: each field is its folded words with one space between. */
export type Document = {
  readonly key: string;
  readonly title: string;
  /** Title and abstract together: one field for both, beside the title's own, measured best. */
  readonly text: string;
  readonly authors: string;
  readonly categories: string;
  /** Title and abstract as they are read, not indexed: acronyms are recognised by their capitals. */
  readonly prose: string;
};

/** The searchable words of a paper. */
export function toDocument(paper: Paper): Document {
  const [title, abstract] = [plain(paper.title), plain(paper.abstract)];
  const titleWords = words(title).join(" ");
  return {
    key: paper.key,
    title: titleWords,
    text: `${titleWords} ${words(abstract).join(" ")}`.trim(),
    authors: words(plain((paper.authors ?? []).join(" "))).join(" "),
    categories: words((paper.categories ?? []).join(" ")).join(" "),
    prose: `${title}. ${abstract}`,
  };
}
