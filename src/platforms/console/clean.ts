import { stripVTControlCharacters } from "node:util";

/** Most combining marks kept on one letter: above every script in use, below what piles up over other lines. */
const MARKS_KEPT = 8;

/** Columns between tab stops of literal text. */
const TAB = "    ";

/** Characters that turn the direction of what stands around them: a title must not rearrange its line. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/** Every C0 and C1 control but the line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

const PILES = new RegExp(`(\\p{M}{${MARKS_KEPT}})\\p{M}+`, "gu");

/** Marks with no letter to stand on, which would merge with a blank and be measured as nothing. */
const STRAY = /(^|\s)(?:\u200c|\u200d|\ufe0e|\ufe0f)*(?=[\p{M}\p{Emoji_Modifier}])/gu;

/**
 * Foreign text made harmless for a terminal: escape sequences, controls and bidi overrides go, so that
 * a paper's title can't colour, move the cursor or ring the bell. Line feeds stay; always well-formed.
 */
export function clean(text: string): string {
  return stripVTControlCharacters(text.replace(/\t/g, TAB))
    .replace(LINE_ENDS, "\n")
    .replace(CONTROLS, "")
    .replace(BIDI, "")
    .replace(PILES, "$1")
    .replace(STRAY, "$1◌")
    .toWellFormed();
}

/** As `clean`, on one line: for titles, labels, names and whatever else must not break. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim();
}
