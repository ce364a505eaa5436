/** Most combining marks kept on one letter: above every script in use, below what piles up over other lines. */
const MARKS_KEPT = 8;

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/** Every C0 and C1 control but the line feed; tabs are gone before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/** Characters that turn the direction of what stands around them. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Characters that can't be seen: they hide words, break up what is searched for, or look like nothing at all. */
const UNSEEN =
  /\u034f|[\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]/gu;

/** Blanks that count as letters, or as a picture. */
const FILLERS = /[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/g;

/** Tag characters, but for those that spell a flag after the black flag. */
const TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0000}-\u{e007f}]/gu;

/** Joiners anywhere but between two characters that can join: emoji, and the letters of scripts that need them. */
const JOINERS =
  /(?<![\u0590-\u200b\u200e-\u{10ffff}])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u200b\u200e-\u{10ffff}])/gu;

/** Selectors and marks with nothing to stand on. */
const STRAY = /(^|\s)[\ufe00-\ufe0f]+/g;

const PILES = new RegExp(`(\\p{M}{${MARKS_KEPT}})\\p{M}+`, "gu");

/** Spaces for a tab. */
const TAB = "    ";

/** What shows nothing: blanks, controls, and marks with no letter. */
const SHOWS_NOTHING = /[\s\p{C}\p{Z}\p{Mn}]/gu;

/** Most texts, for which there is nothing to do: printable ASCII. */
const HARMLESS = /^[ -~\n]*$/;

/**
 * Foreign text made harmless, whatever it is drawn with: controls, bidi overrides, characters that
 * can't be seen and piles of marks go. Line feeds and blanks stay; always well-formed.
 */
export function clean(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\t/g, TAB)
    .replace(LINE_ENDS, "\n")
    .replace(CONTROLS, "")
    .replace(BIDI, "")
    .replace(UNSEEN, "")
    .replace(TAGS, "")
    .replace(JOINERS, "")
    .replace(FILLERS, " ")
    .replace(PILES, "$1")
    .replace(STRAY, "$1");
}

/** As `clean`, on one line without blanks around it: for titles, labels, names and whatever else must not break. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim();
}

/** Whether a text shows nothing: services refuse such texts, and nobody could press such a button. */
export function isBlank(text: string): boolean {
  return clean(text).replace(SHOWS_NOTHING, "") === "";
}
