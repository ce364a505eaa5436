import { distance } from "fastest-levenshtein";

/** Longest word worth comparing: edit distance is quadratic, and no name of ours comes near. */
const LONGEST = 64;

/** The name most like a mistyped word: the same start, or at most a third of its letters wrong; undefined when none is. */
export function nearest(word: string, among: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed.length === 0 || typed.length > LONGEST) return undefined;
  const slips = new Map(among.map((name) => [name, wrong(typed, name.toLowerCase())]));
  const ranked = [...slips].sort(([, a], [, b]) => a - b);
  const started = ranked.find(([name]) => name.toLowerCase().startsWith(typed));
  if (started && typed.length > 1) return started[0];
  const [best] = ranked;
  return best && best[1] <= bearable(typed, best[0]) ? best[0] : undefined;
}

/** Letters to mend. The same letters in another order, as in shwo for show, are one slip of the fingers. */
function wrong(typed: string, name: string): number {
  const slips = distance(typed, name);
  return slips > 1 && sorted(typed) === sorted(name) ? 1 : slips;
}

const sorted = (word: string) => [...word].sort().join("");

/** A third of the letters, at least one, and never all of them. */
function bearable(typed: string, name: string): number {
  const third = Math.max(1, Math.floor(name.length / 3));
  return Math.min(third, typed.length - 1, name.length - 1);
}
