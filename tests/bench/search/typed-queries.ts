import type { Paper } from "#papers";
import { randomOf } from "../trending/measures.ts";

/** Two to six words in a row of the titles of papers, one query in five with a letter left out. */
export function typedQueries(papers: readonly Paper[], count: number, seed: number): string[] {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const title = papers[below(papers.length)]?.title.split(/\s+/) ?? [];
    const length = 2 + below(5);
    const from = below(Math.max(1, title.length - length));
    const words = title.slice(from, from + length);
    const at = below(words.length);
    const word = words[at] ?? "";
    if (random() >= MISSPELT || word.length < 5) return words.join(" ");
    const letter = 1 + below(word.length - 2);
    return words.with(at, word.slice(0, letter) + word.slice(letter + 1)).join(" ");
  });
}

const MISSPELT = 0.2;

/** Beginnings of titles, from their first letter to the whole of them. */
export function typedBeginnings(papers: readonly Paper[], count: number, seed: number): string[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => {
    const title = papers[Math.floor(random() * papers.length)]?.title ?? "";
    return title.slice(0, 1 + Math.floor(random() * title.length));
  });
}
