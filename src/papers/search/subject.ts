import { STOP_WORDS } from "./stop-words.ts";

/** The talk around a query: "show me the latest papers about …". */
const TALK: ReadonlySet<string> = new Set(
  `article articles concerning find give latest looking paper papers please publication publications
  regarding related show tell want`
    .trim()
    .split(/\s+/),
);

/**
 * The words of a query that say what it is about: all but stop words and the talk around it. Talk that is
 * all there is says it too ("show and tell"), and "search" is talk only where it begins an order ("search
 * for …", not "search engines" or "architecture search").
 */
export function subjectOf(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  const order = words.findIndex((word) => !isAround(word));
  const isOrder = words[order] === ORDER && isAround(words[order + 1] ?? "");
  const subject = words.filter((word, at) => !isAround(word) && !(isOrder && at === order));
  return subject.length > 0 ? subject : telling;
}

const ORDER = "search";

/** Whether a word stands around what others say, as stop words and talk do. */
export function isAround(word: string): boolean {
  return STOP_WORDS.has(word) || TALK.has(word);
}
