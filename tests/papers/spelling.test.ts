import { beforeAll, describe, expect, test } from "vitest";
import { type Catalogue, createCatalogue, fileSource } from "#papers";
import { slips } from "../../src/papers/search/slips.ts";

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = createCatalogue();
  await catalogue.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
});

describe("a word that the bundled catalogue does not know", () => {
  test.each([
    // Each is a letter or two from a word that it does know: shelf, able, attention, recording, …
    "sheaf",
    "TABLE",
    "retention",
    "rewording",
    "safety",
    "patch",
    "laser",
    "phantom",
    "height",
    "database",
    "blockchain",
    "handcrafted",
    "degrade",
    "deflection",
  ])("is what it is when science writes it: %s", async (word) => {
    expect((await catalogue.search({ text: word })).instead).toBeUndefined();
    const { instead } = await catalogue.search({ text: `${word} neural networks` });
    expect(instead).toBeUndefined();
    expect(await catalogue.nearest(word)).toBeUndefined();
  });

  test.each([
    ["serach for graphs", "search for graphs"],
    ["shwo me graphs", "show me graphs"],
    ["neural architecture serach", "neural architecture search"],
  ])("is taken for talk where talk stands: %s", async (text, instead) => {
    expect((await catalogue.search({ text })).instead).toBe(instead);
  });

  test.each(["papert graphs", "articlet topology", "papyrs graphs"])(
    "is not taken for talk elsewhere: %s",
    async (text) => {
      const { instead, whole } = await catalogue.search({ text });
      expect({ instead, whole }).toEqual({ instead: undefined, whole: 0 });
    },
  );

  test.each([
    // Names that no list has: too far from any word, or too short to tell.
    "hinton",
    "sharma",
    "shen",
    "feng",
    "zhao",
    "kipf",
  ])("is not made another by a slip that nobody makes: %s", async (word) => {
    expect((await catalogue.search({ text: `${word} graph` })).instead).toBeUndefined();
  });

  test.each([
    ["persistemt homolgy", "persistent homology"],
    ["tranformer atention", "transformer attention"],
    ["transfomers", "transformers"],
    ["grpah nueral netwrok", "graph neural network"],
    ["grah netwroks", "graph networks"],
    ["manifolld compelx", "manifold complex"],
    ["difussion", "diffusion"],
    ["embeddnig spcae", "embedding space"],
    ["convolutinal neuralnetwork", "convolutional neural network"],
    ["gaph", "graph"],
    ["topologucal", "topological"],
    ["hypergrafs", "hypergraphs"],
    ["autoencodr", "autoencoder"],
    ["renforcement lerning", "reinforcement learning"],
  ])("is put right when it is misspelt: %s", async (typed, meant) => {
    expect((await catalogue.search({ text: `${typed} of` })).instead).toBe(`${meant} of`);
  });
});

describe("slips", () => {
  test.each([
    ["graph", "graph", 0],
    // A swap, a letter left out, doubled, hit beside its key; a vowel and a sound for another.
    ["grpah", "graph", 1],
    ["grph", "graph", 1],
    ["graaph", "graph", 1],
    ["graoh", "graph", 1],
    ["persistant", "persistent", 1],
    ["zystem", "system", 1],
    // Anything else; and the first letter is seldom missed.
    ["gxaph", "graph", 2],
    ["raph", "graph", 2],
    ["table", "able", 2],
    ["sheaf", "shelf", 2],
    // In four letters another vowel is another word.
    ["mode", "made", 2],
    ["homlgi", "homology", 3],
  ])("from %s to %s there are %d", (typed, meant, count) => {
    expect(slips(typed, meant)).toBe(count);
  });
});
