/**
 * How far what was typed is from a word that may be meant: the edit distance with two neighbours in each
 * other's place as one edit (F. J. Damerau, "A technique for computer detection and correction of spelling
 * errors", CACM 7(3), 1964), where what fingers and ears do counts 1, and everything else 2. Likely are a
 * letter left out, doubled or hit beside its key, a vowel for another, and a letter that sounds like another;
 * the first letter is seldom left out or put in, and where there are only four, one for another makes
 * another word.
 */
export function slips(typed: string, meant: string): number {
  const isSlip = typed.length > SHORT ? isAlike : () => false;
  let before = new Float64Array(0);
  let row = Float64Array.from({ length: meant.length + 1 }, (_, at) => (at > 0 ? at + 1 : 0));
  for (let at = 1; at <= typed.length; at += 1) {
    const [own, previous] = [typed[at - 1] ?? "", typed[at - 2] ?? ""];
    const tooMany = costOfExtra(typed, at - 1);
    const next = new Float64Array(meant.length + 1);
    next[0] = (row[0] ?? 0) + tooMany;
    for (let to = 1; to <= meant.length; to += 1) {
      const [other, earlier] = [meant[to - 1] ?? "", meant[to - 2] ?? ""];
      const isSwapped = at > 1 && to > 1 && own === earlier && previous === other;
      next[to] = Math.min(
        (row[to] ?? 0) + tooMany,
        (next[to - 1] ?? 0) + (to === 1 ? UNLIKELY : LIKELY),
        (row[to - 1] ?? 0) + (own === other ? 0 : isSlip(own, other) ? LIKELY : UNLIKELY),
        isSwapped ? (before[to - 2] ?? 0) + LIKELY : Infinity,
      );
    }
    [before, row] = [row, next];
  }
  return row[meant.length] ?? 0;
}

const [LIKELY, UNLIKELY] = [1, 2];
const SHORT = 4;

/** What a letter costs that the word does not have: little beside its twin or a neighbouring key, and as a plural. */
function costOfExtra(typed: string, at: number): number {
  const own = typed[at] ?? "";
  const beside = [typed[at - 1] ?? "", typed[at + 1] ?? ""];
  const isPlural = own === "s" && at === typed.length - 1;
  const isSlip = beside.some((other) => other === own || areNeighbours(own, other));
  return at > 0 && (isPlural || isSlip) ? LIKELY : UNLIKELY;
}

function isAlike(a: string, b: string): boolean {
  return (
    areNeighbours(a, b) || SOUNDS.some((letters) => letters.includes(a) && letters.includes(b))
  );
}

/** Letters that are heard alike. */
const SOUNDS = ["aeiouy", "cksq", "sz", "fv", "mn", "dt", "bp", "gj"];

/** The keys of each row, which lies a little to the right of the one above. */
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Neighbours on a keyboard, in one row or in two. */
function areNeighbours(a: string, b: string): boolean {
  const [row, other] = [rowOf(a), rowOf(b)];
  if (row < 0 || other < 0 || a === b) return false;
  const aside = (ROWS[other]?.indexOf(b) ?? 0) - (ROWS[row]?.indexOf(a) ?? 0);
  if (row === other) return Math.abs(aside) === 1;
  // Below a key lie the one of its own place and the one before.
  return other === row + 1
    ? aside === 0 || aside === -1
    : row === other + 1 && (aside === 0 || aside === 1);
}

function rowOf(letter: string): number {
  return ROWS.findIndex((row) => row.includes(letter));
}
