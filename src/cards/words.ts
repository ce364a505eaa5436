import { join, type Rich, rich } from "#chat";
import { lead, type Paper, plain } from "#papers";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Most author names written out on a card; the notes count up to 664 authors on one paper. */
const NAMED_AUTHORS = 2;

/** “A, B and 5 more”; undefined when nobody is known. */
function authorsOf(paper: Paper, named = NAMED_AUTHORS): string | undefined {
  const authors = (paper.authors ?? []).map(plain);
  if (authors.length === 0) return undefined;
  const rest = authors.length - named;
  if (rest > 1) return `${authors.slice(0, named).join(", ")} and ${rest} more`;
  return authors.length === 1
    ? authors[0]
    : `${authors.slice(0, -1).join(", ")} and ${authors.at(-1)}`;
}

/** “14 Jul 2023”, “Jul 2023” or “2023”, as exact as the ISO date is; undefined when it is none. */
export function dateWords(iso: string | undefined): string | undefined {
  const [, year, month, day] = iso?.match(/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/) ?? [];
  const name = month && MONTHS[Number(month) - 1];
  return [day && String(Number(day)), name, year].filter(Boolean).join(" ") || undefined;
}

/** “1 paper”, “2,345 papers”. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Foreign text in quotation marks, cut short: a heading is no place for a whole abstract. */
export function quoted(text: string): string {
  return `“${lead(text, QUOTED)}”`;
}

/** Most graphemes of what a reader typed that a sentence repeats. */
const QUOTED = 100;

/** The quiet line under a title: authors, date, upvotes and stars, each where known. */
export function facts(paper: Paper, named?: number): Rich {
  const stars = paper.code?.stars;
  return join(
    [
      authorsOf(paper, named) ?? "",
      dateWords(paper.published) ?? "",
      paper.upvotes ? counted(paper.upvotes, "upvote") : "",
      stars ? counted(stars, "star") : "",
    ],
    " · ",
  );
}

/** “matches: topology, graph”, the reason that a search gives for a paper; undefined when there is none. */
export function matchesNote(matches: readonly string[]): Rich | undefined {
  return matches.length ? rich`matches: ${matches.join(", ")}` : undefined;
}
