// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is "all of ASCII"
const ASCII = /^[\x00-\x7f]*$/;

/** Whether a text has nothing but ASCII, as nearly all text, for which what reads it may be several times faster. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** The words of a text in order: lower case, accents and typographic variants folded ("Poincaré" → "poincare"), punctuation dropped. */
export function words(text: string): string[] {
  if (isAscii(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
