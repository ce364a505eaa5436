import { distance } from "fastest-levenshtein";

/** Longest word worth comparing: edit distance is quadratic, and no name of ours comes near. */
const LONGEST = 64;

/** The name most like a mistyped word: the same start, or at most a third of its letters wrong; undefined when none is. */
export function nearest(word: string, among: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed.length > LONGEST) return undefined;
  const started = typed.length > 1 && among.find((name) => name.toLowerCase().startsWith(typed));
  if (started) return started;
  const wrong = (name: string) => distance(typed, name.toLowerCase());
  const best = [...among].sort((a, b) => wrong(a) - wrong(b))[0];
  return best !== undefined && wrong(best) <= Math.max(1, Math.floor(best.length / 3))
    ? best
    : undefined;
}
