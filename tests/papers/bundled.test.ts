import { beforeAll, describe, expect, test } from "vitest";
import { type Catalogue, createCatalogue, fileSource, type Paper, type Skip } from "#papers";

let catalogue: Catalogue;
const skipped: Skip[] = [];
const papers: Paper[] = [];

beforeAll(async () => {
  const source = fileSource("data/papers.jsonl", { onSkip: (skip) => skipped.push(skip) });
  for await (const paper of source.papers()) papers.push(paper);
  catalogue = createCatalogue();
  await catalogue.add(papers);
});

const search = (text: string, size = 5) => catalogue.search({ text, size });
const titles = async (text: string) => (await search(text)).hits.map(({ paper }) => paper.title);

describe("the bundled catalogue", () => {
  test("holds 181 papers, 154 of them with an arXiv id, and no bad line", async () => {
    expect(skipped).toEqual([]);
    expect(await catalogue.extent()).toEqual({ papers: 181, newest: "2025-10-22" });
    expect(papers.filter(({ key }) => key.startsWith("arxiv:"))).toHaveLength(154);
    expect(papers.filter(({ key }) => key.startsWith("title:"))).toHaveLength(27);
    expect(papers.every(({ abstract }) => abstract.length > 100)).toBe(true);
    expect(papers.filter(({ published }) => published)).toHaveLength(154);
  });

  test("papers without an id are found by their titles", async () => {
    for (const paper of papers.filter(({ key }) => key.startsWith("title:"))) {
      expect(await catalogue.get(paper.key)).toEqual(paper);
      expect(await catalogue.resolve(paper.title)).toEqual(paper);
      expect((await titles(paper.title))[0]).toBe(paper.title);
    }
  });

  test.each([
    ["topological transformers", /topolog.*transformer/i],
    ["graf transformer", /graph transformer/i],
    ["persistant homology", /persistent/i],
    ["vission transfromer", /vision transformer/i],
    ["papers about graph transformers", /graph transformers/i],
    ["GNN", /GNN/],
    ["graph neural networks", /graph neural networks/i],
    ["attention maps topology", /topology of attention maps/i],
    ["RT1", /^RT-1: Robotics Transformer/],
    ["gpt4", /In-Context Learning in Transformers and LLMs/],
    ["hugging face", /^HuggingFace/],
  ])("%s finds the right paper first", async (text, title) => {
    expect((await titles(text))[0]).toMatch(title);
  });

  test("a corrected query says what was answered", async () => {
    expect((await search("graf transformer")).instead).toBe("graph transformer");
    expect((await search("graph transformer")).instead).toBeUndefined();
  });

  test("GNN finds papers that only write graph neural networks", async () => {
    const found = (await search("GNN", 50)).hits.map(({ paper }) => paper);
    const spelled = found.filter(({ title, abstract }) => !/gnn/i.test(title + abstract));
    expect(spelled.length).toBeGreaterThan(0);
  });

  test.each([
    "2402.02005",
    "arXiv:2402.02005v2",
    "https://arxiv.org/abs/2402.02005",
    "https://huggingface.co/papers/2402.02005",
    "https://www.alphaxiv.org/abs/2402.02005",
    "https://doi.org/10.48550/arXiv.2402.02005",
    "Topology-Informed Graph Transformer",
    "topology informed graph transformer",
    "Topology-Informed Graf Transformer",
    "topology-infor",
    "arxiv:2402.02005",
  ])("%s opens the same paper", async (text) => {
    expect((await catalogue.resolve(text))?.key).toBe("arxiv:2402.02005");
    expect((await search(text)).hits[0]?.paper.key).toBe("arxiv:2402.02005");
  });

  test("similar papers share the subject", async () => {
    const neighbours = await catalogue.similar("arxiv:2402.02005", 5);
    const similar = neighbours.map(({ paper }) => paper);
    expect(similar).toHaveLength(5);
    expect(similar.filter(({ title }) => /graph/i.test(title)).length).toBeGreaterThanOrEqual(4);
    expect(similar.map(({ key }) => key)).not.toContain("arxiv:2402.02005");
  });

  test("suggestions begin as typed", async () => {
    for (const { title } of await catalogue.suggest("topolo", 5))
      expect(title).toMatch(/\btopolo/i);
    const byId = await catalogue.suggest("2402.02", 5);
    expect(byId.map(({ key }) => key)).toEqual(["arxiv:2402.02005"]);
    expect(await catalogue.suggest("", 3)).toHaveLength(3);
  });
});
