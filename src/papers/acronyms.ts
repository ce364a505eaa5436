/** A short form of two to eight letters in brackets. */
const SHORT = /\(([A-Za-z][A-Za-z-]{1,7})s?\)/g;

/** How far back a long form is looked for, in UTF-16 units: ten long words. */
const REACH = 120;

/**
 * Pairs of a short form, lowercase, and its long form as one text defines them, by the rule of Schwartz
 * and Hearst (2003): each letter of the short form stands in the long one, in order, the first at the start of a word.
 */
export function acronymsOf(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(SHORT)].flatMap(({ 1: short = "", index }) => {
    if (!/[A-Z].*[A-Z]/.test(short)) return [];
    const letters = short.replace(/[^A-Za-z]|s$/g, "").toLowerCase();
    const long = longForm(text.slice(Math.max(0, index - REACH), index).trim(), letters);
    return long ? [[letters, long] as const] : [];
  });
}

function longForm(before: string, letters: string): string | undefined {
  const lower = before.toLowerCase();
  let at = lower.length;
  for (let i = letters.length - 1; i >= 0; i -= 1) {
    const letter = letters[i] ?? "";
    do at -= 1;
    while (
      at >= 0 &&
      (lower[at] !== letter || (i === 0 && /[\p{L}\p{N}]/u.test(lower[at - 1] ?? " ")))
    );
    if (at < 0) return undefined;
  }
  const long = before.slice(at);
  return long.split(/\s+/).length <= letters.length + 5 && long.length > letters.length
    ? long
    : undefined;
}
