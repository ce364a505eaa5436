import type { Embedder, Paper } from "#papers";

/** Knows what some words mean, a dimension for each. */
const MEANINGS: readonly RegExp[] = [/tree|forest|wood/gi, /image|picture|photo/gi];

/** An embedder that needs no model, and what it was asked. */
export function wordEmbedder(): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    ...{ model: "words", dimensions: 3, asked },
    embed: async (texts) => {
      asked.push(...texts);
      return texts.map((text) => {
        const [a = 0, b = 0] = MEANINGS.map((pattern) => text.match(pattern)?.length ?? 0);
        const length = Math.hypot(a, b, 0.1);
        return Float32Array.of(a / length, b / length, 0.1 / length);
      });
    },
    close: async () => {},
  };
}

const paper = (number: number, title: string, rest: Partial<Paper> = {}): Paper => ({
  ...{ key: `arxiv:2401.0000${number}`, title, abstract: "" },
  ...rest,
});
/** Papers of which some mean alike without sharing a word. */
export const PAPERS: readonly Paper[] = [
  paper(1, "Growing Trees"),
  paper(2, "The Health of a Forest", { authors: ["Ada Wood"] }),
  paper(3, "Sorting Pictures"),
  paper(4, "On Numbers"),
];
