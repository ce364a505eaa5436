import { parseId } from "./ids.ts";
import type { Query } from "./query.ts";
import { type Piece, queryPieces } from "./query-pieces.ts";
import { STOP_WORDS } from "./search/stop-words.ts";
import { words } from "./words.ts";

/** What a query asks for: its text with the operators read, and the filters that came beside the text. */
export type Asked = {
  /** The words that are looked for as they were typed, those of phrases too, without operators; none where only stop words stand beside a filter. */
  readonly text: string;
  /** What stood in quotes, as folded words with one space between: a paper must hold them side by side. */
  readonly phrases: readonly string[];
  /** What stood behind a minus, in the same form: a paper must not hold it. */
  readonly without: readonly string[];
  /** Each must be an author of a paper: words of one name, each from its beginning. */
  readonly authors: readonly string[];
  /** A paper must be in each of these arXiv classes or archives. */
  readonly categories: readonly string[];
  /** First year, month or day of publication: the latest of those given. */
  readonly since?: string;
};

/**
 * Reads the query language: words; "words side by side"; -word or -"words" to leave out; author:Ada,
 * author:"Ada Lovelace", category:cs.LG, since:2024, since:2024-05 or since:2024-05-31. Typed
 * operators and the filters beside the text all hold together. Whatever does not read as an operator
 * (a quote that is not closed, a date that there is not) is words: no text is wrong, and none throws.
 * In prose, which is more than a dozen words, quotes and dashes are what they are in prose. Only the
 * first 1,000 characters are read.
 */
export function readAsked(query: Pick<Query, "text" | "author" | "category" | "since">): Asked {
  const pieces = queryPieces(query.text.slice(0, LONGEST_QUERY));
  const valuesOf = (kind: Piece["kind"]) =>
    pieces.filter((piece) => piece.kind === kind).map(({ value }) => value);
  const folded = (kind: Piece["kind"], isMeant = (_: string) => true) => [
    ...new Set(
      valuesOf(kind)
        .filter(isMeant)
        .map((value) => words(value).join(" ")),
    ),
  ];
  const isSubject = ({ kind }: Piece) => kind === "words" || kind === "phrase";
  const isProse = words(textOf(pieces.filter(isSubject))).length > PROSE;
  const since = [query.since ?? "", ...valuesOf("since")].sort().at(-1);
  const text = textOf(
    pieces.filter((piece) => isSubject(piece) || (isProse && piece.kind === "without")),
  );
  const asked = {
    // An id or a link in quotes names a paper, and no paper has it among its words.
    phrases: isProse ? [] : folded("phrase", (value) => parseId(value) === undefined),
    without: isProse ? [] : folded("without"),
    authors: [query.author ?? "", ...valuesOf("author")].filter((name) => words(name).length > 0),
    categories: [query.category ?? "", ...valuesOf("category")].filter((one) => one.trim() !== ""),
    ...(since && { since }),
  };
  const { phrases, without, authors, categories } = asked;
  const isFiltered = without.length + authors.length + categories.length > 0 || Boolean(since);
  // "By author:hinton" is a filter and no search for "by".
  const isIdle = phrases.length === 0 && words(text).every((word) => STOP_WORDS.has(word));
  return { text: isFiltered && isIdle ? "" : text, ...asked };
}

/** Characters of a query that are read. */
export const LONGEST_QUERY = 1000;
/** Words that a query with quotes in it has at most. */
const PROSE = 12;

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map(({ value }) => value)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}
