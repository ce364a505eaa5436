import { readFileSync } from "node:fs";
import { stem } from "./stem.ts";

/**
 * Whether science writes a word in any ending, whatever one catalogue holds: "sheaf" is no slip for "shelf". By
 * the stems that at least one in 10,000 abstracts of arXiv holds (tests/bench/written-words.ts made the list,
 * out of metadata that is CC0).
 */
export function isWritten(word: string): boolean {
  // Searched as one text: a set of them would take ten times the memory.
  stems ??= `\n${readFileSync(new URL("./written-words.txt", import.meta.url), "latin1").replaceAll("\r", "")}`;
  return stems.includes(`\n${stem(word)}\n`);
}

let stems: string | undefined;
