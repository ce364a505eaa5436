import { isDeepStrictEqual } from "node:util";
import { LONGEST_QUERY, readAsked } from "../asked.ts";
import { queryPieces } from "../query-pieces.ts";
import { words } from "../words.ts";

/**
 * A query as it was typed but for its misspelt words, and without what reads as nothing: quotes that are never
 * closed, dashes by themselves. Names, dates and what is left out stay as they are, and what is too long to be
 * read is cut off.
 */
export function rewritten(text: string, corrected: ReadonlyMap<string, string>): string {
  const pieces = queryPieces(text.slice(0, LONGEST_QUERY)).map(({ kind, typed }) => ({
    isPlain: kind === "words",
    text: kind === "words" || kind === "phrase" ? correct(typed, corrected) : typed,
  }));
  const whole = joined(pieces.map(({ text }) => text));
  const bare = joined(pieces.map(({ text, isPlain }) => (isPlain ? legible(text) : text)));
  // A stray quote may be all that keeps what follows it from being an operator.
  return isDeepStrictEqual(asksFor(bare), asksFor(whole)) ? bare : whole;
}

function joined(pieces: readonly string[]): string {
  return pieces.join("").trim().replace(/\s+/g, " ");
}

/** Among plain words, quotes are those without a partner. */
function legible(typed: string): string {
  return typed.replace(/["“”„«»]/g, "").replace(/(?<=^|\s)[^\s\p{L}\p{N}]+(?=\s|$)/gu, "");
}

function asksFor(text: string) {
  const { text: subject, ...rest } = readAsked({ text });
  return { ...rest, words: words(subject) };
}

function correct(typed: string, corrected: ReadonlyMap<string, string>): string {
  return typed.replace(
    /[\p{L}\p{N}\p{M}]+/gu,
    (word) => corrected.get(words(word)[0] ?? "") ?? word,
  );
}
