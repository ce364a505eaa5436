/**
 * The beginning of a text in at most `max` graphemes (what a reader counts as characters):
 * as many whole sentences as fit, otherwise whole words and "…". Only a single word that is
 * longer than `max` is cut inside, between two graphemes. Whitespace is collapsed.
 */
export function lead(text: string, max: number): string {
  const whole = text.trim().replace(/\s+/g, " ");
  const end = endOf(whole, max);
  if (end === whole.length) return whole;
  const sentences = lastSentenceEnd(whole, end);
  if (sentences > 0) return whole.slice(0, sentences);
  const room = endOf(whole, max - 1);
  if (room === 0) return max >= 1 ? "…" : "";
  const cut = whole[room] === " " ? room : whole.lastIndexOf(" ", room - 1);
  return `${whole.slice(0, cut > 0 ? cut : room).replace(/[\s,;:–—-]+$/, "")}…`;
}

let graphemes: Intl.Segmenter | undefined;

/** Where the first `max` graphemes end, in code units; reads no further than it must. */
function endOf(text: string, max: number): number {
  if (text.length <= max) return text.length;
  // Made at first need: it takes longer than all the rest of this room to load.
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count >= max) return index;
    count += 1;
  }
  return text.length;
}

const ABBREVIATIONS = new Set(
  `e.g i.e al cf vs etc resp approx fig figs eq eqs sec sect ch no nos vol pp ref refs tab thm def
  prop dr prof mr mrs ms st jr sr inc ltd ca viz a.k.a w.r.t u.s u.k`.split(/\s+/),
);

/** The last place up to `limit` where a sentence ends, 0 when there is none. */
function lastSentenceEnd(text: string, limit: number): number {
  let last = 0;
  for (const match of text.slice(0, limit + 2).matchAll(/[.!?…]+["'”’)\]]*(?=\s|$)/g)) {
    const end = match.index + match[0].length;
    if (end <= limit && isSentenceEnd(text, match.index, end)) last = end;
  }
  return last;
}

function isSentenceEnd(text: string, dot: number, end: number): boolean {
  if (text[dot] !== "." || text[dot + 1] === ".") return startsSentence(text, end);
  const before = text.slice(Math.max(0, dot - 12), dot);
  const word = /[\p{L}\p{N}.]*$/u.exec(before)?.[0] ?? "";
  if (ABBREVIATIONS.has(word.toLowerCase())) return false;
  // "J. Doe", "E. coli": a single capital letter before the dot is an initial.
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(word)) return false;
  return startsSentence(text, end);
}

/** A sentence begins with anything but a small letter ("ver. two" goes on). */
function startsSentence(text: string, end: number): boolean {
  return !/^\s+\p{Ll}+(?:[\s,;:.!?]|$)/u.test(text.slice(end, end + 40));
}
