/** The vector of a paper, and the text that it was made from as `textMark` gives it. */
export type Kept = { readonly text: string; readonly vector: Float32Array };

/** A paper near a vector, and the cosine of the angle between them. */
export type Near = { readonly key: string; readonly cosine: number };

/** The vectors of papers by one model. */
export type Vectors = {
  /** The nearest first. */
  nearest(to: Float32Array, count: number): Promise<readonly Near[]>;
  /** Those that there are, by key. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, Kept>>;
  put(entries: readonly (Kept & { readonly key: string })[]): Promise<void>;
  close(): Promise<void>;
};

/** The cosine of the angle between two vectors of length 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
