/** Turns texts into vectors of length 1, which lie near each other where the texts mean alike. */
export type Embedder = {
  /** The model's name; vectors of different models say nothing of each other. */
  readonly model: string;
  readonly dimensions: number;
  /** A vector for each text, in order; papers and the questions asked of them may be turned differently. */
  embed(texts: readonly string[], as: "paper" | "question"): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
};
