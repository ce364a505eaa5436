import { onTestFinished } from "vitest";
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
  const catalogue = await open();
  onTestFinished(() => catalogue.close());
  await catalogue.add(papers);
  return catalogue;
}

/** A catalogue of the three papers above. */
export function filled(open: Open): Promise<Catalogue> {
  return holding(open, [GRAPHS, TREES, NOTES]);
}
