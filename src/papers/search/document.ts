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
  /** Title and abstract as they are read: acronyms are recognised by their capitals. */
  readonly prose: string;
};

/** A paper as it is read into an index: what is searched of it as texts, and its prose. */
export type Texts = Pick<Document, "prose"> & {
  /** Title, abstract, categories, and each author. */
  readonly parts: readonly string[];
};

/** The searchable texts of a paper. */
export function textsOf({ title, abstract, categories = [], authors = [] }: Paper): Texts {
  const [shown, text] = [plain(title), plain(abstract)];
  return {
    parts: [shown, text, categories.join(" "), ...authors.map(plain)],
    prose: `${shown}. ${text}`,
  };
}

/** The searchable words of a paper. */
export function toDocument(paper: Paper): Document {
  const { parts, prose } = textsOf(paper);
  const [title = [], abstract = [], categories = [], ...names] = parts.map(words);
  return {
    ...{ key: paper.key, title, text: [...title, ...abstract], authors: names.flat() },
    ...{ categories, prose },
  };
}
