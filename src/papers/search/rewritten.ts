import { queryPieces } from "../query-pieces.ts";
import { words } from "../words.ts";

/** A query as it was typed but for its misspelt words; names, dates and what is left out stay as they are. */
export function rewritten(text: string, corrected: ReadonlyMap<string, string>): string {
  return queryPieces(text)
    .map(({ kind, typed }) =>
      kind === "words" || kind === "phrase" ? correct(typed, corrected) : typed,
    )
    .join("")
    .trim()
    .replace(/\s+/g, " ");
}

function correct(typed: string, corrected: ReadonlyMap<string, string>): string {
  return typed.replace(
    /[\p{L}\p{N}\p{M}]+/gu,
    (word) => corrected.get(words(word)[0] ?? "") ?? word,
  );
}
