import { stripVTControlCharacters } from "node:util";
import { clean as cleanText } from "#chat";

/** Marks with no letter to stand on, which would merge with a blank and be measured as nothing. */
const STRAY = /(^|\s)(?=[\p{M}\p{Emoji_Modifier}])/gu;

/**
 * Foreign text made harmless for a terminal: escape sequences go besides all that `clean` of the chat
 * takes out, so that a paper's title can't colour, move the cursor or ring the bell.
 */
export function clean(text: string): string {
  return cleanText(stripVTControlCharacters(text)).replace(STRAY, "$1◌");
}

/** As `clean`, on one line: for titles, labels, names and whatever else must not break. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim();
}
