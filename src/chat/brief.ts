/** Most of a foreign word that a sentence repeats, in UTF-16 units. */
const LONGEST = 40;

/** A foreign word as a sentence may repeat it: on one line, cut short, never half a character. */
export function brief(word: string): string {
  const start = word.slice(0, LONGEST).replace(/\s+/g, " ");
  if (word.length <= LONGEST) return start.toWellFormed();
  return `${start.replace(/[\uD800-\uDBFF]$/, "").toWellFormed()}…`;
}
