import type { Asked } from "./asked.ts";
import type { Paper } from "./paper.ts";
import { words } from "./words.ts";

/** Whether a paper passes the filters of a query; one that lacks what a filter asks about does not. */
export function paperFilter({
  authors,
  categories,
  since,
}: Pick<Asked, "authors" | "categories" | "since">): (paper: Paper) => boolean {
  const names = authors.map(words).filter((name) => name.length > 0);
  const classes = categories.map((one) => one.trim().toLowerCase());
  return (paper) =>
    (since === undefined || isSince(paper.published, since)) &&
    classes.every((wanted) => (paper.categories ?? []).some((one) => isIn(one, wanted))) &&
    names.every((name) => (paper.authors ?? []).some((author) => isNamed(author, name)));
}

/** Each word of the wanted name begins a word of the author's. */
function isNamed(author: string, name: readonly string[]): boolean {
  const parts = words(author);
  return name.every((wanted) => parts.some((part) => part.startsWith(wanted)));
}

/** "cs" holds "cs.LG". */
function isIn(category: string, wanted: string): boolean {
  const one = category.toLowerCase();
  return one === wanted || one.startsWith(`${wanted}.`);
}

/** Compared to the precision that both have: a paper of "2024-05" may be as late as any day of May. */
function isSince(published: string | undefined, since: string): boolean {
  if (published === undefined) return false;
  const precision = Math.min(published.length, since.length);
  return published.slice(0, precision) >= since.slice(0, precision);
}
