import { STOP_WORDS } from "./stop-words.ts";

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** How somebody asks for papers, and what papers are called then: "show me the latest papers about …". */
const ASKING = listed("find give latest looking please related show tell want");
const NAMES = listed("article articles paper papers publication publications");

/** Words, stop words too, of a row of keywords; what is longer is a question, in which talk stands anywhere. */
const MOST_KEYWORDS = 6;

/**
 * The words of a query that say what it is about: all but stop words and the talk around it. In keywords that
 * is talk only where the query begins or ends with it ("publication bias", "news article summaries"), and
 * talk that is all there is says it too ("show and tell").
 */
export function subjectOf(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  const begin = beginOf(words);
  const end = endOf(words);
  const isQuestion = words.length > MOST_KEYWORDS;
  const subject = words.filter(
    (word, at) => !STOP_WORDS.has(word) && at >= begin && at < end && !(isQuestion && isTalk(word)),
  );
  return subject.length > 0 ? subject : telling;
}

/** Whether a word may be talk around what a query is about. */
export function isTalk(word: string): boolean {
  return ASKING.has(word) || NAMES.has(word);
}

/** Where what a query is about begins. */
function beginOf(words: readonly string[]): number {
  let at = 0;
  for (let isAsked = false; at < words.length; at += 1) {
    const [word = "", next = ""] = [words[at], words[at + 1]];
    const isOrder = isOrderAt(words, at);
    isAsked ||= ASKING.has(word) || isOrder;
    // "Papers about …", "find papers …", but "publication bias".
    const isNamed = NAMES.has(word) && (isAsked || STOP_WORDS.has(next) || isTalk(next));
    if (!STOP_WORDS.has(word) && !ASKING.has(word) && !isNamed && !isOrder) break;
  }
  return at;
}

/** Where it ends: "graph transformers papers, please". */
function endOf(words: readonly string[]): number {
  let end = words.length;
  while (end > 0 && (NAMES.has(words[end - 1] ?? "") || words[end - 1] === "please")) end -= 1;
  return end;
}

/** "Search for …" and "please search papers …", but neither "search and rescue" nor "the search for …". */
function isOrderAt(words: readonly string[], at: number): boolean {
  const [before = "", word, next = ""] = [words[at - 1], words[at], words[at + 1]];
  const isOrdered = next === "for" || next === "me" || isTalk(next);
  return word === "search" && isOrdered && !["a", "an", "the"].includes(before);
}
