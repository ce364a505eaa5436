const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Ends that are no ends of a sentence: abbreviations and initials. */
const NO_END =
  /(?:\b(?:e\.g|i\.e|et al|cf|vs|Fig|Figs|Eq|Eqs|Sec|Ref|Dr|Mr|Ms|Prof|St|resp|approx|w\.r\.t)|\b\p{Lu})\.\s*$/u;

/** Longest part of a text that is looked at: a lead never needs more. */
const LOOKED_AT = 4000;

/** The first whole sentences of a text, up to `max` graphemes; a longer first sentence is cut at a word with “…”. */
export function lead(text: string, max: number): string {
  let taken = "";
  let pending = "";
  for (const { segment } of sentences.segment(
    text.slice(0, LOOKED_AT).replace(/\s+/g, " ").trim(),
  )) {
    pending += segment;
    if (NO_END.test(pending)) continue;
    if (lengthOf(taken + pending.trimEnd()) > max) break;
    taken += pending;
    pending = "";
  }
  if (taken.trim())
    return (lengthOf(taken + pending.trimEnd()) <= max ? taken + pending : taken).trim();
  return cut(pending.trim(), max);
}

function cut(text: string, max: number): string {
  const all = [...graphemes.segment(text)].map(({ segment }) => segment);
  if (all.length <= max) return text;
  const start = all.slice(0, Math.max(0, max - 1)).join("");
  const space = start.lastIndexOf(" ");
  const whole = space > start.length / 2 ? start.slice(0, space) : start;
  return `${whole.replace(/[\s,;:.–-]+$/, "")}…`;
}

function lengthOf(text: string): number {
  return [...graphemes.segment(text)].length;
}
