/** The share of meaning in a mixed score; the rest is that of words. Measured best with .2 to .3, and better than fusing ranks. */
const SHARE = 0.3;

/** How well a paper fits by its words, where it has any, and the cosine of its meaning, where that is known. */
export type Fit = { readonly words: number; readonly cosine: number | undefined };

/**
 * One score out of words and meaning, by a convex mix of both: words by the highest score of all, and the
 * cosine by its place between the lowest and the highest, since those of one model lie close together.
 */
export function mixedScores(fits: readonly Fit[]): readonly number[] {
  const most = Math.max(0, ...fits.map(({ words }) => words));
  const known = fits.flatMap(({ cosine }) => cosine ?? []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return fits.map(({ words, cosine = low }) => {
    const byWords = most > 0 ? words / most : 0;
    const byMeaning = high > low ? (cosine - low) / (high - low) : 0;
    return (1 - SHARE) * byWords + SHARE * byMeaning;
  });
}
