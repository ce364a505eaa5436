let graphemes: Intl.Segmenter | undefined;

/** A cut keeps at least this share of what fits, to end with a word or a sentence. */
const WORD_SHARE = 0.6;
const SENTENCE_SHARE = 0.7;

/**
 * A text in at most `max` UTF-16 units, ended by “…” where something is missing: after a sentence if
 * one ends near, else after a word, never inside what a reader sees as one character.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  const head = text.slice(0, startOf(text, max - 1));
  const sentence = lastSentenceEnd(head, text);
  if (sentence > 0 && sentence <= max - 2) return `${head.slice(0, sentence)} …`;
  const whole = /\s/.test(text[head.length] ?? " ");
  const space = whole ? head.length : head.search(/\s\S*$/);
  const words = space >= head.length * WORD_SHARE ? head.slice(0, space) : head;
  const kept = words.replace(/[\s,;:–—-]+$/, "");
  return /[.!?]$/.test(kept) && kept.length <= max - 2 ? `${kept} …` : `${kept}…`;
}

/** Where the character that holds this unit begins; inside one that is longer than all of the room, a code point. */
function startOf(text: string, index: number): number {
  // Made at first need: it takes longer than all the rest of this room to load.
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const start = graphemes.segment(text).containing(index)?.index ?? 0;
  if (start > 0) return start;
  const low = text.charCodeAt(index);
  return low >= 0xdc00 && low <= 0xdfff ? index - 1 : index;
}

/** The last place in a beginning where a sentence ends, 0 when there is none near; “e.g.” and the like are not told apart. */
function lastSentenceEnd(head: string, text: string): number {
  const from = Math.floor(head.length * SENTENCE_SHARE);
  let last = 0;
  // One unit more than the beginning, since only what follows a dot tells whether a sentence ends there.
  for (const match of text.slice(from, head.length + 1).matchAll(/[.!?]["'”’)\]]*(?=\s)|[。！？]/g))
    last = Math.min(head.length, from + match.index + match[0].length);
  return last;
}
