/**
 * What a text says from a place on, up to the end of its line, as a number: where one is smaller than
 * another, its text comes first by code units, and where they are equal the texts are to be compared. It
 * spares most comparisons of texts, which lie all over the memory.
 */
export function sortKey(text: string, from = 0): number {
  let key = 0;
  for (let at = 0; at < SIGNS; at += 1) {
    const place = from + at;
    const sign = place < text.length ? signOf(text.charCodeAt(place)) : 0;
    key = key * KINDS + sign;
    if (EXACT[sign] === 1) continue;
    // Nothing after a sign that stands for several may count, nor anything after the end.
    return key * KINDS ** (SIGNS - 1 - at);
  }
  return key;
}

/** Signs that count, and kinds of them: as many as a number can hold, 2^53. */
const [SIGNS, KINDS] = [9, 42];

const [LINE, BLANK, DIGITS, LETTERS] = [10, 32, 48, 97];
/** Kinds in the order of their code units: the end, control, blank, some, the digits, some, the letters, all others. */
const [END, CONTROL, GAP, BEFORE_DIGITS, DIGIT, BEFORE_LETTERS, LETTER, OTHER] = [
  0, 1, 2, 3, 4, 14, 15, 41,
];

/** Whether a kind is that of a single sign. */
const EXACT = Uint8Array.from({ length: KINDS }, (_, kind) =>
  [END, CONTROL, BEFORE_DIGITS, BEFORE_LETTERS, OTHER].includes(kind) ? 0 : 1,
);

function signOf(code: number): number {
  if (code >= LETTERS) return code < LETTERS + 26 ? LETTER + code - LETTERS : OTHER;
  if (code >= DIGITS) return code < DIGITS + 10 ? DIGIT + code - DIGITS : BEFORE_LETTERS;
  if (code >= BLANK) return code === BLANK ? GAP : BEFORE_DIGITS;
  return code === LINE ? END : CONTROL;
}
