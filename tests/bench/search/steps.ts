import type { Change } from "./changed-engine.ts";

/** A step of the engine, with what leaves it out; `typed` writes a query so that the step has something to do. */
export type Step = {
  readonly name: string;
  readonly without: readonly Change[];
  readonly typed?: (text: string) => string;
};

const setting = (from: string, to: string): Change => ({ file: "settings.ts", from, to });

const NO_COMPOUNDS = setting("{ beside: 0.5, alone: 1 }", "{ beside: 0, alone: 0 }");

/** Every step of a search that can be left out by itself, in the order of the table in docs/search.md. */
export const STEPS: readonly Step[] = [
  {
    name: "stop words",
    without: [{ file: "stop-words.ts", from: ".split(/\\s+/),", to: ".split(/$^/)," }],
  },
  {
    name: "talk around a query",
    without: [
      {
        file: "subject.ts",
        from: "return subject.length > 0 ? subject : telling",
        to: "return telling",
      },
    ],
  },
  {
    name: "stems",
    without: [{ file: "stem.ts", from: "return strip(inOneSpelling(word))", to: "return word" }],
  },
  {
    name: "one spelling",
    without: [{ file: "stem.ts", from: "strip(inOneSpelling(word))", to: "strip(word)" }],
  },
  { name: "a field of the title", without: [setting("title: 0.4", "title: 0")] },
  { name: "BM25+ with d .2 (default: .5)", without: [setting("d: 0.2", "d: 0.5")] },
  { name: "repeated words", without: [setting("repeated: 0.7", "repeated: 0")] },
  {
    name: "acronyms",
    without: [setting("weight: 0.3, mostWords: 6", "weight: 0.3, mostWords: 0")],
  },
  { name: "a gain by matched words", without: [setting("power: 0.25", "power: 0")] },
  { name: "a second look at the best", without: [setting("reranked: 100,", "reranked: 0,")] },
  { name: "– at endings", without: [setting("ending: 0.2", "ending: 0")] },
  { name: "– at pairs", without: [setting("pair: 0.6", "pair: 0")] },
  { name: "– at pairs in titles more", without: [setting("titlePair: 4", "titlePair: 1")] },
  { name: "– at the whole phrase", without: [setting("gain: 0.6", "gain: 0")] },
  { name: "compounds", without: [NO_COMPOUNDS] },
  {
    name: "compounds, hyphens left out",
    without: [NO_COMPOUNDS],
    typed: (text) => text.replace(/([a-z]{2})-([a-z]{3})/gi, "$1$2"),
  },
  {
    name: "compounds, hyphens put in",
    without: [NO_COMPOUNDS],
    typed: (text) =>
      text.replace(/\b(multi|semi|self|non|pre|auto|hyper|inter)(?=[a-z]{5})/gi, "$1-"),
  },
  {
    name: "one spelling, British queries",
    without: [{ file: "stem.ts", from: "strip(inOneSpelling(word))", to: "strip(word)" }],
    typed: british,
  },
  {
    name: "corrections, a letter missing",
    without: [
      { file: "spelling.ts", from: "if (word.length < 4 ||", to: "if (word.length > 0 ||" },
    ],
    typed: misspelt,
  },
  {
    name: "two words, a blank missing",
    without: [
      {
        file: "spelling.ts",
        from: "const two = twoWords(word, vocabulary);",
        to: "const two = undefined;",
      },
    ],
    typed: (text) => text.replace(/([a-z]{5,}) ([a-z]{5,})/i, "$1$2"),
  },
  {
    name: "completion, last word unfinished",
    without: [
      {
        file: "spelling.ts",
        from: "last.length >= tolerance.completed &&",
        to: "last.length > 1000 &&",
      },
    ],
    typed: (text) => text.replace(/[^a-z]*$/i, "").replace(/(?<=[a-z]{5})[a-z]{3}$/i, ""),
  },
];

/** The third letter of the longest word left out, as of one typed in haste. */
function misspelt(text: string): string {
  const [longest = ""] = (text.match(/[a-z]+/gi) ?? []).sort((a, b) => b.length - a.length);
  return longest.length < 6 ? text : text.replace(longest, longest.slice(0, 2) + longest.slice(3));
}

function british(text: string): string {
  return text
    .replace(/iz(?=e|ing|ation)/g, "is")
    .replace(/yz(?=e|ing)/g, "ys")
    .replace(/(col|behavi|neighb|fav|vap|lab|tum|flav)or/g, "$1our")
    .replace(/\b(cent|fib)er/g, "$1re")
    .replace(/([dtb]el)(?=ing|ed)/g, "$1l");
}
