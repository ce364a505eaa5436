import { afterAll, beforeAll, onTestFinished } from "vitest";
import { type Catalogue, type Paper, titleKey } from "#papers";

/** Makes an empty catalogue. */
export type Open = () => Promise<Catalogue>;

export const GRAPHS: Paper = {
  key: "arxiv:2401.00001",
  title: "Graph Learning",
  abstract: "About graphs and trees.",
  authors: ["Élise Müller", "Bo Li"],
  published: "2024-01-05",
  categories: ["cs.LG", "math.CO"],
  upvotes: 10,
};
export const TREES: Paper = {
  key: "arxiv:2402.00002",
  title: "Tree Learning Without Graphs",
  abstract: "About trees.",
  published: "2024-02",
  upvotes: 30,
};
export const NOTES: Paper = {
  key: titleKey("Notes on Forests"),
  title: "Notes on Forests",
  abstract: "Forests and graphs.",
  url: "https://example.org/forests",
};

/** A catalogue of these papers, closed when the test has ended. */
export async function holding(open: Open, papers: readonly Paper[]): Promise<Catalogue> {
  const catalogue = await of(papers, open);
  onTestFinished(() => catalogue.close());
  return catalogue;
}

/** A catalogue of these papers. */
export async function of(papers: readonly Paper[], open: Open): Promise<Catalogue> {
  const catalogue = await open();
  await catalogue.add(papers);
  return catalogue;
}

/** One catalogue for all tests of a suite, which only ask: opening one may take a while. */
export function shared(open: () => Promise<Catalogue>): () => Catalogue {
  let catalogue: Catalogue | undefined;
  beforeAll(async () => {
    catalogue = await open();
  });
  afterAll(() => catalogue?.close());
  return () => {
    if (!catalogue) throw new Error("The suite has not begun.");
    return catalogue;
  };
}

/** The three papers above. */
export const THREE: readonly Paper[] = [GRAPHS, TREES, NOTES];

/** A catalogue of the three papers above. */
export function filled(open: Open): Promise<Catalogue> {
  return holding(open, THREE);
}
