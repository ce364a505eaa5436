import { plain } from "../latex.ts";
import type { Paper } from "../paper.ts";
import { words } from "../words.ts";

/** A paper as it is indexed: the folded words of each field. */
export type Document = {
  readonly key: string;
  readonly title: readonly string[];
  /** Title and abstract together: one field for both, beside the title's own, measured best. */
  readonly text: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** The same words, each once, field by field and author by author. */
  readonly parts: readonly (readonly string[])[];
  /** Title and abstract as they are read: acronyms are recognised by their capitals. */
  readonly prose: string;
};

/** The searchable words of a paper. */
export function toDocument(paper: Paper): Document {
  const [title, abstract] = [plain(paper.title), plain(paper.abstract)];
  const [titleWords, abstractWords] = [words(title), words(abstract)];
  const categories = words((paper.categories ?? []).join(" "));
  const names = (paper.authors ?? []).map((author) => words(plain(author)));
  return {
    key: paper.key,
    title: titleWords,
    text: [...titleWords, ...abstractWords],
    authors: names.flat(),
    categories,
    parts: [titleWords, abstractWords, categories, ...names],
    prose: `${title}. ${abstract}`,
  };
}
