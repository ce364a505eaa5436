import { clean } from "#chat";

/**
 * Foreign text as it stands in a message: harmless, runs of blanks as one, at most one line empty.
 * Blanks at either end stay, since they may part two pieces of one sentence.
 */
export function tidy(text: string): string {
  return clean(text)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n");
}
