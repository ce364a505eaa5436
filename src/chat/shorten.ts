/** Made at first need: it takes longer to load than everything else here. */
let graphemes: Intl.Segmenter | undefined;

/** What stands for the rest. */
export const REST = "…";

/** Share of a text that may be given up to end it after a sentence, or after a word. */
const SENTENCE = 0.4;
const WORD = 0.25;

/** Text of at most `most` UTF-16 units: whole, or ended visibly at a sentence, a word or at least a whole character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < REST.length) return "";
  const { end, mark } = endWithin(text, most);
  return text.slice(0, end) + mark;
}

/** Where a text is to end so that it takes at most `most` UTF-16 units together with its mark. */
export function endWithin(text: string, most: number): { end: number; mark: string } {
  const whole = boundary(text, most - REST.length);
  const start = text.slice(0, whole);
  const sentence = lastMatch(start, /[.!?](?=\s)|[。！？]/gu);
  if (sentence > 0 && sentence >= whole * (1 - SENTENCE) && sentence < whole)
    return { end: sentence, mark: ` ${REST}` };
  const word = /\s/.test(text[whole] ?? "") ? whole : lastSpace(start);
  const end = word > 0 && word >= whole * (1 - WORD) ? word : whole;
  return { end: start.slice(0, end).replace(/[\s,;:–—-]+$/, "").length, mark: REST };
}

/** The last grapheme boundary at or before `index`. */
function boundary(text: string, index: number): number {
  if (index <= 0) return 0;
  if (index >= text.length) return text.length;
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return graphemes.segment(text).containing(index)?.index ?? 0;
}

function lastMatch(text: string, pattern: RegExp): number {
  let end = -1;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

function lastSpace(text: string): number {
  return text.search(/\s\S*$/);
}
