import { STOP_WORDS } from "./stop-words.ts";

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** How somebody asks for papers, and what papers are called then: "show me the latest papers about …". */
const ASKING = listed("find give latest looking please related show tell want");
const NAMES = listed("article articles paper papers publication publications");

/** Talk only where papers come next: "i need a list of good papers on …". */
const CALLING = listed(
  "best get good important interesting list need new newest recent seminal top",
);

/** What stands before the papers that are asked for: "any papers on …". */
const CHOOSING = listed("all any other some these those what which");

/** What ties a topic to the papers before it, also in the middle of a query, where "citation of papers in patents" is one. */
const TYING = listed("about by concerning on regarding with");

/** Stop words that tie nothing to the papers before them: "paper and pencil". */
const APART = listed("and or");

/** Words, stop words too, of a row of keywords; what is longer is a question, in which talk stands anywhere. */
const MOST_KEYWORDS = 6;

/**
 * The words of a query that say what it is about: all but stop words and the talk around it. In keywords that
 * is talk only where the query begins or ends with it, or where papers are tied to a topic ("new papers on
 * topology", but "publication bias", "news article summaries"), and talk that is all there is says it too
 * ("show and tell").
 */
export function subjectOf(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  const begin = beginOf(words);
  const end = endOf(words);
  const isQuestion = words.length > MOST_KEYWORDS;
  const isTelling = (word: string, at: number) =>
    !STOP_WORDS.has(word) && !(isQuestion && isTalk(word)) && !isTiedAmid(words, at);
  const subject = words.filter((word, at) => at >= begin && at < end && isTelling(word, at));
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
    const [before = "", word = "", next = ""] = [words[at - 1], words[at], words[at + 1]];
    const isOrder = isOrderAt(words, at);
    isAsked ||= ASKING.has(word) || isOrder;
    // "Papers about …", "find papers …", "which papers …", but "publication bias" and "which paper folding".
    const isChosen = CHOOSING.has(before) && word.endsWith("s");
    const isNamed = NAMES.has(word) && (isAsked || isChosen || isTieAt(words, at) || isTalk(next));
    const isAsking = ASKING.has(word) || isCallAt(words, at);
    if (!STOP_WORDS.has(word) && !isAsking && !isNamed && !isOrder) break;
  }
  return at;
}

/** "New papers on …", but neither "new paper folding" nor "list decoding". */
function isCallAt(words: readonly string[], at: number): boolean {
  if (!CALLING.has(words[at] ?? "")) return false;
  const isPassed = (word = "") => STOP_WORDS.has(word) || CALLING.has(word);
  let next = at + 1;
  while (isPassed(words[next])) next += 1;
  return isTieAt(words, next);
}

/** Where it ends: "graph transformers papers, please", "topology, please show me papers". */
function endOf(words: readonly string[]): number {
  let end = words.length;
  for (let at = end - 1; at >= 0; at -= 1) {
    const word = words[at] ?? "";
    if (!STOP_WORDS.has(word) && !isTalk(word)) break;
    // "Union find" and "show and tell" are topics, unless somebody says please.
    const isEnd = NAMES.has(word) || word === "latest" || isRelatedAt(words, at);
    if (word === "please" || (at === end - 1 && (STOP_WORDS.has(word) || isEnd))) end = at;
  }
  return end;
}

/** "Topology papers by …", "topology papers related to …" and "topology papers to me". */
function isTiedAmid(words: readonly string[], at: number): boolean {
  const [word = "", next = "", after = ""] = words.slice(at, at + 3);
  const isTied = TYING.has(next) || (next === "to" && ["me", "us"].includes(after));
  return (NAMES.has(word) && (isTied || isRelatedAt(words, at + 1))) || isRelatedAt(words, at);
}

/** "Papers in …" where a query begins, but neither "paper and pencil" nor "publication bias". */
function isTieAt(words: readonly string[], at: number): boolean {
  const [word = "", next = ""] = [words[at], words[at + 1]];
  const isTied = (STOP_WORDS.has(next) && !APART.has(next)) || isRelatedAt(words, at + 1);
  return (NAMES.has(word) && isTied) || isRelatedAt(words, at);
}

/** "Related to …" and "… related papers", but not "related work". */
function isRelatedAt(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? "";
  return words[at] === "related" && (next === "to" || NAMES.has(next));
}

/** "Search for …" and "please search papers …", but neither "search and rescue" nor "the search for …". */
function isOrderAt(words: readonly string[], at: number): boolean {
  const [before = "", word, next = ""] = [words[at - 1], words[at], words[at + 1]];
  const isOrdered = next === "for" || next === "me" || isTalk(next);
  return word === "search" && isOrdered && !["a", "an", "the"].includes(before);
}
