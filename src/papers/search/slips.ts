/**
 * How far what was typed is from a word that may be meant: the edit distance with two neighbours in each
 * other's place as one edit (F. J. Damerau, "A technique for computer detection and correction of spelling
 * errors", CACM 7(3), 1964), where what fingers and ears do counts 1, and everything else 2. Likely are a
 * letter left out, doubled or hit beside its key, a vowel for another, and a letter that sounds like another;
 * the first letter is seldom left out or put in, and where there are only four, one for another makes
 * another word.
 */
export function slips(typed: string, meant: string): number {
  const width = meant.length;
  const newRow = () => new Uint16Array(width + 1);
  let [twoBefore, before, row] = [newRow(), newRow(), newRow()];
  for (let to = 1; to <= width; to += 1) before[to] = to + 1;
  for (let at = 1; at <= typed.length; at += 1) {
    const [own, previous] = [typed.charCodeAt(at - 1), typed.charCodeAt(at - 2)];
    const tooMany = costOfExtra(typed, at - 1);
    row[0] = (before[0] ?? 0) + tooMany;
    for (let to = 1; to <= width; to += 1) {
      const other = meant.charCodeAt(to - 1);
      const slip = typed.length > SHORT && isAlike(own, other) ? LIKELY : UNLIKELY;
      let least = (before[to - 1] ?? 0) + (own === other ? 0 : slip);
      least = Math.min(least, (before[to] ?? 0) + tooMany);
      least = Math.min(least, (row[to - 1] ?? 0) + (to === 1 ? UNLIKELY : LIKELY));
      if (at > 1 && to > 1 && own === meant.charCodeAt(to - 2) && previous === other)
        least = Math.min(least, (twoBefore[to - 2] ?? 0) + LIKELY);
      row[to] = least;
    }
    [twoBefore, before, row] = [before, row, twoBefore];
  }
  return before[width] ?? 0;
}

const [LIKELY, UNLIKELY] = [1, 2];
const SHORT = 4;
/** The code of the letter a. */
const A = 97;

/** What a letter costs that the word does not have: little beside its twin or a neighbouring key, and as a plural. */
function costOfExtra(typed: string, at: number): number {
  if (at === 0) return UNLIKELY;
  const own = typed.charCodeAt(at);
  const isPlural = at === typed.length - 1 && typed[at] === "s";
  const isSlip = (other: number) => other === own || has(NEIGHBOURS, own, other);
  return isPlural || isSlip(typed.charCodeAt(at - 1)) || isSlip(typed.charCodeAt(at + 1))
    ? LIKELY
    : UNLIKELY;
}

function isAlike(a: number, b: number): boolean {
  return has(NEIGHBOURS, a, b) || has(SOUNDS, a, b);
}

/** For each letter from a to z those that go with it, as bits. */
type Letters = readonly number[];

/** The keys of each row, which lies half a key to the right of the one above. */
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Neighbours on a keyboard, in one row or in two: below a key lie the one of its own place and the one before. */
const NEIGHBOURS = table(
  ROWS.flatMap((row, at) =>
    [...row].flatMap((key, place) => {
      const below = ROWS[at + 1] ?? "";
      return [row[place + 1], below[place], below[place - 1]].map((other = key) => key + other);
    }),
  ),
);

/** Letters that are heard alike. */
const SOUNDS = table(["aeiouy", "cksq", "sz", "fv", "mn", "dt", "bp", "gj"]);

function table(groups: readonly string[]): Letters {
  const bits = (letters: string) =>
    [...letters].reduce((set, letter) => set | (1 << (letter.charCodeAt(0) - A)), 0);
  return Array.from({ length: 26 }, (_, at) =>
    groups
      .filter((group) => group.includes(String.fromCharCode(A + at)))
      .reduce((set, group) => set | bits(group), 0),
  );
}

function has(letters: Letters, a: number, b: number): boolean {
  return b >= A && b < A + 26 && (((letters[a - A] ?? 0) >>> (b - A)) & 1) === 1;
}
