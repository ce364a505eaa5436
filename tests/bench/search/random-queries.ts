import type { Paper } from "#papers";
import { randomOf } from "../trending/measures.ts";

/** Pieces that mean something to a reader of queries, alone or half. */
const OPERATORS =
  `" “ ” „ « » - – — -- -" -“ author: author:" since: since:2024 since:2024-13 category:
  category:cs.LG ( ) [ ] { } < > <| * ^ ~ \\ / // + & | : ; , . … ! ? # @ $ $\\alpha$ \\frac{ _ ' \` %41 %`
    .split(/\s+/)
    .concat([" ", "  ", "\n", "\t", "\u0000", "\u00a0", "\u200b", "\u202e"]);

const FOREIGN = [
  ..."αβγ ∇ ∫ é e\u0301 ß ﬁ İ ı ǅ 漢字 こんにちは 한국어 العربية עברית हिन्दी ไทย 😀 👨‍👩‍👧‍👦 🏳️‍🌈 \ud800 \udfff".split(
    " ",
  ),
  "a\u0300".repeat(40),
  "2402.02005",
  "arXiv:2402.02005v1",
  "https://arxiv.org/abs/2402.02005",
  "10.48550/arXiv.2402.02005",
];

/** Queries of any kind: words of titles whole and misspelt, operators, other scripts, and now and then 100 KB. */
export function randomQueries(papers: readonly Paper[], count: number, seed: number): string[] {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = (from: readonly string[]) => from[below(from.length)] ?? "";
  const word = () => {
    const paper = papers[below(papers.length)];
    return oneOf((random() < 0.5 ? paper?.title : paper?.abstract)?.split(/\s+/) ?? []);
  };
  const misspelt = () => {
    const at = below(8);
    const own = word();
    return own.slice(0, at) + String.fromCharCode(97 + below(26)) + own.slice(at + below(3));
  };
  const noise = () =>
    Array.from({ length: 1 + below(12) }, () => String.fromCharCode(below(0x10000))).join("");
  const kinds = [word, word, word, misspelt, () => oneOf(OPERATORS), () => oneOf(FOREIGN), noise];
  const piece = () => kinds[below(kinds.length)]?.() ?? "";
  const piecesOf = (most: number, between: string) =>
    Array.from({ length: 1 + below(most) }, piece).join(between);
  return Array.from({ length: count }, () => {
    const text = piecesOf(12, random() < 0.8 ? " " : "");
    if (random() >= LONG || text === "") return text;
    return text.repeat(Math.ceil(LONGEST / text.length)).slice(0, LONGEST);
  });
}

/** How many of them are long, and how many characters those have. */
const [LONG, LONGEST] = [0.02, 100_000];
