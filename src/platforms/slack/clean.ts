/** Most combining marks kept on one letter: above every script in use, below what piles up over other lines. */
const MARKS_KEPT = 8;

/** Spaces for a tab, which Slack shows as one. */
const TAB = "    ";

/** Characters that turn the direction of what stands around them: a title must not rearrange its line. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/** Every C0 and C1 control but the line feed, byte order marks and annotation marks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb]/g;

const PILES = new RegExp(`(\\p{M}{${MARKS_KEPT}})\\p{M}+`, "gu");

/** Anything but spaces, marks and letters of several scripts that show nothing. */
const SEEN = /[^\s\p{C}\p{Z}\p{Mn}\u115f\u1160\u2800\u3164\uffa0]/u;

/** What most texts are, and nothing has to be done to. */
const HARMLESS = /^[\n -~]*$/;

/**
 * Foreign text made harmless for Slack: controls, bidi overrides and piled marks go, so that a paper's
 * title can't turn its line round or be refused. Line feeds stay; always well-formed.
 */
export function clean(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .replace(/\t/g, TAB)
    .replace(LINE_ENDS, "\n")
    .replace(CONTROLS, "")
    .replace(BIDI, "")
    .toWellFormed()
    .replace(PILES, "$1");
}

/** As `clean`, on one line: for titles, labels, names and whatever else must not break. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim();
}

/** Whether a text shows nothing: Slack refuses such texts, and nobody could press such a button. */
export function isBlank(text: string): boolean {
  return !SEEN.test(text);
}
