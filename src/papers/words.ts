// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is "all of ASCII"
const ASCII = /^[\x00-\x7f]*$/;

/** The words of a text in order: lower case, accents and typographic variants folded ("Poincaré" → "poincare"), punctuation dropped. */
export function words(text: string): string[] {
  // Nearly all text is ASCII, for which the plain pattern is several times faster.
  if (ASCII.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
