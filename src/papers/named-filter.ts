import type { Asked } from "./asked.ts";
import { normalTitle, type Paper } from "./paper.ts";
import { paperFilter } from "./paper-filter.ts";
import { textFilter } from "./search/text-filter.ts";

/**
 * Whether a paper that a query names may lead its answer: what is left out, in quotes or filtered by holds
 * for it as for any other. Where the whole text is its title, quotes and dashes in it are a part of that.
 */
export function namedFilter(typed: string, asked: Asked): (paper: Paper) => boolean {
  const [title, lets, holds] = [normalTitle(typed), paperFilter(asked), textFilter(asked)];
  return (paper) => lets(paper) && (normalTitle(paper.title) === title || holds(paper));
}
